from typing import Any

from keras.api.ops import *
from keras.ops import *

from kerascompat.keras.ops import image as image
from kerascompat.keras.ops import linalg as linalg
from kerascompat.keras.ops import nn as nn
from kerascompat.keras.ops import numpy as numpy

def __getattr__(name: str) -> Any: ...
