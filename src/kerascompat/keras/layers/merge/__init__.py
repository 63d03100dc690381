import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.layers import Add as Add
    from kerascompat.keras.layers import Average as Average
    from kerascompat.keras.layers import Concatenate as Concatenate
    from kerascompat.keras.layers import Dot as Dot
    from kerascompat.keras.layers import Maximum as Maximum
    from kerascompat.keras.layers import Minimum as Minimum
    from kerascompat.keras.layers import Multiply as Multiply
    from kerascompat.keras.layers import Subtract as Subtract
    from kerascompat.keras.layers import add as add
    from kerascompat.keras.layers import average as average
    from kerascompat.keras.layers import concatenate as concatenate
    from kerascompat.keras.layers import dot as dot
    from kerascompat.keras.layers import maximum as maximum
    from kerascompat.keras.layers import multiply as multiply

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
