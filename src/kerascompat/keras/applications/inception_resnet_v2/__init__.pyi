from typing import Any

from keras.api.applications.inception_resnet_v2 import *
from keras.applications.inception_resnet_v2 import *

def __getattr__(name: str) -> Any: ...
