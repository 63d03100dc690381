from typing import Any

from keras.api.applications.inception_v3 import *
from keras.applications.inception_v3 import *

def __getattr__(name: str) -> Any: ...
