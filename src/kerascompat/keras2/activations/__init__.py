import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api._v2.keras.activations import *
    from tf_keras.api._v2.keras.activations import *

    from kerascompat.bridges.on_keras_2.activations import celu as celu
    from kerascompat.bridges.on_keras_2.activations import glu as glu
    from kerascompat.bridges.on_keras_2.activations import hard_shrink as hard_shrink
    from kerascompat.bridges.on_keras_2.activations import hard_silu as _hard_silu
    from kerascompat.bridges.on_keras_2.activations import hard_silu as hard_silu
    from kerascompat.bridges.on_keras_2.activations import hard_tanh as hard_tanh
    from kerascompat.bridges.on_keras_2.activations import leaky_relu as leaky_relu
    from kerascompat.bridges.on_keras_2.activations import log_sigmoid as log_sigmoid
    from kerascompat.bridges.on_keras_2.activations import log_softmax as log_softmax
    from kerascompat.bridges.on_keras_2.activations import mish as mish
    from kerascompat.bridges.on_keras_2.activations import relu6 as relu6
    from kerascompat.bridges.on_keras_2.activations import soft_shrink as soft_shrink
    from kerascompat.bridges.on_keras_2.activations import sparse_plus as sparse_plus
    from kerascompat.bridges.on_keras_2.activations import sparse_sigmoid as sparse_sigmoid
    from kerascompat.bridges.on_keras_2.activations import squareplus as squareplus
    from kerascompat.bridges.on_keras_2.activations import tanh_shrink as tanh_shrink
    from kerascompat.bridges.on_keras_2.activations import threshold as threshold

    hard_swish = _hard_silu
    silu = swish

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
