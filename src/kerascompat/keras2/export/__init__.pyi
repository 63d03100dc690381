from typing import Any

from keras.api._v2.keras.export import *
from tf_keras.api._v2.keras.export import *

def __getattr__(name: str) -> Any: ...
