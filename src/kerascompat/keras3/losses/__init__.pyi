from typing import Any

from keras._tf_keras.keras.losses import *
from keras.api._tf_keras.keras.losses import *
from keras.api.losses import *
from keras.losses import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
