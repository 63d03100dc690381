import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.preprocessing import image as image
    from kerascompat.keras3.preprocessing import sequence as sequence
    from kerascompat.keras3.preprocessing import text as text

    from keras._tf_keras.keras.preprocessing import *
    from keras.api._tf_keras.keras.preprocessing import *
    from keras.api.preprocessing import *
    from keras.preprocessing import *

    from kerascompat.keras3.preprocessing import image as image
    from kerascompat.keras3.preprocessing import sequence as sequence
    from kerascompat.keras3.preprocessing import text as text

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
