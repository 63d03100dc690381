from typing import Any

from keras.api.utils.bounding_boxes import *
from keras.utils.bounding_boxes import *

def __getattr__(name: str) -> Any: ...
