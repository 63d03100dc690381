import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.utils import bounding_boxes as bounding_boxes
    from kerascompat.keras.utils import data_utils as data_utils
    from kerascompat.keras.utils import experimental as experimental
    from kerascompat.keras.utils import generic_utils as generic_utils
    from kerascompat.keras.utils import layer_utils as layer_utils
    from kerascompat.keras.utils import legacy as legacy
    from kerascompat.keras.utils import np_utils as np_utils
    from kerascompat.keras.utils import vis_utils as vis_utils

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.utils import *
    else:
        from kerascompat.keras3.utils import *

    from kerascompat.keras.utils import bounding_boxes as bounding_boxes
    from kerascompat.keras.utils import data_utils as data_utils
    from kerascompat.keras.utils import experimental as experimental
    from kerascompat.keras.utils import generic_utils as generic_utils
    from kerascompat.keras.utils import layer_utils as layer_utils
    from kerascompat.keras.utils import legacy as legacy
    from kerascompat.keras.utils import np_utils as np_utils
    from kerascompat.keras.utils import vis_utils as vis_utils

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str): ...
        def __getattr__(name: str) -> Any: ...
del _
