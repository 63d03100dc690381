from typing import Any

from keras.__internal__.backend import *
from keras.api.__internal__.backend import *

def __getattr__(name: str) -> Any: ...
