import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api.optimizers.schedules import *
    from keras.optimizers.schedules import *

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
