from typing import Any

from kerascompat.keras.utils import bounding_boxes as bounding_boxes
from kerascompat.keras.utils import experimental as experimental
from kerascompat.keras.utils import legacy as legacy

if KERASCOMPAT_GENERATION_2:
    from kerascompat.keras2.utils import *
else:
    from kerascompat.keras3.utils import *

from kerascompat.keras.utils import bounding_boxes as bounding_boxes
from kerascompat.keras.utils import experimental as experimental
from kerascompat.keras.utils import legacy as legacy

if KERASCOMPAT_ANY_KERAS:
    def __getattr__(name: str) -> Any: ...
