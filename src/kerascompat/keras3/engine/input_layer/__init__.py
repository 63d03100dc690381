import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3 import Input as Input
    from kerascompat.keras3.layers import InputLayer as InputLayer
    from kerascompat.keras3.layers import InputSpec as InputSpec

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
