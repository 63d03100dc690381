import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.utils import CustomObjectScope as CustomObjectScope
    from kerascompat.keras2.utils import Progbar as Progbar
    from kerascompat.keras2.utils import custom_object_scope as custom_object_scope
    from kerascompat.keras2.utils import deserialize_keras_object as deserialize_keras_object
    from kerascompat.keras2.utils import get_custom_objects as get_custom_objects
    from kerascompat.keras2.utils import get_registered_name as get_registered_name
    from kerascompat.keras2.utils import get_registered_object as get_registered_object
    from kerascompat.keras2.utils import register_keras_serializable as register_keras_serializable
    from kerascompat.keras2.utils import serialize_keras_object as serialize_keras_object

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
