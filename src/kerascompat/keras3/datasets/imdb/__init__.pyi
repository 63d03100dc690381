from typing import Any

from keras.api.datasets.imdb import *
from keras.datasets.imdb import *

def __getattr__(name: str) -> Any: ...
