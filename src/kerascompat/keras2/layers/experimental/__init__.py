import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.layers.experimental import preprocessing as preprocessing

    from keras.api._v2.keras.layers.experimental import *
    from tf_keras.api._v2.keras.layers.experimental import *

    from kerascompat.keras2.layers.experimental import preprocessing as preprocessing

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
