from typing import Any

from keras.api._v1.keras.layers.experimental.preprocessing import *
from tf_keras.api._v1.keras.layers.experimental.preprocessing import *

def __getattr__(name: str) -> Any: ...
