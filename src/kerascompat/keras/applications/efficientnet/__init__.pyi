from typing import Any

from keras.api.applications.efficientnet import *
from keras.applications.efficientnet import *

def __getattr__(name: str) -> Any: ...
