from typing import Any

from keras.api.applications.mobilenet_v2 import *
from keras.applications.mobilenet_v2 import *

def __getattr__(name: str) -> Any: ...
