import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.utils import Sequence as Sequence
    from kerascompat.keras3.utils import get_file as get_file

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
