from typing import Any

from keras.__internal__.losses import *
from keras.api.__internal__.losses import *

def __getattr__(name: str) -> Any: ...
