import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.preprocessing import image as image
    from kerascompat.keras2.preprocessing import sequence as sequence
    from kerascompat.keras2.preprocessing import text as text

    from keras.api._v2.keras.preprocessing import *
    from tf_keras.api._v2.keras.preprocessing import *

    from kerascompat.keras2.preprocessing import image as image
    from kerascompat.keras2.preprocessing import sequence as sequence
    from kerascompat.keras2.preprocessing import text as text

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
