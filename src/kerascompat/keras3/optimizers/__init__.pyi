from typing import Any

from keras.api.optimizers import *
from keras.optimizers import *

from kerascompat.keras3.optimizers import experimental as experimental
from kerascompat.keras3.optimizers import legacy as legacy
from kerascompat.keras3.optimizers import schedules as schedules

def __getattr__(name: str) -> Any: ...
