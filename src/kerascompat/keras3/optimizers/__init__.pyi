from typing import Any

from kerascompat.keras3.optimizers import experimental as experimental
from kerascompat.keras3.optimizers import legacy as legacy
from kerascompat.keras3.optimizers import schedules as schedules

from keras.api.optimizers import *
from keras.optimizers import *

from kerascompat.keras3.optimizers import experimental as experimental
from kerascompat.keras3.optimizers import legacy as legacy
from kerascompat.keras3.optimizers import schedules as schedules

adadelta_v2: Any
adagrad_v2: Any
adam_v2: Any
adamax_v2: Any
gradient_descent_v2: Any
nadam_v2: Any
rmsprop_v2: Any

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str): ...
    def __getattr__(name: str) -> Any: ...
