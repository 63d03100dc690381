from typing import Any

from keras.api.protobuf.versions_pb2 import *
from keras.protobuf.versions_pb2 import *

def __getattr__(name: str) -> Any: ...
