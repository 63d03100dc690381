from typing import Any

from keras.api.ops.linalg import *
from keras.ops.linalg import *

def __getattr__(name: str) -> Any: ...
