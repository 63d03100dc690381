import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api._v2.keras.losses import *
    from tf_keras.api._v2.keras.losses import *

    from kerascompat.bridges.on_keras_2.losses import (
        categorical_generalized_cross_entropy as categorical_generalized_cross_entropy,
    )
    from kerascompat.bridges.on_keras_2.losses import circle as circle
    from kerascompat.bridges.on_keras_2.losses import ctc as ctc
    from kerascompat.bridges.on_keras_2.losses import dice as dice
    from kerascompat.bridges.on_keras_2.losses import tversky as tversky

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
