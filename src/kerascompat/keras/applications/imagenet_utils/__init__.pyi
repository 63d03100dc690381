from typing import Any

from keras.api.applications.imagenet_utils import *
from keras.applications.imagenet_utils import *

def __getattr__(name: str) -> Any: ...
