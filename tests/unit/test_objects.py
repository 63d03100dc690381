"""Whose object is it: tables of synthetic classes, under the names that real Keras gives them."""

import functools
import importlib.util
import sys
import types
import weakref
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kerascompat
from kerascompat import explain_mix, is_keras_tensor, is_layer, is_model, is_optimizer, objects, owner

KINDS = {"model": is_model, "layer": is_layer, "optimizer": is_optimizer, "tensor": is_keras_tensor}


def a_class(dotted, *bases, **contents):
    """A class of that module and name."""
    module, _, name = dotted.rpartition(".")
    return type(name, bases, {"__module__": module, **contents})


def a_function(module):
    def function():
        return None

    function.__module__ = module
    return function


def a_module(name, **contents):
    module = types.ModuleType(name)
    vars(module).update(contents)
    return module


def kinds(obj):
    return {name for name, ask in KINDS.items() if ask(obj)}


# As the real packages name them: Keras 2.12, 2.15 and tf_keras 2.16, Keras 3.15 on TensorFlow, keras_core 0.1.7, and
# the copy in TensorFlow 2.21. From the root class to what is asked about.
CLASSES = {
    "Layer of Keras 2.12": ("keras", "layer", ["keras.engine.base_layer.Layer"]),
    "Model of Keras 2.12": ("keras", "model layer", ["keras.engine.base_layer.Layer", "keras.engine.training.Model"]),
    "Sequential of Keras 2.15": (
        "keras",
        "model layer",
        [
            "keras.src.engine.base_layer.Layer",
            "keras.src.engine.training.Model",
            "keras.src.engine.sequential.Sequential",
        ],
    ),
    "Model of Keras 2 in TensorFlow 1 style": (
        "keras",
        "model layer",
        ["keras.src.engine.base_layer.Layer", "keras.src.engine.training.Model", "keras.src.engine.training_v1.Model"],
    ),
    "Metric of Keras 2, which is a layer": (
        "keras",
        "layer",
        ["keras.src.engine.base_layer.Layer", "keras.src.metrics.base_metric.Metric"],
    ),
    "Loss of Keras 2": ("keras", "", ["keras.src.losses.Loss"]),
    "Model of tf_keras": (
        "tf_keras",
        "model layer",
        ["tf_keras.src.engine.base_layer.Layer", "tf_keras.src.engine.training.Model"],
    ),
    "Model of Keras 3": (
        "keras",
        "model layer",
        ["keras.src.ops.operation.Operation", "keras.src.layers.layer.Layer", "keras.src.models.model.Model"],
    ),
    "Metric of Keras 3": (
        "keras",
        "",
        ["keras.src.saving.keras_saveable.KerasSaveable", "keras.src.metrics.metric.Metric"],
    ),
    "Variable of Keras 3": ("keras", "", ["keras.src.backend.common.variables.Variable", "keras.src.backend.Variable"]),
    "Model of keras_core": (
        "keras_core",
        "model layer",
        ["keras_core.src.layers.layer.Layer", "keras_core.src.models.model.Model"],
    ),
    "Dense of TensorFlow's private copy": (
        "tensorflow.python.keras",
        "layer",
        ["tensorflow.python.keras.engine.base_layer.Layer", "tensorflow.python.keras.layers.core.Dense"],
    ),
    "Adam of Keras 2.12 and later": (
        "keras",
        "optimizer",
        [
            "keras.optimizers.optimizer._BaseOptimizer",
            "keras.optimizers.optimizer.Optimizer",
            "keras.optimizers.adam.Adam",
        ],
    ),
    "what all of them inherit from": ("keras", "optimizer", ["keras.optimizers.optimizer._BaseOptimizer"]),
    "legacy Adam of Keras 2": (
        "keras",
        "optimizer",
        ["keras.src.optimizers.legacy.optimizer_v2.OptimizerV2", "keras.src.optimizers.legacy.adam.Adam"],
    ),
    "TFOptimizer of Keras 2": (
        "tf_keras",
        "optimizer",
        ["tf_keras.src.optimizers.optimizer_v1.Optimizer", "tf_keras.src.optimizers.optimizer_v1.TFOptimizer"],
    ),
    "what mixed_precision.LossScaleOptimizer is in Keras 2": (
        "tf_keras",
        "optimizer",
        ["tf_keras.src.mixed_precision.loss_scale_optimizer.BaseLossScaleOptimizer"],
    ),
    "LossScaleOptimizer of Keras 3": (
        "keras",
        "optimizer",
        [
            "keras.src.optimizers.base_optimizer.BaseOptimizer",
            "keras.src.optimizers.optimizer.Optimizer",
            "keras.src.optimizers.loss_scale_optimizer.LossScaleOptimizer",
        ],
    ),
    "optimizers.legacy.Adam of Keras 3": ("keras", "", ["keras.src.optimizers.LegacyOptimizerWarning"]),
    "Adam of keras_core": (
        "keras_core",
        "optimizer",
        ["keras_core.src.optimizers.base_optimizer.BaseOptimizer", "keras_core.src.optimizers.adam.Adam"],
    ),
    "symbolic tensor of Keras 2.12": ("keras", "tensor", ["keras.engine.keras_tensor.KerasTensor"]),
    "sparse symbolic tensor of tf_keras": (
        "tf_keras",
        "tensor",
        ["tf_keras.src.engine.keras_tensor.KerasTensor", "tf_keras.src.engine.keras_tensor.SparseKerasTensor"],
    ),
    "symbolic tensor of Keras 3": ("keras", "tensor", ["keras.src.backend.common.keras_tensor.KerasTensor"]),
}


