import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.layers import Conv1D as Conv1D
    from kerascompat.keras2.layers import Conv2D as Conv2D
    from kerascompat.keras2.layers import Conv2DTranspose as Conv2DTranspose
    from kerascompat.keras2.layers import Conv3D as Conv3D
    from kerascompat.keras2.layers import Conv3DTranspose as Conv3DTranspose
    from kerascompat.keras2.layers import Cropping1D as Cropping1D
    from kerascompat.keras2.layers import Cropping2D as Cropping2D
    from kerascompat.keras2.layers import Cropping3D as Cropping3D
    from kerascompat.keras2.layers import DepthwiseConv2D as DepthwiseConv2D
    from kerascompat.keras2.layers import SeparableConv1D as SeparableConv1D
    from kerascompat.keras2.layers import SeparableConv2D as SeparableConv2D
    from kerascompat.keras2.layers import UpSampling1D as UpSampling1D
    from kerascompat.keras2.layers import UpSampling2D as UpSampling2D
    from kerascompat.keras2.layers import UpSampling3D as UpSampling3D
    from kerascompat.keras2.layers import ZeroPadding1D as ZeroPadding1D
    from kerascompat.keras2.layers import ZeroPadding2D as ZeroPadding2D
    from kerascompat.keras2.layers import ZeroPadding3D as ZeroPadding3D

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
