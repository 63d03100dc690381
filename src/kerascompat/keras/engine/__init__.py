import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.engine import base_layer as base_layer
    from kerascompat.keras.engine import functional as functional
    from kerascompat.keras.engine import input_layer as input_layer
    from kerascompat.keras.engine import input_spec as input_spec
    from kerascompat.keras.engine import network as network
    from kerascompat.keras.engine import sequential as sequential
    from kerascompat.keras.engine import topology as topology
    from kerascompat.keras.engine import training as training

    from kerascompat.keras.engine import base_layer as base_layer
    from kerascompat.keras.engine import functional as functional
    from kerascompat.keras.engine import input_layer as input_layer
    from kerascompat.keras.engine import input_spec as input_spec
    from kerascompat.keras.engine import network as network
    from kerascompat.keras.engine import sequential as sequential
    from kerascompat.keras.engine import topology as topology
    from kerascompat.keras.engine import training as training
    from kerascompat.keras.layers import InputLayer as InputLayer
    from kerascompat.keras.layers import InputSpec as InputSpec
    from kerascompat.keras.layers import Layer as Layer
    from kerascompat.keras.models import Model as Model

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
