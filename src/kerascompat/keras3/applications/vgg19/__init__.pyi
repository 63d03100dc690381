from typing import Any

from keras.api.applications.vgg19 import *
from keras.applications.vgg19 import *

def __getattr__(name: str) -> Any: ...
