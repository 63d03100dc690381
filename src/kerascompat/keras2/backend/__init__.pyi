from typing import Any

from keras.api._v2.keras.backend import *
from tf_keras.api._v2.keras.backend import *

from kerascompat.keras2.backend import experimental as experimental

def __getattr__(name: str) -> Any: ...
