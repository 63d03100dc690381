from typing import Any

from keras.api.config import *
from keras.config import *

def __getattr__(name: str) -> Any: ...
