from typing import Any

from keras.api._v2.keras.applications.vgg16 import *
from tf_keras.api._v2.keras.applications.vgg16 import *

def __getattr__(name: str) -> Any: ...
