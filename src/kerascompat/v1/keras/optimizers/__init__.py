import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.v1.keras.optimizers import legacy as legacy
    from kerascompat.v1.keras.optimizers import schedules as schedules

    from keras.api._v1.keras.optimizers import *
    from tf_keras.api._v1.keras.optimizers import *

    from kerascompat.v1.keras.optimizers import legacy as legacy
    from kerascompat.v1.keras.optimizers import schedules as schedules

    if KERASCOMPAT_ANY_V1_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
