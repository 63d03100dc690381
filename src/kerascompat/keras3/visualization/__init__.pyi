from typing import Any

from keras.api.visualization import *
from keras.visualization import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
