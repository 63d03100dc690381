from typing import Any

from keras.api.applications.resnet50 import *
from keras.applications.resnet50 import *

def __getattr__(name: str) -> Any: ...
