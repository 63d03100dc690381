from typing import Any

from keras.api.backend import *
from keras.backend import *

def __getattr__(name: str) -> Any: ...
