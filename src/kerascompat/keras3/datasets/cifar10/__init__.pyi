from typing import Any

from keras.api.datasets.cifar10 import *
from keras.datasets.cifar10 import *

def __getattr__(name: str) -> Any: ...
