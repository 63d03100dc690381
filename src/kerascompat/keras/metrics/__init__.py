import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.metrics import experimental as experimental

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.metrics import *
    else:
        from kerascompat.keras3.metrics import *

    from kerascompat.keras.metrics import experimental as experimental

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
