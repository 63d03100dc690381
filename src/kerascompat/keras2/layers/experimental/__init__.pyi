from typing import Any

from keras.api._v2.keras.layers.experimental import *
from tf_keras.api._v2.keras.layers.experimental import *

from kerascompat.keras2.layers.experimental import preprocessing as preprocessing

def __getattr__(name: str) -> Any: ...
