import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.legacy import saving as saving

    from keras.api._v2.keras.legacy import *
    from tf_keras.api._v2.keras.legacy import *

    from kerascompat.keras2.legacy import saving as saving

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
