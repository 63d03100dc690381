from typing import Any

from keras.api.datasets.california_housing import *
from keras.datasets.california_housing import *

def __getattr__(name: str) -> Any: ...
