from typing import Any

from keras.api._v1.keras.applications.densenet import *
from tf_keras.api._v1.keras.applications.densenet import *

def __getattr__(name: str) -> Any: ...
