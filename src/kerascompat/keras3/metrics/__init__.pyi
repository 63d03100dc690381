from typing import Any

from keras._tf_keras.keras.metrics import *
from keras.api._tf_keras.keras.metrics import *
from keras.api.metrics import *
from keras.metrics import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
