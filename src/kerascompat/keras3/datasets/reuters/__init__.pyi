from typing import Any

from keras.api.datasets.reuters import *
from keras.datasets.reuters import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
