from typing import Any

from keras.__internal__ import *
from keras.api.__internal__ import *

from kerascompat.keras.__internal__ import backend as backend
from kerascompat.keras.__internal__ import layers as layers
from kerascompat.keras.__internal__ import losses as losses
from kerascompat.keras.__internal__ import models as models
from kerascompat.keras.__internal__ import optimizers as optimizers
from kerascompat.keras.__internal__ import utils as utils

def __getattr__(name: str) -> Any: ...
