from typing import Any

from keras.api.models.experimental import *
from keras.models.experimental import *

def __getattr__(name: str) -> Any: ...
