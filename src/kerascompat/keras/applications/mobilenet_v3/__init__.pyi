from typing import Any

from keras.api.applications.mobilenet_v3 import *
from keras.applications.mobilenet_v3 import *

def __getattr__(name: str) -> Any: ...
