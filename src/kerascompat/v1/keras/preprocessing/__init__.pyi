from typing import Any

from keras.api._v1.keras.preprocessing import *
from tf_keras.api._v1.keras.preprocessing import *

from kerascompat.v1.keras.preprocessing import image as image
from kerascompat.v1.keras.preprocessing import sequence as sequence
from kerascompat.v1.keras.preprocessing import text as text

def __getattr__(name: str) -> Any: ...
