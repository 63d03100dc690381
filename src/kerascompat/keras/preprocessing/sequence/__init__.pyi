from typing import Any

from keras.api.preprocessing.sequence import *
from keras.preprocessing.sequence import *

def __getattr__(name: str) -> Any: ...
