from typing import Any

from keras.api._v1.keras.optimizers.schedules import *
from tf_keras.api._v1.keras.optimizers.schedules import *

def __getattr__(name: str) -> Any: ...
