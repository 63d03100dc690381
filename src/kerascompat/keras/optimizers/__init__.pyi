from typing import Any

from keras.api.optimizers import *
from keras.optimizers import *

from kerascompat.keras.optimizers import experimental as experimental
from kerascompat.keras.optimizers import legacy as legacy
from kerascompat.keras.optimizers import schedules as schedules

def __getattr__(name: str) -> Any: ...
