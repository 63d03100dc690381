from typing import Any

from keras.api.initializers import *
from keras.initializers import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
