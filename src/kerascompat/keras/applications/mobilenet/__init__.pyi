from typing import Any

from keras.api.applications.mobilenet import *
from keras.applications.mobilenet import *

def __getattr__(name: str) -> Any: ...
