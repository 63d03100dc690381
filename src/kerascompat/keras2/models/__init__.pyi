from typing import Any

from keras.api._v2.keras.models import *
from tf_keras.api._v2.keras.models import *

from kerascompat.keras2.models import experimental as experimental

def __getattr__(name: str) -> Any: ...
