import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.callbacks import experimental as experimental

    from keras.api.callbacks import *
    from keras.callbacks import *

    from kerascompat.keras3.callbacks import experimental as experimental

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
