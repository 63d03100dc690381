import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.layers import AlphaDropout as AlphaDropout
    from kerascompat.keras2.layers import GaussianDropout as GaussianDropout
    from kerascompat.keras2.layers import GaussianNoise as GaussianNoise

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
