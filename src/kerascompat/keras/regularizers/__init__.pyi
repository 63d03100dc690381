from typing import Any

from keras.api.regularizers import *
from keras.regularizers import *

def __getattr__(name: str) -> Any: ...
