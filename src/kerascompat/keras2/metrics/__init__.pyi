from typing import Any

from keras.api._v2.keras.metrics import *
from tf_keras.api._v2.keras.metrics import *

from kerascompat.keras2.metrics import experimental as experimental

def __getattr__(name: str) -> Any: ...
