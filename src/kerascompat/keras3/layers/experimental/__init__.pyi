from typing import Any

from keras.api.layers.experimental import *
from keras.layers.experimental import *

from kerascompat.keras3.layers.experimental import preprocessing as preprocessing

def __getattr__(name: str) -> Any: ...
