import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.utils.legacy import *
    else:
        from kerascompat.keras3.utils.legacy import *

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
