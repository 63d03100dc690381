from typing import Any

from keras.api.datasets.reuters import *
from keras.datasets.reuters import *

def __getattr__(name: str) -> Any: ...
