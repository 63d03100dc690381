from typing import Any

from keras.api._v1.keras.utils import *
from tf_keras.api._v1.keras.utils import *

from kerascompat.v1.keras.utils import legacy as legacy

def __getattr__(name: str) -> Any: ...
