import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.engine import base_layer as base_layer
    from kerascompat.keras2.engine import functional as functional
    from kerascompat.keras2.engine import input_layer as input_layer
    from kerascompat.keras2.engine import input_spec as input_spec
    from kerascompat.keras2.engine import network as network
    from kerascompat.keras2.engine import sequential as sequential
    from kerascompat.keras2.engine import topology as topology
    from kerascompat.keras2.engine import training as training

    from kerascompat.keras2.engine import base_layer as base_layer
    from kerascompat.keras2.engine import functional as functional
    from kerascompat.keras2.engine import input_layer as input_layer
    from kerascompat.keras2.engine import input_spec as input_spec
    from kerascompat.keras2.engine import network as network
    from kerascompat.keras2.engine import sequential as sequential
    from kerascompat.keras2.engine import topology as topology
    from kerascompat.keras2.engine import training as training
    from kerascompat.keras2.layers import InputLayer as InputLayer
    from kerascompat.keras2.layers import InputSpec as InputSpec
    from kerascompat.keras2.layers import Layer as Layer
    from kerascompat.keras2.models import Model as Model

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
