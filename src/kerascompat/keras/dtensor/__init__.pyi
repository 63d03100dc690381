from typing import Any

from keras.api.dtensor import *
from keras.dtensor import *

from kerascompat.keras.dtensor import experimental as experimental

def __getattr__(name: str) -> Any: ...
