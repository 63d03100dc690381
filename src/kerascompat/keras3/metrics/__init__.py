import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras._tf_keras.keras.metrics import *
    from keras.api._tf_keras.keras.metrics import *
    from keras.api.metrics import *
    from keras.metrics import *

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
