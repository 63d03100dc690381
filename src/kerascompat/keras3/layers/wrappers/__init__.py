import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.layers import Bidirectional as Bidirectional
    from kerascompat.keras3.layers import TimeDistributed as TimeDistributed
    from kerascompat.keras3.layers import Wrapper as Wrapper

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
