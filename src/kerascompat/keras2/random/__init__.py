import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api._v2.keras.random import *
    from tf_keras.api._v2.keras.random import *

    from kerascompat.bridges.on_keras_2.random import beta as beta
    from kerascompat.bridges.on_keras_2.random import binomial as binomial
    from kerascompat.bridges.on_keras_2.random import categorical as categorical
    from kerascompat.bridges.on_keras_2.random import dropout as dropout
    from kerascompat.bridges.on_keras_2.random import gamma as gamma
    from kerascompat.bridges.on_keras_2.random import normal as normal
    from kerascompat.bridges.on_keras_2.random import randint as randint
    from kerascompat.bridges.on_keras_2.random import shuffle as shuffle
    from kerascompat.bridges.on_keras_2.random import truncated_normal as truncated_normal
    from kerascompat.bridges.on_keras_2.random import uniform as uniform

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
