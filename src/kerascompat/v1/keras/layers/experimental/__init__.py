import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.v1.keras.layers.experimental import preprocessing as preprocessing

    from keras.api._v1.keras.layers.experimental import *
    from tf_keras.api._v1.keras.layers.experimental import *

    from kerascompat.v1.keras.layers.experimental import preprocessing as preprocessing

    if KERASCOMPAT_ANY_V1_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
