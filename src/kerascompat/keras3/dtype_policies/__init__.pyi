from typing import Any

from keras.api.dtype_policies import *
from keras.dtype_policies import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
