from typing import Any

from keras.api.backend.experimental import *
from keras.backend.experimental import *

def __getattr__(name: str) -> Any: ...
