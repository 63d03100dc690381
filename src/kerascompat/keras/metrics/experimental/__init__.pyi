from typing import Any

from keras.api.metrics.experimental import *
from keras.metrics.experimental import *

def __getattr__(name: str) -> Any: ...
