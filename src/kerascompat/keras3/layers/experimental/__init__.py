import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.layers.experimental import preprocessing as preprocessing

    from keras.api.layers.experimental import *
    from keras.layers.experimental import *

    from kerascompat.keras3.layers import EinsumDense as EinsumDense
    from kerascompat.keras3.layers.experimental import preprocessing as preprocessing

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
