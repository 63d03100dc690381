import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.metrics import experimental as experimental

    from keras.api._v2.keras.metrics import *
    from tf_keras.api._v2.keras.metrics import *

    from kerascompat.bridges.on_keras_2.losses import concordance_correlation as concordance_correlation
    from kerascompat.bridges.on_keras_2.losses import pearson_correlation as pearson_correlation
    from kerascompat.keras2.losses import categorical_hinge as categorical_hinge
    from kerascompat.keras2.losses import huber as huber
    from kerascompat.keras2.metrics import experimental as experimental

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
