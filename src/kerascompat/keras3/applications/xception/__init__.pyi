from typing import Any

from keras.api.applications.xception import *
from keras.applications.xception import *

def __getattr__(name: str) -> Any: ...
