from typing import Any

from keras.api._v2.keras.utils.legacy import *
from tf_keras.api._v2.keras.utils.legacy import *

def __getattr__(name: str) -> Any: ...
