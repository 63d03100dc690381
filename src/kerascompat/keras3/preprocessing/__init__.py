"""A module of the surface that it lies in; Python comes here only while that is being filled."""

from kerascompat._loader import load as _load

_load(__name__)
del _load
