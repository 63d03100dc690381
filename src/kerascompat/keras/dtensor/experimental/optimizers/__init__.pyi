from typing import Any

from keras.api.dtensor.experimental.optimizers import *
from keras.dtensor.experimental.optimizers import *

def __getattr__(name: str) -> Any: ...
