from typing import Any

from keras.api._v1.keras.layers.experimental import *
from tf_keras.api._v1.keras.layers.experimental import *

from kerascompat.v1.keras.layers.experimental import preprocessing as preprocessing

def __getattr__(name: str) -> Any: ...
