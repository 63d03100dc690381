from typing import Any

from keras.api.engine import *
from keras.engine import *

def __getattr__(name: str) -> Any: ...
