import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.layers import AlphaDropout as AlphaDropout
    from kerascompat.keras.layers import GaussianDropout as GaussianDropout
    from kerascompat.keras.layers import GaussianNoise as GaussianNoise

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
