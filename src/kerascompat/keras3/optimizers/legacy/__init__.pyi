from typing import Any

from keras.api.optimizers.legacy import *
from keras.optimizers.legacy import *

def __getattr__(name: str) -> Any: ...
