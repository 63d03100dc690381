"""`kerascompat run`: a program started with the variables set before it imports anything."""
