from typing import Any

from keras.api.preprocessing.image import *
from keras.preprocessing.image import *

def __getattr__(name: str) -> Any: ...
