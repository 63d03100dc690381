from typing import Any

from keras.api._v2.keras.applications.efficientnet import *
from tf_keras.api._v2.keras.applications.efficientnet import *

def __getattr__(name: str) -> Any: ...
