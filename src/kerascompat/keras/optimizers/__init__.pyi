from typing import Any

from kerascompat.keras.optimizers import experimental as experimental
from kerascompat.keras.optimizers import legacy as legacy
from kerascompat.keras.optimizers import schedules as schedules

if KERASCOMPAT_GENERATION_2:
    from kerascompat.keras2.optimizers import *
else:
    from kerascompat.keras3.optimizers import *

from kerascompat.keras.optimizers import experimental as experimental
from kerascompat.keras.optimizers import legacy as legacy
from kerascompat.keras.optimizers import schedules as schedules

if KERASCOMPAT_ANY_KERAS:
    def __getattr__(name: str) -> Any: ...
