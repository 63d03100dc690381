import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.utils import Sequence as Sequence
    from kerascompat.keras2.utils import get_file as get_file

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
