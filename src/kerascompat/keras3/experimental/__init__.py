import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api.experimental import *
    from keras.experimental import *

    from kerascompat.keras3.optimizers.schedules import CosineDecay as CosineDecay
    from kerascompat.keras3.optimizers.schedules import CosineDecayRestarts as CosineDecayRestarts

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
