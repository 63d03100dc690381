from typing import Any

from keras.api._v2.keras.random import *
from tf_keras.api._v2.keras.random import *

def __getattr__(name: str) -> Any: ...
