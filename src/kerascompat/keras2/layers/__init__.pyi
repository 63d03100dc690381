from typing import Any

from keras.api._v2.keras.layers import *
from tf_keras.api._v2.keras.layers import *

from kerascompat.keras2.layers import experimental as experimental

def __getattr__(name: str) -> Any: ...
