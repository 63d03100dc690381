import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.__internal__ import *
    from keras.api.__internal__ import *

    from kerascompat.keras3 import KerasTensor as KerasTensor
    from kerascompat.keras3.config import enable_unsafe_deserialization as enable_unsafe_deserialization

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
