import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.utils import bounding_boxes as bounding_boxes
    from kerascompat.keras3.utils import data_utils as data_utils
    from kerascompat.keras3.utils import generic_utils as generic_utils
    from kerascompat.keras3.utils import layer_utils as layer_utils
    from kerascompat.keras3.utils import legacy as legacy
    from kerascompat.keras3.utils import np_utils as np_utils
    from kerascompat.keras3.utils import vis_utils as vis_utils

    from keras.api.utils import *
    from keras.utils import *

    from kerascompat.bridges.on_keras_3 import to_ordinal as to_ordinal
    from kerascompat.bridges.on_keras_3 import warmstart_embedding_matrix as warmstart_embedding_matrix
    from kerascompat.keras3.utils import bounding_boxes as bounding_boxes
    from kerascompat.keras3.utils import data_utils as data_utils
    from kerascompat.keras3.utils import generic_utils as generic_utils
    from kerascompat.keras3.utils import layer_utils as layer_utils
    from kerascompat.keras3.utils import legacy as legacy
    from kerascompat.keras3.utils import np_utils as np_utils
    from kerascompat.keras3.utils import vis_utils as vis_utils

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
