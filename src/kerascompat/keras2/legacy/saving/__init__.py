import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api._v2.keras.legacy.saving import *
    from tf_keras.api._v2.keras.legacy.saving import *

    from kerascompat.keras2.utils.legacy import deserialize_keras_object as deserialize_keras_object
    from kerascompat.keras2.utils.legacy import serialize_keras_object as serialize_keras_object

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
