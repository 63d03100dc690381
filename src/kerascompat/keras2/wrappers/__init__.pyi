from typing import Any

from keras.api._v2.keras.wrappers import *
from tf_keras.api._v2.keras.wrappers import *

from kerascompat.keras2.wrappers import scikit_learn as scikit_learn

def __getattr__(name: str) -> Any: ...
