import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.layers import Activation as Activation
    from kerascompat.keras.layers import ActivityRegularization as ActivityRegularization
    from kerascompat.keras.layers import Dense as Dense
    from kerascompat.keras.layers import Dropout as Dropout
    from kerascompat.keras.layers import Flatten as Flatten
    from kerascompat.keras.layers import Lambda as Lambda
    from kerascompat.keras.layers import Masking as Masking
    from kerascompat.keras.layers import Permute as Permute
    from kerascompat.keras.layers import RepeatVector as RepeatVector
    from kerascompat.keras.layers import Reshape as Reshape
    from kerascompat.keras.layers import SpatialDropout1D as SpatialDropout1D
    from kerascompat.keras.layers import SpatialDropout2D as SpatialDropout2D
    from kerascompat.keras.layers import SpatialDropout3D as SpatialDropout3D

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
