from typing import Any

from keras.api._v1.keras.datasets.fashion_mnist import *
from tf_keras.api._v1.keras.datasets.fashion_mnist import *

def __getattr__(name: str) -> Any: ...
