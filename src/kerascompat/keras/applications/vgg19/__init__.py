import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.applications.vgg19 import *
    else:
        from kerascompat.keras3.applications.vgg19 import *

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
