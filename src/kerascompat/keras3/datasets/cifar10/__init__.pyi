from typing import Any

from keras.api.datasets.cifar10 import *
from keras.datasets.cifar10 import *

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
