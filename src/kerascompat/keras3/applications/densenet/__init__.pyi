from typing import Any

from keras.api.applications.densenet import *
from keras.applications.densenet import *

def __getattr__(name: str) -> Any: ...
