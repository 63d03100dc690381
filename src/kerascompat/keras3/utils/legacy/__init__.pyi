from typing import Any

from keras.api.utils.legacy import *
from keras.utils.legacy import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
