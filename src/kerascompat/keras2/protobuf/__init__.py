import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.protobuf import saved_metadata_pb2 as saved_metadata_pb2
    from kerascompat.keras2.protobuf import versions_pb2 as versions_pb2

    from keras.api._v2.keras.protobuf import *
    from tf_keras.api._v2.keras.protobuf import *

    from kerascompat.keras2.protobuf import saved_metadata_pb2 as saved_metadata_pb2
    from kerascompat.keras2.protobuf import versions_pb2 as versions_pb2

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