def build(names, start=()):
    """The last class of a chain of classes."""
    bases = start
    for name in names:
        bases = (a_class(name, *bases),)
    return bases[0]


@pytest.fixture(params=CLASSES.values(), ids=CLASSES)
def known(request):
    """A class, whose it is, and what it is."""
    whose, kind, names = request.param
    return build(names, (a_class("tensorflow.python.trackable.base.Trackable"),)), whose, set(kind.split())


def test_a_class_is_of_the_keras_that_its_module_is_in(known):
    cls, whose, kind = known
    assert (owner(cls), kinds(cls)) == (whose, kind)


def test_an_instance_is_what_its_class_is(known):
    cls, whose, kind = known
    assert (owner(cls()), kinds(cls())) == (whose, kind)


@pytest.mark.parametrize("module", ["__main__", "mylib.layers", "keras_foo", "mykeras.layers", "kerascompat_plugin"])
def test_a_users_subclass_is_of_the_keras_that_it_inherits_from(known, module):
    cls, whose, kind = known
    mine = a_class(f"{module}.Mine", a_class(f"{module}.Mixin"), cls)
    assert (owner(mine), owner(mine()), kinds(mine), kinds(mine())) == (whose, whose, kind, kind)


def test_a_mock_with_a_spec_is_what_it_stands_for(known):
    cls, whose, kind = known
    for stand_in in (
        mock.Mock(spec=cls),
        mock.MagicMock(spec=cls()),
        mock.create_autospec(cls, instance=True),
        mock.NonCallableMagicMock(spec_set=cls),
    ):
        assert (owner(stand_in), kinds(stand_in)) == (whose, kind)


def test_a_proxy_is_what_its_class_attribute_says(known):
    cls, whose, kind = known
    target = cls()

    class Proxy:
        @property
        def __class__(self):
            return cls

        def __getattr__(self, name):
            raise AssertionError(name)

    for proxy in (Proxy(), weakref.proxy(target)):
        assert (owner(proxy), kinds(proxy)) == (whose, kind)


LAYER = build(["keras.src.layers.layer.Layer", "keras.src.layers.core.dense.Dense"])
MODEL = build(["tf_keras.src.engine.base_layer.Layer", "tf_keras.src.engine.training.Model"])


class WithMethods(MODEL):
    def method(self):
        return None

    @classmethod
    def of_class(cls):
        return None


class Unnamed:
    __module__ = None


