from typing import Any

from keras.api.tree import *
from keras.tree import *

def __getattr__(name: str) -> Any: ...
