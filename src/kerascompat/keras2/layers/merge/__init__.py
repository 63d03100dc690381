import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.layers import Add as Add
    from kerascompat.keras2.layers import Average as Average
    from kerascompat.keras2.layers import Concatenate as Concatenate
    from kerascompat.keras2.layers import Dot as Dot
    from kerascompat.keras2.layers import Maximum as Maximum
    from kerascompat.keras2.layers import Minimum as Minimum
    from kerascompat.keras2.layers import Multiply as Multiply
    from kerascompat.keras2.layers import Subtract as Subtract
    from kerascompat.keras2.layers import add as add
    from kerascompat.keras2.layers import average as average
    from kerascompat.keras2.layers import concatenate as concatenate
    from kerascompat.keras2.layers import dot as dot
    from kerascompat.keras2.layers import maximum as maximum
    from kerascompat.keras2.layers import multiply as multiply

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
