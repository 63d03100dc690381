from typing import Any

from keras.api.wrappers import *
from keras.wrappers import *

from kerascompat.keras.wrappers import scikit_learn as scikit_learn

def __getattr__(name: str) -> Any: ...
