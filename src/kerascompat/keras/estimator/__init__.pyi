from typing import Any

from keras.api.estimator import *
from keras.estimator import *

def __getattr__(name: str) -> Any: ...
