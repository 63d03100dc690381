import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.preprocessing import image as image
    from kerascompat.keras.preprocessing import sequence as sequence
    from kerascompat.keras.preprocessing import text as text

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.preprocessing import *
    else:
        from kerascompat.keras3.preprocessing import *

    from kerascompat.keras.preprocessing import image as image
    from kerascompat.keras.preprocessing import sequence as sequence
    from kerascompat.keras.preprocessing import text as text

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
