from typing import Any

from keras.api._v2.keras.dtensor.experimental import *
from tf_keras.api._v2.keras.dtensor.experimental import *

from kerascompat.keras2.dtensor.experimental import optimizers as optimizers

def __getattr__(name: str) -> Any: ...
