from typing import Any

from keras.api._v2.keras.metrics.experimental import *
from tf_keras.api._v2.keras.metrics.experimental import *

def __getattr__(name: str) -> Any: ...
