from typing import Any

from keras.api.ops import *
from keras.ops import *

from kerascompat.keras3.ops import image as image
from kerascompat.keras3.ops import linalg as linalg
from kerascompat.keras3.ops import nn as nn
from kerascompat.keras3.ops import numpy as numpy

def __getattr__(name: str) -> Any: ...
