from typing import Any

from keras.api._v2.keras.datasets.cifar10 import *
from tf_keras.api._v2.keras.datasets.cifar10 import *

def __getattr__(name: str) -> Any: ...
