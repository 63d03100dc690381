from typing import Any

from keras.api._v1.keras.metrics import *
from tf_keras.api._v1.keras.metrics import *

def __getattr__(name: str) -> Any: ...
