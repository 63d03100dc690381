from typing import Any

from keras.api.metrics import *
from keras.metrics import *

def __getattr__(name: str) -> Any: ...
