import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.utils import Sequence as Sequence
    from kerascompat.keras.utils import get_file as get_file

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
