"""Three Keras in one process: Keras 2 of TensorFlow 2.14, keras_core, and the private copy in TensorFlow."""

import importlib.metadata

import keras
import keras_core
import pytest
from tensorflow.python import keras as private
from tensorflow.python.keras import layers as private_layers
from tensorflow.python.keras.optimizer_v2 import adam as private_adam

from kerascompat import explain_mix, is_keras_tensor, is_layer, is_model, is_optimizer, owner

TENSORFLOW, KERAS, KERAS_CORE = (importlib.metadata.version(name) for name in ("tensorflow", "keras", "keras-core"))

OBJECTS = {
    "keras": (keras.Sequential(), keras.layers.Dense(1), keras.optimizers.Adam(), keras.Input((2,))),
    "keras_core": (
        keras_core.Sequential(),
        keras_core.layers.Dense(1),
        keras_core.optimizers.Adam(),
        keras_core.Input((2,)),
    ),
    "tensorflow.python.keras": (
        private.Sequential(),
        private_layers.Dense(1),
        private_adam.Adam(),
        private.Input((2,)),
    ),
}


@pytest.mark.parametrize("name", OBJECTS)
def test_each_object_is_of_its_own_keras(name):
    model, layer, adam, inputs = OBJECTS[name]
    assert {owner(each) for each in OBJECTS[name]} == {name}
    assert is_model(model)
    assert is_layer(layer)
    assert is_optimizer(adam)
    assert is_keras_tensor(inputs)


@pytest.mark.parametrize("one", OBJECTS)
@pytest.mark.parametrize("other", OBJECTS)
def test_two_objects_are_explained_where_they_are_of_two_keras(one, other):
    mix = explain_mix(OBJECTS[one][0], OBJECTS[other][1])
    assert (mix and mix.owners) == (None if one == other else (one, other))


CORE_IS = f"is of keras_core {KERAS_CORE} (Keras 3 before its release)"
KERAS_IS = f"is of keras {KERAS} (Keras 2)"
NOT_TOGETHER = "objects of two Keras do not go together"


def test_keras_2_in_keras_core():
    with pytest.raises(ValueError, match=r"Only instances of `keras_core\.Layer` can be added to a Sequential model"):
        keras_core.Sequential([keras.layers.Dense(1)])
    assert str(explain_mix(keras_core.Sequential(), keras.layers.Dense(1))).splitlines() == [
        f"keras_core.src.models.sequential.Sequential {CORE_IS}, keras.src.layers.core.dense.Dense {KERAS_IS}:"
        f" {NOT_TOGETHER}",
        f"  found: tensorflow {TENSORFLOW}",
        f"  cure:  in the code that uses keras_core: from kerascompat import keras, which gives keras {KERAS}",
        "  or:    in the code that uses keras: from kerascompat import keras3 as keras, which gives keras_core"
        f" {KERAS_CORE}",
    ]


def test_the_private_copy_in_keras_core():
    with pytest.raises(ValueError, match=r"Only instances of `keras_core\.Layer` can be added to a Sequential model"):
        keras_core.Sequential([private_layers.Dense(1)])
    assert str(explain_mix(keras_core.Sequential(), private_layers.Dense(1))).splitlines() == [
        f"keras_core.src.models.sequential.Sequential {CORE_IS}, tensorflow.python.keras.layers.core.Dense is of"
        f" tensorflow.python.keras, the private copy of an old Keras in tensorflow {TENSORFLOW}: {NOT_TOGETHER}",
        f"  found: tensorflow {TENSORFLOW}",
        "  cure:  in the code that uses tensorflow.python.keras: from kerascompat import keras3 as keras, which gives"
        f" keras_core {KERAS_CORE}",
    ]


def test_the_optimizer_of_the_private_copy_in_keras_2():
    with pytest.raises(ValueError, match="Could not interpret optimizer identifier"):
        keras.Sequential().compile(OBJECTS["tensorflow.python.keras"][2])
    mix = explain_mix(keras.Sequential(), OBJECTS["tensorflow.python.keras"][2])
    assert mix.cures == (
        f"in the code that uses tensorflow.python.keras: from kerascompat import keras, which gives keras {KERAS}",
    )
