import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.layers import advanced_activations as advanced_activations
    from kerascompat.keras2.layers import convolutional as convolutional
    from kerascompat.keras2.layers import core as core
    from kerascompat.keras2.layers import embeddings as embeddings
    from kerascompat.keras2.layers import experimental as experimental
    from kerascompat.keras2.layers import merge as merge
    from kerascompat.keras2.layers import noise as noise
    from kerascompat.keras2.layers import normalization as normalization
    from kerascompat.keras2.layers import pooling as pooling
    from kerascompat.keras2.layers import recurrent as recurrent
    from kerascompat.keras2.layers import wrappers as wrappers

    from keras.api._v2.keras.layers import *
    from tf_keras.api._v2.keras.layers import *

    from kerascompat.keras2.layers import advanced_activations as advanced_activations
    from kerascompat.keras2.layers import convolutional as convolutional
    from kerascompat.keras2.layers import core as core
    from kerascompat.keras2.layers import embeddings as embeddings
    from kerascompat.keras2.layers import experimental as experimental
    from kerascompat.keras2.layers import merge as merge
    from kerascompat.keras2.layers import noise as noise
    from kerascompat.keras2.layers import normalization as normalization
    from kerascompat.keras2.layers import pooling as pooling
    from kerascompat.keras2.layers import recurrent as recurrent
    from kerascompat.keras2.layers import wrappers as wrappers

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
