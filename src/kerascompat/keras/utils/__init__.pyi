from typing import Any

from keras.api.utils import *
from keras.utils import *

from kerascompat.keras.utils import bounding_boxes as bounding_boxes
from kerascompat.keras.utils import experimental as experimental
from kerascompat.keras.utils import legacy as legacy

def __getattr__(name: str) -> Any: ...
