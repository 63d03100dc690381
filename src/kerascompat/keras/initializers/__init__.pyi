from typing import Any

from keras.api.initializers import *
from keras.initializers import *

def __getattr__(name: str) -> Any: ...
