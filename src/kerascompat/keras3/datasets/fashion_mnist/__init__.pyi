from typing import Any

from keras.api.datasets.fashion_mnist import *
from keras.datasets.fashion_mnist import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
