import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.utils import data_utils as data_utils
    from kerascompat.keras2.utils import experimental as experimental
    from kerascompat.keras2.utils import generic_utils as generic_utils
    from kerascompat.keras2.utils import layer_utils as layer_utils
    from kerascompat.keras2.utils import legacy as legacy
    from kerascompat.keras2.utils import np_utils as np_utils
    from kerascompat.keras2.utils import vis_utils as vis_utils

    from keras.api._v2.keras.utils import *
    from tf_keras.api._v2.keras.utils import *

    from kerascompat.bridges.on_keras_2.dtypes import is_keras_tensor as is_keras_tensor
    from kerascompat.bridges.on_keras_2.dtypes import standardize_dtype as standardize_dtype
    from kerascompat.keras2.backend import clear_session as clear_session
    from kerascompat.keras2.utils import data_utils as data_utils
    from kerascompat.keras2.utils import experimental as experimental
    from kerascompat.keras2.utils import generic_utils as generic_utils
    from kerascompat.keras2.utils import layer_utils as layer_utils
    from kerascompat.keras2.utils import legacy as legacy
    from kerascompat.keras2.utils import np_utils as np_utils
    from kerascompat.keras2.utils import vis_utils as vis_utils

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
