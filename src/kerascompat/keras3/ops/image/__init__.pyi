from typing import Any

from keras.api.ops.image import *
from keras.ops.image import *

def __getattr__(name: str) -> Any: ...
