"""Keras 3, whatever the environment's variable says: `keras`, or `keras_core` where no Keras 3 is installed."""

from kerascompat._loader import load as _load

_load(__name__)
del _load
