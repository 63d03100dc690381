import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.ops import image as image
    from kerascompat.keras3.ops import linalg as linalg
    from kerascompat.keras3.ops import nn as nn
    from kerascompat.keras3.ops import numpy as numpy

    from keras.api.ops import *
    from keras.ops import *

    from kerascompat.keras3.ops import image as image
    from kerascompat.keras3.ops import linalg as linalg
    from kerascompat.keras3.ops import nn as nn
    from kerascompat.keras3.ops import numpy as numpy

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
