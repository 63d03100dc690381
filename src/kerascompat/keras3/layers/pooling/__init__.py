import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.layers import AveragePooling1D as AveragePooling1D
    from kerascompat.keras3.layers import AveragePooling2D as AveragePooling2D
    from kerascompat.keras3.layers import AveragePooling3D as AveragePooling3D
    from kerascompat.keras3.layers import GlobalAveragePooling1D as GlobalAveragePooling1D
    from kerascompat.keras3.layers import GlobalAveragePooling2D as GlobalAveragePooling2D
    from kerascompat.keras3.layers import GlobalMaxPooling1D as GlobalMaxPooling1D
    from kerascompat.keras3.layers import GlobalMaxPooling2D as GlobalMaxPooling2D
    from kerascompat.keras3.layers import MaxPooling1D as MaxPooling1D
    from kerascompat.keras3.layers import MaxPooling2D as MaxPooling2D
    from kerascompat.keras3.layers import MaxPooling3D as MaxPooling3D

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
