import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.utils import get_source_inputs as get_source_inputs

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