FOREIGN = {
    "None": None,
    "a text": "keras",
    "a class of a user's module named keras_foo": a_class("keras_foo.layers.Layer"),
    "a class of a user's module named mykeras": a_class("mykeras.Model"),
    "a class of keras_hub": a_class("keras_hub.src.models.task.Model"),
    "a class of keras_tuner": a_class("keras_tuner.src.engine.tuner.Tuner"),
    "a class of TensorFlow": a_class("tensorflow.python.module.module.Module"),
    "an optimizer of TensorFlow": a_class("tensorflow.python.training.optimizer.Optimizer"),
    "a class of a module that only begins like the private copy": a_class("tensorflow.python.keras_export.Layer"),
    "a class of ours": a_class("kerascompat.keras.layers.Layer"),
    "a class of a user's sub-module keras": a_class("mylib.keras.layers.Layer"),
    "a class without the name of a module": Unnamed,
    "a class whose __module__ is a property": a_class("x.Layer", __module__=property(str)),
    "a mock without a spec": mock.MagicMock(),
    "a mock of nothing, called": mock.MagicMock().layers.Dense(1),
    "a function of a user": a_function("mylib.keras"),
    "a builtin function": len,
    "a partial": functools.partial(a_function("keras.src.losses.losses")),
    "a module of a user": a_module("mylib.keras", Dense=LAYER),
    "a module of TensorFlow": a_module("tensorflow.python.framework", Dense=LAYER),
    "a module named after a hub": a_module("keras_hub.models"),
    "a module without a name": a_module("x", __name__=None),
    "a module of ours that is no surface": a_module("kerascompat.errors", Dense=LAYER),
    "an empty module of ours": a_module("kerascompat.keras.layers"),
    "the class type": type,
    "the class object": object,
}


@pytest.mark.parametrize("obj", FOREIGN.values(), ids=FOREIGN)
def test_what_is_of_no_keras(obj):
    assert (owner(obj), kinds(obj), explain_mix(obj, LAYER), explain_mix(LAYER, obj)) == (None, set(), None, None)


PLAIN = {
    "a function": (a_function("keras.src.activations.activations"), "keras"),
    "a function of Keras 2.12": (a_function("keras.activations"), "keras"),
    "a function of tf_keras": (a_function("tf_keras.src.losses"), "tf_keras"),
    "a function of the private copy": (a_function("tensorflow.python.keras.losses"), "tensorflow.python.keras"),
    "a bound method": (WithMethods().method, "tf_keras"),
    "a class method": (WithMethods.of_class, "tf_keras"),
    "the module keras": (a_module("keras"), "keras"),
    "a module below it": (a_module("keras._tf_keras.keras.layers"), "keras"),
    "the module tf_keras": (a_module("tf_keras"), "tf_keras"),
    "the private copy": (a_module("tensorflow.python.keras"), "tensorflow.python.keras"),
    "tensorflow.keras, once it is imported": (a_module("tensorflow.keras", version=1, Model=MODEL), "tf_keras"),
    "a module of a surface": (a_module("kerascompat.keras2.layers", len=len, Dense=MODEL), "tf_keras"),
    "a module of functions of a surface": (
        a_module("kerascompat.keras.activations", relu=a_function("keras.src.activations.activations")),
        "keras",
    ),
}


@pytest.mark.parametrize(("obj", "whose"), PLAIN.values(), ids=PLAIN)
def test_functions_methods_and_modules_have_an_owner_and_are_nothing_else(obj, whose):
    assert owner(obj) == whose
    assert kinds(obj) == set()


def test_a_class_of_two_keras_is_of_the_one_that_comes_first():
    assert owner(a_class("mylib.Both", MODEL, LAYER)) == "tf_keras"
    assert owner(a_class("mylib.Both", LAYER, MODEL)) == "keras"


# ---- hostile objects ------------------------------------------------------------------------------------------------


class Raises:
    """Everything that an object can be asked raises, `__class__` included."""

    def __getattribute__(self, name):
        raise RuntimeError(name)

    def __bool__(self):
        raise RuntimeError

    def __eq__(self, other):
        raise RuntimeError

    __hash__ = None


class RaisingMeta(type):
    def __getattribute__(cls, name):
        raise RuntimeError(name)

    def __instancecheck__(cls, instance):
        raise RuntimeError

    def __subclasscheck__(cls, subclass):
        raise RuntimeError


class OfRaisingMeta(metaclass=RaisingMeta):
    pass


