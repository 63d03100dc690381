from typing import Any

from kerascompat.keras2.layers import experimental as experimental

from keras.api._v2.keras.layers import *
from tf_keras.api._v2.keras.layers import *

from kerascompat.keras2.layers import experimental as experimental

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

if KERASCOMPAT_ANY_KERAS2:
    def __getattr__(name: str): ...
    def __getattr__(name: str) -> Any: ...
