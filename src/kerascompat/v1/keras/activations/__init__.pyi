from typing import Any

from keras.api._v1.keras.activations import *
from tf_keras.api._v1.keras.activations import *

def __getattr__(name: str) -> Any: ...
