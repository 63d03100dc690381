import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.dtensor.experimental import optimizers as optimizers

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.dtensor.experimental import *

    from kerascompat.keras.dtensor.experimental import optimizers as optimizers

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
