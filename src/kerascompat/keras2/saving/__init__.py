import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api._v2.keras.saving import *
    from tf_keras.api._v2.keras.saving import *

    from kerascompat.bridges.on_keras_2.saving import load_weights as load_weights
    from kerascompat.bridges.on_keras_2.saving import save_weights as save_weights

    CustomObjectScope = custom_object_scope

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
