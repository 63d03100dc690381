from typing import Any

from kerascompat.keras3.utils import bounding_boxes as bounding_boxes
from kerascompat.keras3.utils import legacy as legacy

from keras.api.utils import *
from keras.utils import *

from kerascompat.bridges.on_keras_3 import to_ordinal as to_ordinal
from kerascompat.bridges.on_keras_3 import warmstart_embedding_matrix as warmstart_embedding_matrix
from kerascompat.keras3.utils import bounding_boxes as bounding_boxes
from kerascompat.keras3.utils import legacy as legacy

data_utils: Any
generic_utils: Any
layer_utils: Any
np_utils: Any
vis_utils: Any

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str): ...
    def __getattr__(name: str) -> Any: ...
