from typing import Any

from keras.api._v2.keras.dtensor.experimental.optimizers import *
from tf_keras.api._v2.keras.dtensor.experimental.optimizers import *

def __getattr__(name: str) -> Any: ...
