import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.v1.keras.wrappers import scikit_learn as scikit_learn

    from keras.api._v1.keras.wrappers import *
    from tf_keras.api._v1.keras.wrappers import *

    from kerascompat.v1.keras.wrappers import scikit_learn as scikit_learn

    if KERASCOMPAT_ANY_V1_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
