import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api._v2.keras.mixed_precision import *
    from tf_keras.api._v2.keras.mixed_precision import *

    DTypePolicy = Policy
    dtype_policy = global_policy
    set_dtype_policy = set_global_policy

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
