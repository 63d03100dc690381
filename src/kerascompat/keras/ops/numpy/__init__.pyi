from typing import Any

from keras.api.ops.numpy import *
from keras.ops.numpy import *

def __getattr__(name: str) -> Any: ...
