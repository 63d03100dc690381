from typing import Any

from keras.__internal__.optimizers import *
from keras.api.__internal__.optimizers import *

def __getattr__(name: str) -> Any: ...
