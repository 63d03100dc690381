from typing import Any

from keras.api._v2.keras.distribution import *
from tf_keras.api._v2.keras.distribution import *

def __getattr__(name: str) -> Any: ...
