from typing import Any

from keras.api.tree import *
from keras.tree import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
