from typing import Any

from keras.api.distillation import *
from keras.distillation import *

def __getattr__(name: str) -> Any: ...
