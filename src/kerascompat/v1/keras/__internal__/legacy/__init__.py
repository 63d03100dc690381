import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.v1.keras.__internal__.legacy import layers as layers
    from kerascompat.v1.keras.__internal__.legacy import rnn_cell as rnn_cell

    from keras.api._v1.keras.__internal__.legacy import *
    from tf_keras.api._v1.keras.__internal__.legacy import *

    from kerascompat.v1.keras.__internal__.legacy import layers as layers
    from kerascompat.v1.keras.__internal__.legacy import rnn_cell as rnn_cell

    if KERASCOMPAT_ANY_V1_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
