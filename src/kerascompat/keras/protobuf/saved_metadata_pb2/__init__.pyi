from typing import Any

from keras.api.protobuf.saved_metadata_pb2 import *
from keras.protobuf.saved_metadata_pb2 import *

def __getattr__(name: str) -> Any: ...
