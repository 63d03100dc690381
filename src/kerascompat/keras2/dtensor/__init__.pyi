from typing import Any

from keras.api._v2.keras.dtensor import *
from tf_keras.api._v2.keras.dtensor import *

from kerascompat.keras2.dtensor import experimental as experimental

def __getattr__(name: str) -> Any: ...
