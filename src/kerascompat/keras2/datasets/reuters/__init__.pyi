from typing import Any

from keras.api._v2.keras.datasets.reuters import *
from tf_keras.api._v2.keras.datasets.reuters import *

def __getattr__(name: str) -> Any: ...
