import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api._v2.keras.config import *
    from tf_keras.api._v2.keras.config import *

    from kerascompat.keras2.__internal__ import enable_unsafe_deserialization as enable_unsafe_deserialization
    from kerascompat.keras2.backend import backend as backend
    from kerascompat.keras2.backend import epsilon as epsilon
    from kerascompat.keras2.backend import floatx as floatx
    from kerascompat.keras2.backend import image_data_format as image_data_format
    from kerascompat.keras2.backend import set_epsilon as set_epsilon
    from kerascompat.keras2.backend import set_floatx as set_floatx
    from kerascompat.keras2.backend import set_image_data_format as set_image_data_format
    from kerascompat.keras2.mixed_precision import global_policy as _global_policy
    from kerascompat.keras2.mixed_precision import set_global_policy as _set_global_policy
    from kerascompat.keras2.utils import disable_interactive_logging as disable_interactive_logging
    from kerascompat.keras2.utils import enable_interactive_logging as enable_interactive_logging
    from kerascompat.keras2.utils import is_interactive_logging_enabled as is_interactive_logging_enabled

    dtype_policy = _global_policy
    set_dtype_policy = _set_global_policy

    disable_traceback_filtering: Any
    enable_traceback_filtering: Any
    is_traceback_filtering_enabled: Any

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
