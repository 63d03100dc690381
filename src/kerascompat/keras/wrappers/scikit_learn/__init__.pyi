from typing import Any

from keras.api.wrappers.scikit_learn import *
from keras.wrappers.scikit_learn import *

def __getattr__(name: str) -> Any: ...
