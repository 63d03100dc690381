import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.optimizers import adadelta_v2 as adadelta_v2
    from kerascompat.keras2.optimizers import adagrad_v2 as adagrad_v2
    from kerascompat.keras2.optimizers import adam_v2 as adam_v2
    from kerascompat.keras2.optimizers import adamax_v2 as adamax_v2
    from kerascompat.keras2.optimizers import experimental as experimental
    from kerascompat.keras2.optimizers import gradient_descent_v2 as gradient_descent_v2
    from kerascompat.keras2.optimizers import legacy as legacy
    from kerascompat.keras2.optimizers import nadam_v2 as nadam_v2
    from kerascompat.keras2.optimizers import rmsprop_v2 as rmsprop_v2
    from kerascompat.keras2.optimizers import schedules as schedules

    from keras.api._v2.keras.optimizers import *
    from tf_keras.api._v2.keras.optimizers import *

    from kerascompat.keras2.mixed_precision import LossScaleOptimizer as LossScaleOptimizer
    from kerascompat.keras2.optimizers import adadelta_v2 as adadelta_v2
    from kerascompat.keras2.optimizers import adagrad_v2 as adagrad_v2
    from kerascompat.keras2.optimizers import adam_v2 as adam_v2
    from kerascompat.keras2.optimizers import adamax_v2 as adamax_v2
    from kerascompat.keras2.optimizers import experimental as experimental
    from kerascompat.keras2.optimizers import gradient_descent_v2 as gradient_descent_v2
    from kerascompat.keras2.optimizers import legacy as legacy
    from kerascompat.keras2.optimizers import nadam_v2 as nadam_v2
    from kerascompat.keras2.optimizers import rmsprop_v2 as rmsprop_v2
    from kerascompat.keras2.optimizers import schedules as schedules

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
