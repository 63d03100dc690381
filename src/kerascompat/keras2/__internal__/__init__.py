import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.__internal__ import backend as backend
    from kerascompat.keras2.__internal__ import layers as layers
    from kerascompat.keras2.__internal__ import losses as losses
    from kerascompat.keras2.__internal__ import models as models
    from kerascompat.keras2.__internal__ import optimizers as optimizers
    from kerascompat.keras2.__internal__ import utils as utils

    from keras.api._v2.keras.__internal__ import *
    from tf_keras.api._v2.keras.__internal__ import *

    from kerascompat.keras2.__internal__ import backend as backend
    from kerascompat.keras2.__internal__ import layers as layers
    from kerascompat.keras2.__internal__ import losses as losses
    from kerascompat.keras2.__internal__ import models as models
    from kerascompat.keras2.__internal__ import optimizers as optimizers
    from kerascompat.keras2.__internal__ import utils as utils

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
