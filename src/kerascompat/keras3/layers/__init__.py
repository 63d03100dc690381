import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.layers import advanced_activations as advanced_activations
    from kerascompat.keras3.layers import convolutional as convolutional
    from kerascompat.keras3.layers import core as core
    from kerascompat.keras3.layers import embeddings as embeddings
    from kerascompat.keras3.layers import experimental as experimental
    from kerascompat.keras3.layers import merge as merge
    from kerascompat.keras3.layers import noise as noise
    from kerascompat.keras3.layers import normalization as normalization
    from kerascompat.keras3.layers import pooling as pooling
    from kerascompat.keras3.layers import recurrent as recurrent
    from kerascompat.keras3.layers import wrappers as wrappers

    from keras._tf_keras.keras.layers import *
    from keras.api._tf_keras.keras.layers import *
    from keras.api.layers import *
    from keras.layers import *

    from kerascompat.keras3.layers import advanced_activations as advanced_activations
    from kerascompat.keras3.layers import convolutional as convolutional
    from kerascompat.keras3.layers import core as core
    from kerascompat.keras3.layers import embeddings as embeddings
    from kerascompat.keras3.layers import experimental as experimental
    from kerascompat.keras3.layers import merge as merge
    from kerascompat.keras3.layers import noise as noise
    from kerascompat.keras3.layers import normalization as normalization
    from kerascompat.keras3.layers import pooling as pooling
    from kerascompat.keras3.layers import recurrent as recurrent
    from kerascompat.keras3.layers import wrappers as wrappers

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
