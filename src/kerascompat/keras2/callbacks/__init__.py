import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.callbacks import experimental as experimental

    from keras.api._v2.keras.callbacks import *
    from tf_keras.api._v2.keras.callbacks import *

    from kerascompat.keras2.callbacks import experimental as experimental

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
