from typing import Any

from keras.api.random import *
from keras.random import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
