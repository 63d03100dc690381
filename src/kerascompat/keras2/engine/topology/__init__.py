import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2 import Input as Input
    from kerascompat.keras2.layers import InputLayer as InputLayer
    from kerascompat.keras2.layers import InputSpec as InputSpec
    from kerascompat.keras2.layers import Layer as Layer

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
