from typing import Any

from keras.api._v2.keras.applications.inception_resnet_v2 import *
from tf_keras.api._v2.keras.applications.inception_resnet_v2 import *

def __getattr__(name: str) -> Any: ...
