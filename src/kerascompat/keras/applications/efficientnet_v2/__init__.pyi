from typing import Any

from keras.api.applications.efficientnet_v2 import *
from keras.applications.efficientnet_v2 import *

def __getattr__(name: str) -> Any: ...
