from typing import Any

from keras.api._v1.keras.models import *
from tf_keras.api._v1.keras.models import *

def __getattr__(name: str) -> Any: ...
