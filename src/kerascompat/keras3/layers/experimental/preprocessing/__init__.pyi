from typing import Any

from keras.api.layers.experimental.preprocessing import *
from keras.layers.experimental.preprocessing import *

def __getattr__(name: str) -> Any: ...
