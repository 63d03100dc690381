from typing import Any

from keras.api.datasets.mnist import *
from keras.datasets.mnist import *

def __getattr__(name: str) -> Any: ...
