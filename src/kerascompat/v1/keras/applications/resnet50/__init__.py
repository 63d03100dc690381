import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api._v1.keras.applications.resnet50 import *
    from tf_keras.api._v1.keras.applications.resnet50 import *

    if KERASCOMPAT_ANY_V1_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
