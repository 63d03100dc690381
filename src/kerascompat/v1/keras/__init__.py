"""The TensorFlow 1 style API of Keras 2: what `tf.compat.v1.keras` is there."""

from kerascompat._loader import load as _load

_load(__name__)
del _load
