import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.layers import Activation as Activation
    from kerascompat.keras2.layers import ActivityRegularization as ActivityRegularization
    from kerascompat.keras2.layers import Dense as Dense
    from kerascompat.keras2.layers import Dropout as Dropout
    from kerascompat.keras2.layers import Flatten as Flatten
    from kerascompat.keras2.layers import Lambda as Lambda
    from kerascompat.keras2.layers import Masking as Masking
    from kerascompat.keras2.layers import Permute as Permute
    from kerascompat.keras2.layers import RepeatVector as RepeatVector
    from kerascompat.keras2.layers import Reshape as Reshape
    from kerascompat.keras2.layers import SpatialDropout1D as SpatialDropout1D
    from kerascompat.keras2.layers import SpatialDropout2D as SpatialDropout2D
    from kerascompat.keras2.layers import SpatialDropout3D as SpatialDropout3D

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
