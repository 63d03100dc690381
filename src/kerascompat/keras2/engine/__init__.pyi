from typing import Any

from keras.api._v2.keras.engine import *
from tf_keras.api._v2.keras.engine import *

def __getattr__(name: str) -> Any: ...
