from typing import Any

from keras.api._v1.keras.applications.resnet_rs import *
from tf_keras.api._v1.keras.applications.resnet_rs import *

def __getattr__(name: str) -> Any: ...
