import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.legacy import saving as saving

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.legacy import *
    else:
        from kerascompat.keras3.legacy import *

    from kerascompat.keras.legacy import saving as saving

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
