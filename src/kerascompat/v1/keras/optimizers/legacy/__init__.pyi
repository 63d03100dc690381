from typing import Any

from keras.api._v1.keras.optimizers.legacy import *
from tf_keras.api._v1.keras.optimizers.legacy import *

def __getattr__(name: str) -> Any: ...
