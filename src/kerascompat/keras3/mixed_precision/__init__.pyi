from typing import Any

from keras.api.mixed_precision import *
from keras.mixed_precision import *

def __getattr__(name: str) -> Any: ...
