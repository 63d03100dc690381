from typing import Any

from keras.api.engine import *
from keras.engine import *

from kerascompat.keras3.layers import InputLayer as InputLayer
from kerascompat.keras3.layers import InputSpec as InputSpec
from kerascompat.keras3.layers import Layer as Layer
from kerascompat.keras3.models import Model as Model

base_layer: Any
functional: Any
input_layer: Any
input_spec: Any
network: Any
sequential: Any
topology: Any
training: Any

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str) -> Any: ...
