from typing import Any

from keras.api._v2.keras.legacy.saving import *
from tf_keras.api._v2.keras.legacy.saving import *

def __getattr__(name: str) -> Any: ...
