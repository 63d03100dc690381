"""Keras 2, whatever the environment's variable says: `keras` where it is Keras 2, else `tf_keras`."""

from kerascompat._loader import load as _load

_load(__name__)
del _load
