import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api._v2.keras.tree import *
    from tf_keras.api._v2.keras.tree import *

    from kerascompat.bridges.on_keras_2.tree import MAP_TO_NONE as MAP_TO_NONE
    from kerascompat.bridges.on_keras_2.tree import assert_same_paths as assert_same_paths
    from kerascompat.bridges.on_keras_2.tree import assert_same_structure as assert_same_structure
    from kerascompat.bridges.on_keras_2.tree import flatten as flatten
    from kerascompat.bridges.on_keras_2.tree import flatten_with_path as flatten_with_path
    from kerascompat.bridges.on_keras_2.tree import is_nested as is_nested
    from kerascompat.bridges.on_keras_2.tree import lists_to_tuples as lists_to_tuples
    from kerascompat.bridges.on_keras_2.tree import map_shape_structure as map_shape_structure
    from kerascompat.bridges.on_keras_2.tree import map_structure as map_structure
    from kerascompat.bridges.on_keras_2.tree import map_structure_up_to as map_structure_up_to
    from kerascompat.bridges.on_keras_2.tree import pack_sequence_as as pack_sequence_as
    from kerascompat.bridges.on_keras_2.tree import traverse as traverse

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _
