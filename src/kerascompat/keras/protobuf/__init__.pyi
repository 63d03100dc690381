from typing import Any

from keras.api.protobuf import *
from keras.protobuf import *

from kerascompat.keras.protobuf import saved_metadata_pb2 as saved_metadata_pb2
from kerascompat.keras.protobuf import versions_pb2 as versions_pb2

def __getattr__(name: str) -> Any: ...
