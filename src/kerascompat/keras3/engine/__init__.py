import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.engine import base_layer as base_layer
    from kerascompat.keras3.engine import functional as functional
    from kerascompat.keras3.engine import input_layer as input_layer
    from kerascompat.keras3.engine import input_spec as input_spec
    from kerascompat.keras3.engine import network as network
    from kerascompat.keras3.engine import sequential as sequential
    from kerascompat.keras3.engine import topology as topology
    from kerascompat.keras3.engine import training as training

    from kerascompat.keras3.engine import base_layer as base_layer
    from kerascompat.keras3.engine import functional as functional
    from kerascompat.keras3.engine import input_layer as input_layer
    from kerascompat.keras3.engine import input_spec as input_spec
    from kerascompat.keras3.engine import network as network
    from kerascompat.keras3.engine import sequential as sequential
    from kerascompat.keras3.engine import topology as topology
    from kerascompat.keras3.engine import training as training
    from kerascompat.keras3.layers import InputLayer as InputLayer
    from kerascompat.keras3.layers import InputSpec as InputSpec
    from kerascompat.keras3.layers import Layer as Layer
    from kerascompat.keras3.models import Model as Model

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
