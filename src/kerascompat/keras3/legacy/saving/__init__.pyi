from typing import Any

from keras.api.legacy.saving import *
from keras.legacy.saving import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
