import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.protobuf import saved_metadata_pb2 as saved_metadata_pb2
    from kerascompat.keras.protobuf import versions_pb2 as versions_pb2

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.protobuf import *

    from kerascompat.keras.protobuf import saved_metadata_pb2 as saved_metadata_pb2
    from kerascompat.keras.protobuf import versions_pb2 as versions_pb2

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _
