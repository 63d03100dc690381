from typing import Any

from keras.api._v2.keras.utils import *
from tf_keras.api._v2.keras.utils import *

from kerascompat.keras2.utils import experimental as experimental
from kerascompat.keras2.utils import legacy as legacy

def __getattr__(name: str) -> Any: ...
