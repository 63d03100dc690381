from typing import Any

from keras.api.optimizers.schedules import *
from keras.optimizers.schedules import *

def __getattr__(name: str) -> Any: ...
