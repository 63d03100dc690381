from typing import Any

from keras.api.utils.legacy import *
from keras.utils.legacy import *

def __getattr__(name: str) -> Any: ...
