from typing import Any

from keras.api._v1.keras.backend import *
from tf_keras.api._v1.keras.backend import *

def __getattr__(name: str) -> Any: ...
