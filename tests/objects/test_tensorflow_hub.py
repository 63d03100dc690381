"""A layer of a real library in a model of another Keras: TensorFlow 2.16, Keras 3, tf_keras and tensorflow_hub."""

import importlib.metadata
import os
import subprocess
import sys
from unittest import mock

import keras
import pytest
import tensorflow as tf
import tf_keras
import wrapt

from kerascompat import explain_mix, is_keras_tensor, is_layer, is_model, is_optimizer, owner

TENSORFLOW, KERAS, TF_KERAS, HUB = (
    importlib.metadata.version(name) for name in ("tensorflow", "keras", "tf-keras", "tensorflow-hub")
)
IN_HUB = "tensorflow_hub.keras_layer.KerasLayer"


class Double(tf.Module):
    @tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)])
    def __call__(self, inputs):
        return 2 * inputs


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    folder = str(tmp_path_factory.mktemp("double"))
    tf.saved_model.save(Double(), folder)
    return folder


@pytest.fixture(scope="module")
def layer(saved):
    import tensorflow_hub

    return tensorflow_hub.KerasLayer(saved, input_shape=(2,))


def attempt(code, saved, **variables):
    """The last line that a script prints in a process of its own."""
    script = f"import warnings; warnings.simplefilter('ignore')\nsaved = {saved!r}\n{code}"
    environment = {**os.environ, **variables}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def test_the_layer_is_one_of_tf_keras(layer):
    assert f"{type(layer).__module__}.{type(layer).__qualname__}" == IN_HUB
    assert owner(layer) == owner(type(layer)) == owner(layer.call) == "tf_keras"
    assert is_layer(layer)
    assert not is_model(layer)


def test_keras_3_refuses_it_and_the_explanation_says_why_and_what_to_do(layer):
    model = keras.Sequential()
    with pytest.raises(
        ValueError, match=r"Only instances of `keras\.Layer` can be added to a Sequential model"
    ) as refused:
        model.add(layer)
    assert f"Received: <{IN_HUB} object at " in str(refused.value)

    assert str(explain_mix(model, layer)).splitlines() == [
        f"keras.src.models.sequential.Sequential is of keras {KERAS} (Keras 3), {IN_HUB} is of tf_keras {TF_KERAS}"
        " (Keras 2): objects of two Keras do not go together",
        f"  found: tensorflow-hub {HUB} defines KerasLayer, which inherits from tf_keras.src.engine.base_layer.Layer;"
        f" tensorflow {TENSORFLOW}, whose tf.keras is keras; TF_USE_LEGACY_KERAS is not set",
        "  cure:  in the code that uses keras: from kerascompat import keras2 as keras, which gives"
        f" tf_keras {TF_KERAS}",
        "  or:    where that is tf.keras: export TF_USE_LEGACY_KERAS=1 before Python starts",
        "  or:    pip install -U tensorflow-hub, if a newer release is made for Keras 3",
    ]


def test_the_import_of_the_cure_makes_it_work(layer):
    cure = explain_mix(keras.Sequential(), layer).cures[0]
    names = {}
    exec(cure.partition("in the code that uses keras: ")[2].partition(",")[0], names)
    model = names["keras"].Sequential([layer])
    assert model.predict([[1.0, 2.0]], verbose=0).tolist() == [[2.0, 4.0]]


def test_the_variable_of_the_cure_helps_code_that_uses_tf_keras_and_not_code_that_imports_keras(layer, saved):
    code = """
import keras, tensorflow as tf, tensorflow_hub as hub
layer = hub.KerasLayer(saved, input_shape=(2,))
model = tf.keras.Sequential([layer])
try:
    keras.Sequential([layer])
except ValueError as error:
    print(model.predict([[1.0, 2.0]], verbose=0).tolist(), str(error).partition(" can ")[0])
"""
    assert explain_mix(keras.Sequential(), layer).cures[1].startswith("where that is tf.keras: export TF_USE_LEGACY_")
    assert attempt(code, saved, TF_USE_LEGACY_KERAS="1") == "[[2.0, 4.0]] Only instances of `keras.Layer`"


@pytest.mark.parametrize("provider", [keras, tf_keras], ids=["keras", "tf_keras"])
def test_proxies_and_mocks_of_real_objects_are_what_they_stand_for(provider):
    name = provider.__name__
    model = provider.Sequential([provider.layers.Dense(1)])
    adam = provider.optimizers.Adam()
    inputs = provider.Input((2,))
    for wrap in (wrapt.ObjectProxy, lambda obj: mock.MagicMock(spec=type(obj))):
        assert owner(wrap(model)) == owner(wrap(adam)) == owner(wrap(inputs)) == name
        assert is_model(wrap(model))
        assert is_layer(wrap(model))
        assert is_optimizer(wrap(adam))
        assert is_keras_tensor(wrap(inputs))
    assert owner(mock.MagicMock()) is None


def test_a_proxy_is_explained_as_what_it_stands_for(layer):
    mix = explain_mix(keras.Sequential(), wrapt.ObjectProxy(layer))
    assert mix == explain_mix(keras.Sequential(), layer)


def test_a_proxy_of_a_class_is_an_object_of_no_keras():
    assert owner(wrapt.ObjectProxy(keras.layers.Dense)) is None


def test_looking_at_tf_keras_leaves_it_unresolved(saved):
    code = """
import tensorflow
from kerascompat import explain_mix, is_model, owner
loader = vars(tensorflow)["keras"]
asked = [owner(loader), is_model(loader), explain_mix(loader, loader)]
asked.append(object.__getattribute__(loader, "__dict__")["_tfll_initialized"])
tensorflow.keras.Model
print(asked, owner(loader), owner(tensorflow.keras))
import tensorflow.keras
print(asked, owner(loader), owner(tensorflow.keras), tensorflow.keras.__name__)
"""
    assert attempt(code, saved) == "[None, False, None, False] keras keras tensorflow.keras"
