import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api.datasets.imdb import *
    from keras.datasets.imdb import *

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
