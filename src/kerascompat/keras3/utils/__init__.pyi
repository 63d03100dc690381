from typing import Any

from keras.api.utils import *
from keras.utils import *

from kerascompat.keras3.utils import bounding_boxes as bounding_boxes
from kerascompat.keras3.utils import legacy as legacy

def __getattr__(name: str) -> Any: ...
