from typing import Any

from keras.api.wrappers import *
from keras.wrappers import *

def __getattr__(name: str) -> Any: ...
