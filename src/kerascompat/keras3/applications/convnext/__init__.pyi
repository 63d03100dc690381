from typing import Any

from keras.api.applications.convnext import *
from keras.applications.convnext import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
