from typing import Any

from keras.api._v1.keras.estimator import *
from tf_keras.api._v1.keras.estimator import *

def __getattr__(name: str) -> Any: ...
