from typing import Any

from kerascompat.keras2.optimizers import experimental as experimental
from kerascompat.keras2.optimizers import legacy as legacy
from kerascompat.keras2.optimizers import schedules as schedules

from keras.api._v2.keras.optimizers import *
from tf_keras.api._v2.keras.optimizers import *

from kerascompat.keras2.mixed_precision import LossScaleOptimizer as LossScaleOptimizer
from kerascompat.keras2.optimizers import experimental as experimental
from kerascompat.keras2.optimizers import legacy as legacy
from kerascompat.keras2.optimizers import schedules as schedules

adadelta_v2: Any
adagrad_v2: Any
adam_v2: Any
adamax_v2: Any
gradient_descent_v2: Any
nadam_v2: Any
rmsprop_v2: Any

if KERASCOMPAT_ANY_KERAS2:
    def __getattr__(name: str): ...
    def __getattr__(name: str) -> Any: ...
