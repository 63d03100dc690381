from typing import Any

from keras.api.preprocessing.text import *
from keras.preprocessing.text import *

def __getattr__(name: str) -> Any: ...
