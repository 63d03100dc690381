from typing import Any

from keras.api.callbacks import *
from keras.callbacks import *

from kerascompat.keras3.callbacks import experimental as experimental

def __getattr__(name: str) -> Any: ...
