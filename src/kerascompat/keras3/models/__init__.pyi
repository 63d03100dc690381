from typing import Any

from keras.api.models import *
from keras.models import *

def __getattr__(name: str) -> Any: ...
