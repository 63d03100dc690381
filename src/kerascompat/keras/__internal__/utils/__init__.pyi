from typing import Any

from keras.__internal__.utils import *
from keras.api.__internal__.utils import *

def __getattr__(name: str) -> Any: ...
