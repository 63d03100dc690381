import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.utils import normalize as normalize
    from kerascompat.keras2.utils import to_categorical as to_categorical

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
