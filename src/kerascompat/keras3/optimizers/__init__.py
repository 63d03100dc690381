import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.optimizers import adadelta_v2 as adadelta_v2
    from kerascompat.keras3.optimizers import adagrad_v2 as adagrad_v2
    from kerascompat.keras3.optimizers import adam_v2 as adam_v2
    from kerascompat.keras3.optimizers import adamax_v2 as adamax_v2
    from kerascompat.keras3.optimizers import experimental as experimental
    from kerascompat.keras3.optimizers import gradient_descent_v2 as gradient_descent_v2
    from kerascompat.keras3.optimizers import legacy as legacy
    from kerascompat.keras3.optimizers import nadam_v2 as nadam_v2
    from kerascompat.keras3.optimizers import rmsprop_v2 as rmsprop_v2
    from kerascompat.keras3.optimizers import schedules as schedules

    from keras.api.optimizers import *
    from keras.optimizers import *

    from kerascompat.keras3.optimizers import adadelta_v2 as adadelta_v2
    from kerascompat.keras3.optimizers import adagrad_v2 as adagrad_v2
    from kerascompat.keras3.optimizers import adam_v2 as adam_v2
    from kerascompat.keras3.optimizers import adamax_v2 as adamax_v2
    from kerascompat.keras3.optimizers import experimental as experimental
    from kerascompat.keras3.optimizers import gradient_descent_v2 as gradient_descent_v2
    from kerascompat.keras3.optimizers import legacy as legacy
    from kerascompat.keras3.optimizers import nadam_v2 as nadam_v2
    from kerascompat.keras3.optimizers import rmsprop_v2 as rmsprop_v2
    from kerascompat.keras3.optimizers import schedules as schedules

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
