from typing import Any

from keras.api._v2.keras.dtype_policies import *
from tf_keras.api._v2.keras.dtype_policies import *

def __getattr__(name: str) -> Any: ...
