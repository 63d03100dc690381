from typing import Any

from keras.api.metrics import *
from keras.metrics import *

from kerascompat.keras.metrics import experimental as experimental

def __getattr__(name: str) -> Any: ...
