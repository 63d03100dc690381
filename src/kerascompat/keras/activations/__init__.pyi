from typing import Any

from keras.activations import *
from keras.api.activations import *

def __getattr__(name: str) -> Any: ...
