from typing import Any

from keras.api._v2.keras.legacy import *
from tf_keras.api._v2.keras.legacy import *

from kerascompat.keras2.legacy import saving as saving

def __getattr__(name: str) -> Any: ...
