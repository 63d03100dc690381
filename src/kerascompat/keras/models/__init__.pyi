from typing import Any

from keras.api.models import *
from keras.models import *

from kerascompat.keras.models import experimental as experimental

def __getattr__(name: str) -> Any: ...
