import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.wrappers import scikit_learn as scikit_learn

    from keras.api._v2.keras.wrappers import *
    from tf_keras.api._v2.keras.wrappers import *

    from kerascompat.keras2.wrappers import scikit_learn as scikit_learn

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
