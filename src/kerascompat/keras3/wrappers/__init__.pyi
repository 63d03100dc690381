from typing import Any

from keras.api.wrappers import *
from keras.wrappers import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
