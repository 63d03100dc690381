"""`kerascompat matrix`: what was measured, as text, JSON and Markdown, and the verdict for one combination."""
