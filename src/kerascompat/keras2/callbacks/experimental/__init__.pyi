from typing import Any

from keras.api._v2.keras.callbacks.experimental import *
from tf_keras.api._v2.keras.callbacks.experimental import *

def __getattr__(name: str) -> Any: ...
