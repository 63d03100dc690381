import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.optimizers import Adam as Adam

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
