"""`kerascompat doctor`: what is wrong with the Keras of an environment, why, and what cures it.

Reads metadata; imports neither TensorFlow nor Keras.
"""
