from typing import Any

from keras.api.utils.experimental import *
from keras.utils.experimental import *

def __getattr__(name: str) -> Any: ...
