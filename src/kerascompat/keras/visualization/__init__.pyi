from typing import Any

from keras.api.visualization import *
from keras.visualization import *

def __getattr__(name: str) -> Any: ...
