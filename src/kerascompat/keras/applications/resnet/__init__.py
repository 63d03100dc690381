import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.applications.resnet import *
    else:
        from kerascompat.keras3.applications.resnet import *

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
