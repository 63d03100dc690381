from typing import Any

from keras.__internal__.layers import *
from keras.api.__internal__.layers import *

def __getattr__(name: str) -> Any: ...
