from typing import Any

from kerascompat.keras3.layers import experimental as experimental

from keras._tf_keras.keras.layers import *
from keras.api._tf_keras.keras.layers import *
from keras.api.layers import *
from keras.layers import *

from kerascompat.keras3.layers import experimental as experimental

advanced_activations: Any
convolutional: Any
core: Any
embeddings: Any
merge: Any
noise: Any
normalization: Any
pooling: Any
recurrent: Any
wrappers: Any

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str): ...
    def __getattr__(name: str) -> Any: ...
