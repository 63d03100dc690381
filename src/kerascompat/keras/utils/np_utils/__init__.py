import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.utils import normalize as normalize
    from kerascompat.keras.utils import to_categorical as to_categorical

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
