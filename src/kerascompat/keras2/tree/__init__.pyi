from typing import Any

from keras.api._v2.keras.tree import *
from tf_keras.api._v2.keras.tree import *

def __getattr__(name: str) -> Any: ...
