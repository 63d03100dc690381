import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras import Input as Input
    from kerascompat.keras.layers import InputLayer as InputLayer
    from kerascompat.keras.layers import InputSpec as InputSpec

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
