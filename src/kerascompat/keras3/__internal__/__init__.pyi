from typing import Any

from keras.__internal__ import *
from keras.api.__internal__ import *

def __getattr__(name: str) -> Any: ...
