import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.optimizers import adadelta_v2 as adadelta_v2
    from kerascompat.keras.optimizers import adagrad_v2 as adagrad_v2
    from kerascompat.keras.optimizers import adam_v2 as adam_v2
    from kerascompat.keras.optimizers import adamax_v2 as adamax_v2
    from kerascompat.keras.optimizers import experimental as experimental
    from kerascompat.keras.optimizers import gradient_descent_v2 as gradient_descent_v2
    from kerascompat.keras.optimizers import legacy as legacy
    from kerascompat.keras.optimizers import nadam_v2 as nadam_v2
    from kerascompat.keras.optimizers import rmsprop_v2 as rmsprop_v2
    from kerascompat.keras.optimizers import schedules as schedules

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.optimizers import *
    else:
        from kerascompat.keras3.optimizers import *

    from kerascompat.keras.optimizers import adadelta_v2 as adadelta_v2
    from kerascompat.keras.optimizers import adagrad_v2 as adagrad_v2
    from kerascompat.keras.optimizers import adam_v2 as adam_v2
    from kerascompat.keras.optimizers import adamax_v2 as adamax_v2
    from kerascompat.keras.optimizers import experimental as experimental
    from kerascompat.keras.optimizers import gradient_descent_v2 as gradient_descent_v2
    from kerascompat.keras.optimizers import legacy as legacy
    from kerascompat.keras.optimizers import nadam_v2 as nadam_v2
    from kerascompat.keras.optimizers import rmsprop_v2 as rmsprop_v2
    from kerascompat.keras.optimizers import schedules as schedules

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
