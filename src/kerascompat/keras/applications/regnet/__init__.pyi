from typing import Any

from keras.api.applications.regnet import *
from keras.applications.regnet import *

def __getattr__(name: str) -> Any: ...
