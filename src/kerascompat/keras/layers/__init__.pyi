from typing import Any

from keras.api.layers import *
from keras.layers import *

from kerascompat.keras.layers import experimental as experimental

def __getattr__(name: str) -> Any: ...
