from typing import Any

from keras.api.quantizers import *
from keras.quantizers import *

def __getattr__(name: str) -> Any: ...
