import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api._v2.keras.applications.resnet_v2 import *
    from tf_keras.api._v2.keras.applications.resnet_v2 import *

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
