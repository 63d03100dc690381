from typing import Any

from keras.api.dtensor.experimental import *
from keras.dtensor.experimental import *

from kerascompat.keras.dtensor.experimental import optimizers as optimizers

def __getattr__(name: str) -> Any: ...
