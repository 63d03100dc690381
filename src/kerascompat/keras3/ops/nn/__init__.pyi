from typing import Any

from keras.api.ops.nn import *
from keras.ops.nn import *

def __getattr__(name: str) -> Any: ...
