import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.v1.keras.preprocessing import image as image
    from kerascompat.v1.keras.preprocessing import sequence as sequence
    from kerascompat.v1.keras.preprocessing import text as text

    from keras.api._v1.keras.preprocessing import *
    from tf_keras.api._v1.keras.preprocessing import *

    from kerascompat.v1.keras.preprocessing import image as image
    from kerascompat.v1.keras.preprocessing import sequence as sequence
    from kerascompat.v1.keras.preprocessing import text as text

    if KERASCOMPAT_ANY_V1_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
