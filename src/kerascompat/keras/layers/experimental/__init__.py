import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.layers.experimental import preprocessing as preprocessing

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.layers.experimental import *
    else:
        from kerascompat.keras3.layers.experimental import *

    from kerascompat.keras.layers.experimental import preprocessing as preprocessing

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