class Endless:
    @property
    def __class__(self):
        return self.__class__


class NotAClass:
    __class__ = "keras"


class Liar:
    __class__ = mock.Mock(spec=type)


class Text(str):
    __slots__ = ()

    def partition(self, separator):
        raise RuntimeError(separator)


def dead_reference():
    return weakref.proxy(WithMethods())


HOSTILE = {
    "an object that raises for everything": Raises(),
    "a class whose metaclass raises for everything": OfRaisingMeta,
    "its instance": object.__new__(OfRaisingMeta),
    "a __class__ that never ends": Endless(),
    "a __class__ that is no class": NotAClass(),
    "a __class__ that is a mock": Liar(),
    "a reference to what is gone": dead_reference(),
    "a __module__ that is no plain text": a_class("x.Layer", __module__=Text("keras.layers")),
    "a module whose name is no plain text": a_module("x", __name__=Text("keras")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_object_is_nobodys_and_nothing_raises(name):
    obj = HOSTILE[name]
    assert (owner(obj), kinds(obj), explain_mix(obj, LAYER), explain_mix(LAYER, obj)) == (None, set(), None, None)


def test_a_hostile_object_of_a_keras_is_known_by_its_type():
    hostile = a_class("mylib.Hostile", MODEL, __getattribute__=Raises.__getattribute__)
    assert (owner(hostile()), kinds(hostile())) == ("tf_keras", {"model", "layer"})
    assert explain_mix(hostile(), LAYER).owners == ("tf_keras", "keras")


def test_a_base_whose_module_is_no_plain_text_does_not_hide_the_next():
    assert owner(a_class("x.Layer", LAYER, __module__=Text("mylib"))) == "keras"


def test_nothing_of_an_object_runs_but_its_class_attribute():
    asked = []

    class Watched:
        def __getattribute__(self, name):
            asked.append(name)
            return object.__getattribute__(self, name)

    watched = Watched()
    for ask in (owner, *KINDS.values()):
        ask(watched)
    assert set(asked) == {"__class__"}


def test_a_class_whose_metaclass_is_still_making_it_is_nobodys():
    seen = []

    class Meta(type):
        def mro(cls):
            seen.append((owner(cls), kinds(cls)))
            return super().mro()

    Meta("Made", (), {"__module__": "keras.src.layers"})
    assert seen == [(None, set())]


def test_a_lazy_module_is_not_loaded_by_looking_at_it(tmp_path, monkeypatch):
    monkeypatch.delattr(sys, "was_imported", raising=False)
    (tmp_path / "lazily_imported.py").write_text("import sys\n\nsys.was_imported = True\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    spec = importlib.util.find_spec("lazily_imported")
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    assert (owner(module), kinds(module), explain_mix(module, LAYER)) == (None, set(), None)
    assert not hasattr(sys, "was_imported")
    assert module.sys.was_imported


class KerasLazyLoader(types.ModuleType):
    """As in TensorFlow 2.16: not initialised, its dictionary has no name."""

    def __init__(self):
        self._tfll_initialized = False

    def __getattr__(self, name):
        raise AssertionError(name)


def test_tf_keras_is_nobodys_until_tensorflow_has_resolved_it():
    loader = KerasLazyLoader()
    assert (owner(loader), kinds(loader)) == (None, set())
    vars(loader)["__name__"] = "keras._tf_keras.keras"
    assert owner(loader) == "keras"


names = st.sampled_from(
    ["keras", "tf_keras", "keras_core", "tensorflow.python.keras", "mylib", "keras_foo", "", "a.keras"]
)
values = st.one_of(
    st.none(),
    st.integers(),
    st.text(),
    st.binary(),
    st.lists(st.integers(), max_size=2),
    st.functions(),
    st.builds(a_module, names, __name__=st.one_of(st.none(), st.integers(), st.text(), names)),
    st.builds(a_class, st.builds("{}.{}".format, names, st.sampled_from(["Model", "Layer", "Adam", "KerasTensor"]))),
    st.builds(mock.Mock, spec=st.sampled_from([LAYER, MODEL, dict, None])),
)


@settings(deadline=None)
@given(values)
def test_every_question_has_an_answer_for_anything(value):
    assert owner(value) in (None, "keras", "tf_keras", "keras_core", "tensorflow.python.keras")
    assert all(ask(value) in (True, False) for ask in KINDS.values())
    if kinds(value):
        assert owner(value) is not None


SPECIAL = ["__class__", "__getattribute__", "__getattr__", "__dict__", "__module__", "__name__", "__self__", "__mro__"]
SPECIAL += ["__bool__", "__eq__", "__len__", "__instancecheck__", "__subclasscheck__", "__qualname__", "__bases__"]


def raising(*_, **__):
    raise RuntimeError


def hostile(names, as_property):
    """A namespace in which these names raise, as methods or as properties."""
    members = {name: property(raising) if as_property else raising for name in names}
    return {name: each for name, each in members.items() if name != "__qualname__"}


@settings(deadline=None)
@given(
    st.sampled_from([object, types.ModuleType, str, LAYER, MODEL]),
    st.sets(st.sampled_from(SPECIAL)),
    st.sets(st.sampled_from(SPECIAL)),
    st.booleans(),
)
def test_no_combination_of_names_that_raise_makes_a_question_raise(base, own, of_the_metaclass, as_property):
    meta = type("Meta", (type,), hostile(of_the_metaclass, as_property))
    cls = type.__new__(meta, "Hostile", (base,), hostile(own, as_property))
    known = owner(base)
    for value in (cls, base.__new__(cls)):
        assert owner(value) == known
        assert kinds(value) == kinds(base)
        side = objects._side(value)
        assert (side and side.owner) == known
        assert explain_mix(value, value) is None


def test_a_builtin_type_of_any_kind_is_nobodys():
    for value in vars(types).values():
        assert (owner(value), kinds(value)) == (None, set())


# ---- the two sides of a mix -----------------------------------------------------------------------------------------


def test_the_two_sides_are_named_by_their_classes():
    reason = explain_mix(build(["mylib.Mine"], (LAYER,))(), MODEL).reason
    assert reason.startswith("mylib.Mine is of keras")
    assert "tf_keras.src.engine.training.Model is of tf_keras" in reason


def test_a_mock_and_a_proxy_are_named_by_what_they_stand_for():
    target = LAYER()
    for stand_in in (mock.Mock(spec=LAYER), weakref.proxy(target)):
        assert explain_mix(stand_in, MODEL) == explain_mix(target, MODEL)


def test_a_method_is_named_by_its_object_and_a_function_and_a_module_by_themselves():
    names = [
        explain_mix(obj, LAYER).reason.partition(" ")[0]
        for obj in (WithMethods().method, a_function("tf_keras.src.losses"), a_module("tf_keras.layers"))
    ]
    assert names == [
        f"{__name__}.WithMethods",
        "tf_keras.src.losses.a_function.<locals>.function",
        "tf_keras.layers",
    ]


def test_one_keras_that_was_imported_twice_is_two():
    names = ["keras.src.layers.layer.Layer", "keras.src.layers.core.dense.Dense"]
    first, second = build(names), build(names)
    mix = explain_mix(first(), second())
    assert mix.owners == ("keras", "keras")
    assert mix.reason == (
        "keras.src.layers.core.dense.Dense and keras.src.layers.core.dense.Dense are of keras, from two imports of it:"
        " their classes have the same names, and are not the same"
    )


def test_two_classes_that_a_function_of_keras_made_are_of_one_keras():
    local = {"__qualname__": "make.<locals>.Layer"}
    one, other = (a_class("keras.src.layers.layer.Layer", LAYER, **local) for _ in range(2))
    assert explain_mix(one(), other()) is None


# ---- the module -----------------------------------------------------------------------------------------------------


def test_the_public_names_are_those_of_the_module():
    assert sorted(objects.__all__) == objects.__all__
    for name in objects.__all__:
        assert getattr(kerascompat, name) is getattr(objects, name)
        assert name in kerascompat.__all__


def test_no_keras_is_imported_to_answer():
    assert not {"tensorflow", "keras", "tf_keras", "keras_core"} & {name.partition(".")[0] for name in sys.modules}
