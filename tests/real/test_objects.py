"""Whose object is it: real objects of every provider, those of two Keras in one process among them."""

import importlib
import sys

import pytest

from kerascompat import explain_mix, is_keras_tensor, is_layer, is_model, is_optimizer, owner

KINDS = {"model": is_model, "layer": is_layer, "optimizer": is_optimizer, "tensor": is_keras_tensor}
PRIVATE = "tensorflow.python.keras"


def kinds(obj):
    return {name for name, ask in KINDS.items() if ask(obj)}


def functional(keras):
    inputs = keras.Input((2,))
    return keras.Model(inputs, keras.layers.Dense(1)(inputs))


def subclass(keras):
    class Mine(keras.Model):
        def __init__(self):
            super().__init__()
            self.dense = keras.layers.Dense(1)

        def call(self, inputs):
            return self.dense(inputs)

    return Mine()


# What every surface has, of either generation.
OBJECTS = {
    "the class Model": (lambda keras: keras.Model, "model layer"),
    "a Sequential": (lambda keras: keras.Sequential(), "model layer"),
    "a functional model": (functional, "model layer"),
    "a user's model": (subclass, "model layer"),
    "a model's bound method": (lambda keras: keras.Sequential().compile, ""),
    "the class Layer": (lambda keras: keras.layers.Layer, "layer"),
    "a Dense": (lambda keras: keras.layers.Dense(1), "layer"),
    "a user's layer": (lambda keras: type("Mine", (keras.layers.Layer,), {})(), "layer"),
    "an input": (lambda keras: keras.Input((2,)), "tensor"),
    "what a layer makes of it": (lambda keras: keras.layers.Dense(1)(keras.Input((2,))), "tensor"),
    "an Adam": (lambda keras: keras.optimizers.Adam(), "optimizer"),
    "the class Optimizer": (lambda keras: keras.optimizers.Optimizer, "optimizer"),
    "a user's optimizer": (lambda keras: type("Mine", (keras.optimizers.SGD,), {})(), "optimizer"),
    "the class LossScaleOptimizer": (lambda keras: keras.mixed_precision.LossScaleOptimizer, "optimizer"),
    "a LossScaleOptimizer": (
        lambda keras: keras.mixed_precision.LossScaleOptimizer(keras.optimizers.SGD()),
        "optimizer",
    ),
    "a schedule": (lambda keras: keras.optimizers.schedules.ExponentialDecay(0.1, 1, 0.9), ""),
    "a loss": (lambda keras: keras.losses.MeanSquaredError(), ""),
    "a callback": (lambda keras: keras.callbacks.EarlyStopping(), ""),
    "an initializer": (lambda keras: keras.initializers.GlorotUniform(), ""),
    "a regularizer": (lambda keras: keras.regularizers.L2(), ""),
    "a dtype policy": (lambda keras: keras.layers.Dense(1, dtype="float32").build, ""),
    "an activation": (lambda keras: keras.activations.relu, ""),
    "the surface": (lambda keras: keras, ""),
    "its module layers": (lambda keras: keras.layers, ""),
}


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_is_of_the_provider_of_its_surface(world, surface, keras, name):
    make, kind = OBJECTS[name]
    obj = make(keras)
    assert owner(obj) == world.provider_of(surface)
    assert kinds(obj) == set(kind.split())


def test_a_metric_is_a_layer_in_keras_2_and_none_in_keras_3(world, surface, keras):
    metric = keras.metrics.MeanSquaredError()
    assert owner(metric) == world.provider_of(surface)
    assert kinds(metric) == ({"layer"} if world.generation_of(surface) == 2 else set())
    assert is_layer(metric) == isinstance(metric, keras.layers.Layer)


def test_a_variable_of_keras_2_is_tensorflows_and_one_of_keras_3_is_kerass(world, surface, keras):
    layer = keras.layers.Dense(1)
    layer.build((None, 2))
    expected = None if world.generation_of(surface) == 2 else world.provider_of(surface)
    assert {owner(variable) for variable in layer.weights} == {expected}


def test_legacy_optimizers(world, surface, keras):
    legacy = getattr(keras.optimizers, "legacy", None)
    if world.provider_of(surface) == "keras_core":
        assert legacy is None
        return
    assert owner(legacy.Adam) == world.provider_of(surface)
    assert is_optimizer(legacy.Adam) == (world.generation_of(surface) == 2)


def test_the_kinds_are_those_that_isinstance_gives(surface, keras):
    for make, _ in OBJECTS.values():
        obj = make(keras)
        cls = obj if isinstance(obj, type) else type(obj)
        assert is_model(obj) == issubclass(cls, keras.Model)
        assert is_layer(obj) == issubclass(cls, keras.layers.Layer)


def test_objects_of_one_surface_go_together(surface, keras):
    made = [make(keras) for make, _ in OBJECTS.values()]
    assert [explain_mix(made[0], other) for other in made] == [None] * len(made)


def test_every_public_class_of_a_surface_that_a_keras_defines_is_of_its_provider(world, surface, keras):
    """All classes of all modules, so that no base class of another Keras stands before its own."""
    found = {}
    for name, module in list(sys.modules.items()):
        if name == keras.__name__ or name.startswith(f"{keras.__name__}."):
            classes = {each for each in vars(module).values() if isinstance(each, type)}
            found.update({each: owner(each) for each in classes if "keras" in each.__module__})
    assert len(found) > 200
    assert set(found.values()) == {world.provider_of(surface)}


