import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras._tf_keras.keras.preprocessing.sequence import *
    from keras.api._tf_keras.keras.preprocessing.sequence import *
    from keras.api.preprocessing.sequence import *
    from keras.preprocessing.sequence import *

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
