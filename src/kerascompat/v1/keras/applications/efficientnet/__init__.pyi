from typing import Any

from keras.api._v1.keras.applications.efficientnet import *
from tf_keras.api._v1.keras.applications.efficientnet import *

def __getattr__(name: str) -> Any: ...
