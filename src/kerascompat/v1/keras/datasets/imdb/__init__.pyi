from typing import Any

from keras.api._v1.keras.datasets.imdb import *
from tf_keras.api._v1.keras.datasets.imdb import *

def __getattr__(name: str) -> Any: ...
