from typing import Any

from keras.__internal__.models import *
from keras.api.__internal__.models import *

def __getattr__(name: str) -> Any: ...
