from typing import Any

from kerascompat.keras2.utils import experimental as experimental
from kerascompat.keras2.utils import legacy as legacy

from keras.api._v2.keras.utils import *
from tf_keras.api._v2.keras.utils import *

from kerascompat.bridges.on_keras_2.dtypes import is_keras_tensor as is_keras_tensor
from kerascompat.bridges.on_keras_2.dtypes import standardize_dtype as standardize_dtype
from kerascompat.keras2.backend import clear_session as clear_session
from kerascompat.keras2.utils import experimental as experimental
from kerascompat.keras2.utils import legacy as legacy

data_utils: Any
generic_utils: Any
layer_utils: Any
np_utils: Any
vis_utils: Any

if KERASCOMPAT_ANY_KERAS2:
    def __getattr__(name: str): ...
    def __getattr__(name: str) -> Any: ...
