import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api._v2.keras.distribution import *
    from tf_keras.api._v2.keras.distribution import *

    from kerascompat.bridges.on_keras_2.distribution import list_devices as list_devices

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
