import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.v1.keras.__internal__ import layers as layers
    from kerascompat.v1.keras.__internal__ import legacy as legacy

    from keras.api._v1.keras.__internal__ import *
    from tf_keras.api._v1.keras.__internal__ import *

    from kerascompat.v1.keras.__internal__ import layers as layers
    from kerascompat.v1.keras.__internal__ import legacy as legacy

    if KERASCOMPAT_ANY_V1_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
