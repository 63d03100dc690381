from typing import Any

from keras.api.dtype_policies import *
from keras.dtype_policies import *

def __getattr__(name: str) -> Any: ...
