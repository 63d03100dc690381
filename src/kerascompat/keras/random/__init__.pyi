from typing import Any

from keras.api.random import *
from keras.random import *

def __getattr__(name: str) -> Any: ...
