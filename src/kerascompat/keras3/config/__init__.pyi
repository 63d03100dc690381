from typing import Any

from keras.api.config import *
from keras.config import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str): ...
    def __getattr__(name: str) -> Any: ...
