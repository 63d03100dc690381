from typing import Any

from keras.api.applications.resnet_rs import *
from keras.applications.resnet_rs import *

def __getattr__(name: str) -> Any: ...
