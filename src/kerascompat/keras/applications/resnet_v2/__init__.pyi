from typing import Any

from keras.api.applications.resnet_v2 import *
from keras.applications.resnet_v2 import *

def __getattr__(name: str) -> Any: ...
