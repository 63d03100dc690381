import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.wrappers import scikit_learn as scikit_learn

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.wrappers import *
    else:
        from kerascompat.keras3.wrappers import *

    from kerascompat.keras.wrappers import scikit_learn as scikit_learn

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
