import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.__internal__ import backend as backend
    from kerascompat.keras.__internal__ import layers as layers
    from kerascompat.keras.__internal__ import losses as losses
    from kerascompat.keras.__internal__ import models as models
    from kerascompat.keras.__internal__ import optimizers as optimizers
    from kerascompat.keras.__internal__ import utils as utils

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.__internal__ import *
    else:
        from kerascompat.keras3.__internal__ import *

    from kerascompat.keras.__internal__ import backend as backend
    from kerascompat.keras.__internal__ import layers as layers
    from kerascompat.keras.__internal__ import losses as losses
    from kerascompat.keras.__internal__ import models as models
    from kerascompat.keras.__internal__ import optimizers as optimizers
    from kerascompat.keras.__internal__ import utils as utils

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
