from typing import Any

from keras.api.applications.resnet import *
from keras.applications.resnet import *

def __getattr__(name: str) -> Any: ...
