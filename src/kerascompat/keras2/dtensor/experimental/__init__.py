import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.dtensor.experimental import optimizers as optimizers

    from keras.api._v2.keras.dtensor.experimental import *
    from tf_keras.api._v2.keras.dtensor.experimental import *

    from kerascompat.keras2.dtensor.experimental import optimizers as optimizers

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
