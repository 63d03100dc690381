from typing import Any

from keras.api.losses import *
from keras.losses import *

def __getattr__(name: str) -> Any: ...
