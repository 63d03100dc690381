from typing import Any

from keras.api._v1.keras.preprocessing.image import *
from tf_keras.api._v1.keras.preprocessing.image import *

def __getattr__(name: str) -> Any: ...
