from typing import Any

from keras.api.constraints import *
from keras.constraints import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
