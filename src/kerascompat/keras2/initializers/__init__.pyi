from typing import Any

from keras.api._v2.keras.initializers import *
from tf_keras.api._v2.keras.initializers import *

def __getattr__(name: str) -> Any: ...
