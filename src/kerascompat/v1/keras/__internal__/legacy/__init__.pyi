from typing import Any

from keras.api._v1.keras.__internal__.legacy import *
from tf_keras.api._v1.keras.__internal__.legacy import *

from kerascompat.v1.keras.__internal__.legacy import layers as layers
from kerascompat.v1.keras.__internal__.legacy import rnn_cell as rnn_cell

def __getattr__(name: str) -> Any: ...
