from typing import Any

from keras.api._v2.keras.wrappers.scikit_learn import *
from tf_keras.api._v2.keras.wrappers.scikit_learn import *

def __getattr__(name: str) -> Any: ...
