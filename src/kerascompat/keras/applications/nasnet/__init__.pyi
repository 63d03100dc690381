from typing import Any

from keras.api.applications.nasnet import *
from keras.applications.nasnet import *

def __getattr__(name: str) -> Any: ...
