from typing import Any

from keras.api.backend import *
from keras.backend import *

from kerascompat.keras.backend import experimental as experimental

def __getattr__(name: str) -> Any: ...
