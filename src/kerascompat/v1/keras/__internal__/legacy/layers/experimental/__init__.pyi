from typing import Any

from keras.api._v1.keras.__internal__.legacy.layers.experimental import *
from tf_keras.api._v1.keras.__internal__.legacy.layers.experimental import *

def __getattr__(name: str) -> Any: ...
