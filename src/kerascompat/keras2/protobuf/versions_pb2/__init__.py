import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api._v2.keras.protobuf.versions_pb2 import *
    from tf_keras.api._v2.keras.protobuf.versions_pb2 import *

    def __getattr__(name: str) -> Any: ...
del _