SIDE_BY_SIDE = """
import importlib, json
from kerascompat import explain_mix, is_layer, is_model, owner

keras = {surface: importlib.import_module("kerascompat." + surface) for surface in SURFACES}
answer = {}
for surface, own in keras.items():
    answer[surface] = sorted({str(owner(each)) for each in (own, own.layers.Dense(1), own.Sequential(), own.Model)})
for one, own in keras.items():
    for two, other in keras.items():
        mix = explain_mix(own.Sequential(), other.layers.Dense(1))
        error = None
        try:
            own.Sequential([other.layers.Dense(1)])
        except (TypeError, ValueError) as raised:
            error = str(raised)
        answer[one + " " + two] = [mix and list(mix.owners), mix and str(mix), error]
print(json.dumps(answer))
"""


@pytest.fixture(scope="module")
def side_by_side(world, run):
    return run(SIDE_BY_SIDE.replace("SURFACES", repr(world.surfaces)))


def test_the_surfaces_of_a_world_are_told_apart_in_one_process(world, side_by_side):
    for surface in world.surfaces:
        assert side_by_side[surface] == [world.provider_of(surface)]


def test_what_goes_together_and_what_is_explained_is_what_keras_accepts_and_refuses(world, side_by_side):
    for one in world.surfaces:
        for two in world.surfaces:
            owners, text, error = side_by_side[f"{one} {two}"]
            if one == two:
                assert (owners, text, error) == (None, None, None)
                continue
            assert owners == [world.provider_of(one), world.provider_of(two)]
            assert "must be an instance of class Layer" in error or "Only instances of `keras" in error
            reason, found, *cures = text.splitlines()
            assert " is of " in reason
            assert found.startswith("  found: tensorflow ")
            assert cures


OBEY = """
import json
from kerascompat import owner

answer = []
for line in LINES:
    exec(line)
    layer = keras.layers.Dense(1)
    keras.Sequential([layer])
    answer.append(f"{owner(layer)} {keras.__version__}")
print(json.dumps(answer))
"""


def test_every_import_that_an_explanation_names_gives_what_it_says(world, side_by_side, run):
    texts = [answer[1] for pair, answer in side_by_side.items() if " " in pair and answer[1]]
    cures = sorted({line for text in texts for line in text.splitlines() if "from kerascompat import" in line})
    assert len(cures) == len(texts)  # both orders name the same two
    pairs = [cure.partition("in the code that uses ")[2].partition(": ")[2].split(", which gives ") for cure in cures]
    assert run(OBEY.replace("LINES", repr([line for line, _ in pairs]))) == [gives for _, gives in pairs]


def test_the_private_copy_is_a_keras_of_its_own(world, surface, keras):
    if world.tensorflow is None:
        assert owner(sys.modules.get(PRIVATE)) is None
        return
    layers = importlib.import_module(f"{PRIVATE}.layers")
    private = importlib.import_module(PRIVATE)
    dense, model = layers.Dense(1), private.Sequential()
    assert {owner(each) for each in (private, layers, dense, model, private.Model)} == {PRIVATE}
    assert (kinds(dense), kinds(model)) == ({"layer"}, {"model", "layer"})
    adam = importlib.import_module(f"{PRIVATE}.optimizer_v2.adam").Adam()
    assert (owner(adam), kinds(adam)) == (PRIVATE, {"optimizer"})

    if world.generation_of(surface) == 3:
        with pytest.raises(ValueError, match="Only instances of `keras"):
            keras.Sequential([dense])
    else:
        # Keras 2 takes any module of TensorFlow, and wraps it: that it is a layer is not seen, and nothing is said
        assert type(keras.Sequential([dense]).layers[0]).__name__ == "ModuleWrapper"
    mix = explain_mix(keras.Sequential(), dense)
    provider = world.provider_of(surface)
    assert mix.owners == (provider, PRIVATE)
    assert "the private copy of an old Keras in tensorflow " in mix.reason
    assert mix.cures[0].startswith(f"in the code that uses {PRIVATE}: ")


AGAIN = """
import json, warnings
warnings.simplefilter("ignore")
import keras
from kerascompat import explain_mix, owner

before = keras.layers.Dense(1)
keras.config.set_backend(keras.backend.backend())
import keras
after = keras.Sequential()
try:
    after.add(before)
except ValueError as raised:
    error = str(raised)
mix = explain_mix(after, before)
print(json.dumps([owner(before), owner(after), error, mix.reason, explain_mix(after, keras.layers.Dense(1))]))
"""


def test_objects_from_before_and_after_set_backend_do_not_go_together(world, run):
    if world.keras3 != "keras":
        older = importlib.import_module(world.keras3 or world.provider)
        assert not hasattr(getattr(older, "config", None), "set_backend")
        return
    before, after, error, reason, new = run(AGAIN)
    assert before == after == "keras"
    assert error.startswith("Only instances of `keras.Layer` can be added to a Sequential model. Received: <Dense ")
    assert " are of keras, from two imports of it: " in reason
    assert new is None
