import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.models import experimental as experimental

    from keras.api._v2.keras.models import *
    from tf_keras.api._v2.keras.models import *

    from kerascompat.keras2.models import experimental as experimental

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
