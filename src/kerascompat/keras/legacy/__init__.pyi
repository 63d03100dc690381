from typing import Any

from keras.api.legacy import *
from keras.legacy import *

from kerascompat.keras.legacy import saving as saving

def __getattr__(name: str) -> Any: ...
