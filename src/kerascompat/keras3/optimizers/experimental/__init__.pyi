from typing import Any

from keras.api.optimizers.experimental import *
from keras.optimizers.experimental import *

def __getattr__(name: str) -> Any: ...
