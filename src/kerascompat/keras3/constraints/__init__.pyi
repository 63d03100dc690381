from typing import Any

from keras.api.constraints import *
from keras.constraints import *

def __getattr__(name: str) -> Any: ...
