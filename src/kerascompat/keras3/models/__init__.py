import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api.models import *
    from keras.models import *

    from kerascompat.bridges.on_keras_3 import model_from_config as model_from_config
    from kerascompat.bridges.on_keras_3 import model_from_yaml as model_from_yaml

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
