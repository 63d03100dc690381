from typing import Any

from keras.api.legacy.saving import *
from keras.legacy.saving import *

def __getattr__(name: str) -> Any: ...
