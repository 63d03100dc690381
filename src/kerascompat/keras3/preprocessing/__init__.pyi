from typing import Any

from keras.api.preprocessing import *
from keras.preprocessing import *

from kerascompat.keras3.preprocessing import image as image
from kerascompat.keras3.preprocessing import sequence as sequence
from kerascompat.keras3.preprocessing import text as text

def __getattr__(name: str) -> Any: ...
