from typing import Any

from keras.api.experimental import *
from keras.experimental import *

def __getattr__(name: str) -> Any: ...
