from typing import Any

from keras.api.ops.image import *
from keras.ops.image import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
