from typing import Any

from keras.api.saving import *
from keras.saving import *

def __getattr__(name: str) -> Any: ...
