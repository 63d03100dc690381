from typing import Any

from keras.api._v2.keras.optimizers import *
from tf_keras.api._v2.keras.optimizers import *

from kerascompat.keras2.optimizers import experimental as experimental
from kerascompat.keras2.optimizers import legacy as legacy
from kerascompat.keras2.optimizers import schedules as schedules

def __getattr__(name: str) -> Any: ...
