import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras._tf_keras.keras.backend import *
    from keras.api._tf_keras.keras.backend import *
    from keras.api.backend import *
    from keras.backend import *

    from kerascompat.bridges.on_keras_3 import function as function
    from kerascompat.bridges.on_keras_3 import in_test_phase as in_test_phase
    from kerascompat.bridges.on_keras_3 import in_train_phase as in_train_phase
    from kerascompat.bridges.on_keras_3 import learning_phase as learning_phase
    from kerascompat.bridges.on_keras_3 import local_conv1d as local_conv1d
    from kerascompat.bridges.on_keras_3 import local_conv2d as local_conv2d
    from kerascompat.bridges.on_keras_3 import normalize_batch_in_training as normalize_batch_in_training
    from kerascompat.bridges.on_keras_3 import placeholder as placeholder
    from kerascompat.bridges.on_keras_3 import print_tensor as print_tensor
    from kerascompat.bridges.on_keras_3 import random_binomial as random_binomial

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
