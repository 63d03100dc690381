from typing import Any

from keras.api._v1.keras.layers import *
from tf_keras.api._v1.keras.layers import *

from kerascompat.v1.keras.layers import experimental as experimental

def __getattr__(name: str) -> Any: ...
