from typing import Any

from keras.api.applications.vgg16 import *
from keras.applications.vgg16 import *

def __getattr__(name: str) -> Any: ...
