from typing import Any

from keras.api._v2.keras.config import *
from tf_keras.api._v2.keras.config import *

def __getattr__(name: str) -> Any: ...
