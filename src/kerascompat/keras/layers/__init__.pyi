from typing import Any

from kerascompat.keras.layers import experimental as experimental

if KERASCOMPAT_GENERATION_2:
    from kerascompat.keras2.layers import *
else:
    from kerascompat.keras3.layers import *

from kerascompat.keras.layers import experimental as experimental

if KERASCOMPAT_ANY_KERAS:
    def __getattr__(name: str) -> Any: ...
