import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api._v2.keras.dtype_policies import *
    from tf_keras.api._v2.keras.dtype_policies import *

    from kerascompat.bridges.on_keras_2.dtypes import deserialize as deserialize
    from kerascompat.bridges.on_keras_2.dtypes import get as get
    from kerascompat.bridges.on_keras_2.dtypes import serialize as serialize
    from kerascompat.keras2.mixed_precision import Policy as _Policy

    DTypePolicy = _Policy
    FloatDTypePolicy = _Policy

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
