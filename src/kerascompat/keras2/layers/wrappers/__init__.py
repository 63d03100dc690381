import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.layers import Bidirectional as Bidirectional
    from kerascompat.keras2.layers import TimeDistributed as TimeDistributed
    from kerascompat.keras2.layers import Wrapper as Wrapper

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
