from typing import Any

from keras.api.callbacks.experimental import *
from keras.callbacks.experimental import *

def __getattr__(name: str) -> Any: ...
