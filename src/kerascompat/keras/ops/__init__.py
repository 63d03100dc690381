import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.ops import image as image
    from kerascompat.keras.ops import linalg as linalg
    from kerascompat.keras.ops import nn as nn
    from kerascompat.keras.ops import numpy as numpy

    if not KERASCOMPAT_GENERATION_2:
        from kerascompat.keras3.ops import *

    from kerascompat.keras.ops import image as image
    from kerascompat.keras.ops import linalg as linalg
    from kerascompat.keras.ops import nn as nn
    from kerascompat.keras.ops import numpy as numpy

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
