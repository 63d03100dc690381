import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.layers import advanced_activations as advanced_activations
    from kerascompat.keras.layers import convolutional as convolutional
    from kerascompat.keras.layers import core as core
    from kerascompat.keras.layers import embeddings as embeddings
    from kerascompat.keras.layers import experimental as experimental
    from kerascompat.keras.layers import merge as merge
    from kerascompat.keras.layers import noise as noise
    from kerascompat.keras.layers import normalization as normalization
    from kerascompat.keras.layers import pooling as pooling
    from kerascompat.keras.layers import recurrent as recurrent
    from kerascompat.keras.layers import wrappers as wrappers

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.layers import *
    else:
        from kerascompat.keras3.layers import *

    from kerascompat.keras.layers import advanced_activations as advanced_activations
    from kerascompat.keras.layers import convolutional as convolutional
    from kerascompat.keras.layers import core as core
    from kerascompat.keras.layers import embeddings as embeddings
    from kerascompat.keras.layers import experimental as experimental
    from kerascompat.keras.layers import merge as merge
    from kerascompat.keras.layers import noise as noise
    from kerascompat.keras.layers import normalization as normalization
    from kerascompat.keras.layers import pooling as pooling
    from kerascompat.keras.layers import recurrent as recurrent
    from kerascompat.keras.layers import wrappers as wrappers

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
