import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api.utils.bounding_boxes import *
    from keras.utils.bounding_boxes import *

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _
