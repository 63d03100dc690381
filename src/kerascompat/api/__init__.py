"""`kerascompat api`: which Keras has a name, what answers it elsewhere, and how it is called."""
