from typing import Any

from keras.api.applications.convnext import *
from keras.applications.convnext import *

def __getattr__(name: str) -> Any: ...
