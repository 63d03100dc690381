from typing import Any

from keras.api.src import *
from keras.src import *

def __getattr__(name: str) -> Any: ...
