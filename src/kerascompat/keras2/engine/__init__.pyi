from typing import Any

from keras.api._v2.keras.engine import *
from tf_keras.api._v2.keras.engine import *

from kerascompat.keras2.layers import InputLayer as InputLayer
from kerascompat.keras2.layers import InputSpec as InputSpec
from kerascompat.keras2.layers import Layer as Layer
from kerascompat.keras2.models import Model as Model

base_layer: Any
functional: Any
input_layer: Any
input_spec: Any
network: Any
sequential: Any
topology: Any
training: Any

if KERASCOMPAT_ANY_KERAS2:
    def __getattr__(name: str) -> Any: ...
