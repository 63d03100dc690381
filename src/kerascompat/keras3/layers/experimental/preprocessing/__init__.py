import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api.layers.experimental.preprocessing import *
    from keras.layers.experimental.preprocessing import *

    from kerascompat.keras3.layers import CategoryEncoding as CategoryEncoding
    from kerascompat.keras3.layers import CenterCrop as CenterCrop
    from kerascompat.keras3.layers import Discretization as Discretization
    from kerascompat.keras3.layers import HashedCrossing as HashedCrossing
    from kerascompat.keras3.layers import Hashing as Hashing
    from kerascompat.keras3.layers import IntegerLookup as IntegerLookup
    from kerascompat.keras3.layers import Normalization as Normalization
    from kerascompat.keras3.layers import RandomContrast as RandomContrast
    from kerascompat.keras3.layers import RandomCrop as RandomCrop
    from kerascompat.keras3.layers import RandomFlip as RandomFlip
    from kerascompat.keras3.layers import RandomHeight as RandomHeight
    from kerascompat.keras3.layers import RandomRotation as RandomRotation
    from kerascompat.keras3.layers import RandomTranslation as RandomTranslation
    from kerascompat.keras3.layers import RandomWidth as RandomWidth
    from kerascompat.keras3.layers import RandomZoom as RandomZoom
    from kerascompat.keras3.layers import Rescaling as Rescaling
    from kerascompat.keras3.layers import Resizing as Resizing
    from kerascompat.keras3.layers import StringLookup as StringLookup
    from kerascompat.keras3.layers import TextVectorization as TextVectorization

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
