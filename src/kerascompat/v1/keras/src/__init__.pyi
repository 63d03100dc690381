from typing import Any

from keras.api._v1.keras.src import *
from tf_keras.api._v1.keras.src import *

def __getattr__(name: str) -> Any: ...
