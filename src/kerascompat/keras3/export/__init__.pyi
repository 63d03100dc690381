from typing import Any

from keras.api.export import *
from keras.export import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
