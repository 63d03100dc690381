from typing import Any

from keras.api.distribution import *
from keras.distribution import *

def __getattr__(name: str) -> Any: ...
