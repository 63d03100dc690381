from typing import Any

from keras.api._v1.keras.applications.resnet import *
from tf_keras.api._v1.keras.applications.resnet import *

def __getattr__(name: str) -> Any: ...
