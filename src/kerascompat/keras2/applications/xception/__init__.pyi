from typing import Any

from keras.api._v2.keras.applications.xception import *
from tf_keras.api._v2.keras.applications.xception import *

def __getattr__(name: str) -> Any: ...
