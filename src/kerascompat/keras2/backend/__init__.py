import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.backend import experimental as experimental

    from keras.api._v2.keras.backend import *
    from tf_keras.api._v2.keras.backend import *

    from kerascompat.bridges.on_keras_2.dtypes import is_float_dtype as is_float_dtype
    from kerascompat.bridges.on_keras_2.dtypes import is_int_dtype as is_int_dtype
    from kerascompat.bridges.on_keras_2.dtypes import standardize_dtype as standardize_dtype
    from kerascompat.keras2.backend import experimental as experimental

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
