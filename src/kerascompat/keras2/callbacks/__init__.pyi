from typing import Any

from keras.api._v2.keras.callbacks import *
from tf_keras.api._v2.keras.callbacks import *

from kerascompat.keras2.callbacks import experimental as experimental

def __getattr__(name: str) -> Any: ...
