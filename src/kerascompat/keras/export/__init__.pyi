from typing import Any

from keras.api.export import *
from keras.export import *

def __getattr__(name: str) -> Any: ...
