from typing import Any

from keras.api._v1.keras.applications.nasnet import *
from tf_keras.api._v1.keras.applications.nasnet import *

def __getattr__(name: str) -> Any: ...
