"""`kerascompat migrate`: moves a library's imports onto kerascompat, and off it again. Files are parsed, never run."""
