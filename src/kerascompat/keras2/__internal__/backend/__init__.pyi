from typing import Any

from keras.api._v2.keras.__internal__.backend import *
from tf_keras.api._v2.keras.__internal__.backend import *

def __getattr__(name: str) -> Any: ...
