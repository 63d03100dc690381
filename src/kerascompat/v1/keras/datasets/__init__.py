from kerascompat._loader import load as _load

_load(__name__)
del _load
