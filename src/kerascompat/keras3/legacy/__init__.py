import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.legacy import saving as saving

    from keras.api.legacy import *
    from keras.legacy import *

    from kerascompat.keras3.legacy import saving as saving

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
