from typing import Any

from keras.api.applications.mobilenet import *
from keras.applications.mobilenet import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
