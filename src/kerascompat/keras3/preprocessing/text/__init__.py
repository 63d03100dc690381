import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras._tf_keras.keras.preprocessing.text import *
    from keras.api._tf_keras.keras.preprocessing.text import *
    from keras.api.preprocessing.text import *
    from keras.preprocessing.text import *

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
