from typing import Any

from keras.api.datasets.fashion_mnist import *
from keras.datasets.fashion_mnist import *

def __getattr__(name: str) -> Any: ...
