"""The Keras that the environment asks for: what `tf.keras` is, and the names of `keras` beside it."""

from kerascompat._loader import load as _load

_load(__name__)
del _load
