import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api.datasets.fashion_mnist import *
    from keras.datasets.fashion_mnist import *

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
