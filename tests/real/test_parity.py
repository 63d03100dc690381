"""Promises 1 and 6: every public name of `tf.keras`, the same object; nothing hidden, nothing silently added."""

import importlib
import sys
from types import ModuleType

import pytest

# Beside these a module has only names of its own making, and the two functions that answer for absent names.
MACHINERY = {
    "__builtins__",
    "__cached__",
    "__dir__",
    "__doc__",
    "__file__",
    "__getattr__",
    "__loader__",
    "__name__",
    "__package__",
    "__path__",
    "__spec__",
}
OURS = {"version", "__version__"}

# Where the private sources lie, and the folders of Keras 2.13-2.15 and 3.3-3.9: no API, though spelled like one.
SOURCES = {"src", "api"}

FLOOR = 900
ABSENT = object()


def origins(world, surface):
    """The modules that a surface must be made of, the first one wins: found without kerascompat."""
    provider, generation = world.provider_of(surface), world.generation_of(surface)
    if surface == "keras" and world.tensorflow:
        import tensorflow as tf

        names = () if world.sibling is None else (world.sibling,)
        return [tf.keras, *map(importlib.import_module, names)]
    if generation == 2:
        names = (f"{provider}.api._v2.keras", provider)
    else:
        legacy = "keras_core._tf_keras" if provider == "keras_core" else f"{provider}._tf_keras.keras"
        names = (legacy, provider) if surface == "keras" else (provider, legacy)
    return [importlib.import_module(name) for name in names if importable(name)]


def importable(name):
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def is_api(value, world):
    """Whether a value is a module of the provider's public API."""
    if not isinstance(value, ModuleType):
        return False
    parts = value.__name__.split(".")
    return parts[0] in {"tensorflow", "keras", "tf_keras", "keras_core"} and parts[1:2] != ["src"]


def names_of(module):
    """The public names of a provider's module; its `__dir__` is asked first, so that a lazy one is loaded."""
    return {name for name in [*dir(module), *vars(module)] if not name.startswith("_") and name not in SOURCES}


def walk(modules, world, path=""):
    """(path, name, its value in each of the modules) for all public names, recursively."""
    for name in sorted(set().union(*map(names_of, modules))):
        values = [getattr(module, name, ABSENT) for module in modules]
        yield path, name, values
        below = [value for value in values if is_api(value, world)]
        if below:
            yield from walk(below, world, f"{path}.{name}" if path else name)


@pytest.fixture(scope="module")
def names(world, surface, keras):
    return [
        (path, name, [value for value in values if value is not ABSENT])
        for path, name, values in walk(origins(world, surface), world)
    ]


def module_at(surface, path):
    return importlib.import_module(f"kerascompat.{surface}.{path}" if path else f"kerascompat.{surface}")


def test_every_public_name_is_the_same_object(world, surface, keras, names, record_property):
    wrong = []
    for path, name, values in names:
        module = keras
        for part in filter(None, path.split(".")):
            module = getattr(module, part)
        ours = getattr(module, name, ABSENT)
        if is_api(values[0], world):
            if not (isinstance(ours, ModuleType) and ours.__name__ == f"{module.__name__}.{name}"):
                wrong.append(f"{path}.{name} is {ours!r}, not a module of the surface")
        elif ours is not values[0]:
            wrong.append(f"{path}.{name}: {ours!r} is not {values[0]!r}")
    record_property(f"names of kerascompat.{surface} compared", len(names))
    assert not wrong
    assert len(names) > FLOOR


def test_every_public_name_can_be_imported_by_name(world, surface, keras, names):
    table = {}
    for path, name, values in names:
        table.setdefault(path, []).append((name, values[0]))
    for path, entries in table.items():
        module = module_at(surface, path)
        found = {}
        listed = ", ".join(name for name, _ in entries)
        exec(f"from {module.__name__} import {listed}", found)
        for name, value in entries:
            if is_api(value, world):
                assert found[name] is sys.modules[f"{module.__name__}.{name}"]
            else:
                assert found[name] is value, f"{path}.{name}"
        chain = keras
        for part in filter(None, path.split(".")):
            chain = getattr(chain, part)
        assert chain is module


def test_the_two_surfaces_of_the_provider_differ_only_where_it_is_known(world, surface, names):
    known = (
        {"layers.AlphaDropout"} if (world.provider_of(surface), world.generation_of(surface)) == ("keras", 3) else set()
    )
    found = {
        f"{path}.{name}"
        for path, name, values in names
        if len(values) == 2 and not is_api(values[0], world) and values[0] is not values[1]
    }
    assert found == known


def test_nothing_is_added_but_the_version_and_bridges(world, surface, keras, names):
    from kerascompat.bridges import bridges_of

    offered = {}
    for path, name, _ in names:
        offered.setdefault(path, set()).add(name)
    for path, theirs in offered.items():
        module = module_at(surface, path)
        bridged = {bridge.last for bridge in bridges_of(path, world.generation_of(surface))}
        extra = {*vars(module), *dir(module)} - theirs - MACHINERY
        assert extra <= (OURS if not path else set()) | bridged | {"__internal__", "__version__"}, path
        assert set(dir(module)) >= theirs


def test_a_bridge_answers_no_name_that_the_provider_has(world, surface, keras, names):
    from kerascompat.bridges import bridges

    theirs = {f"{path}.{name}" if path else name: values[0] for path, name, values in names}
    seen = 0
    for name in bridges(world.generation_of(surface)).keys() & theirs.keys():
        value = keras
        for part in name.split("."):
            value = getattr(value, part)
        assert value is theirs[name] or is_api(theirs[name], world), name
        seen += 1
    assert seen > 5  # the modules that bridges lie in are the provider's own, layers for one


def test_modules_are_plain_modules_under_their_own_name(surface, keras, names):
    root = f"kerascompat.{surface}"
    for path in {path for path, _, _ in names}:
        module_at(surface, path)
    modules = {name: module for name, module in sys.modules.items() if name == root or name.startswith(f"{root}.")}
    assert len(modules) > 20
    for name, module in modules.items():
        assert type(module) is ModuleType
        assert (module.__name__, module.__spec__.name, module.__path__) == (name, name, [])


@pytest.mark.parametrize(
    "name",
    [
        "saving.register_keras_serializable",
        "losses.mean_squared_error",
        "losses.mse",
        "preprocessing.image.ImageDataGenerator",
        "backend.int_shape",
        "utils.register_keras_serializable",
        "optimizers.schedules.ExponentialDecay",
    ],
)
def test_what_one_of_the_two_surfaces_lacks_is_there(surface, keras, name):
    path, _, last = name.rpartition(".")
    value = keras
    for part in name.split("."):
        value = getattr(value, part)
    assert callable(value)
    assert getattr(module_at(surface, path), last) is value


def test_the_version_is_told_in_both_spellings(world, surface, keras):
    import importlib.metadata

    provider = importlib.import_module(world.provider_of(surface))
    assert keras.__version__ == keras.version() == provider.__version__
    names = [provider.__name__, f"{provider.__name__}-nightly"]
    installed = {
        d.version
        for d in importlib.metadata.distributions()
        if d.metadata["Name"].replace("-", "_") in {n.replace("-", "_") for n in names}
    }
    assert keras.__version__ in installed


FORMS = [
    ("from kerascompat import keras", "keras.layers.Dense"),
    ("import kerascompat.keras as keras", "keras.layers.Dense"),
    ("import kerascompat.keras", "kerascompat.keras.layers.Dense"),
    ("from kerascompat.keras import layers", "layers.Dense"),
    ("from kerascompat.keras import layers as L", "L.Dense"),
    ("from kerascompat.keras.layers import Dense", "Dense"),
    ("import kerascompat.keras.layers as L", "L.Dense"),
    ("from kerascompat.keras import *", "layers.Dense"),
    ("from kerascompat.keras.layers import *", "Dense"),
    ("import importlib; L = importlib.import_module('kerascompat.keras.layers')", "L.Dense"),
    ("import importlib; L = importlib.import_module('.layers', 'kerascompat.keras')", "L.Dense"),
    ("import importlib; S = importlib.import_module('kerascompat.keras.optimizers.schedules')", "S.ExponentialDecay"),
    ("from kerascompat.keras.optimizers.schedules import ExponentialDecay", "ExponentialDecay"),
    ("from kerascompat.keras.preprocessing.image import ImageDataGenerator", "ImageDataGenerator"),
    ("from kerascompat.keras.utils import to_categorical", "to_categorical"),
    ("import kerascompat.keras.preprocessing.image as I", "I.ImageDataGenerator"),
]
SAME = {"Dense": "layers.Dense", "ExponentialDecay": "optimizers.schedules.ExponentialDecay"}


@pytest.mark.parametrize(("statement", "expression"), FORMS)
def test_every_form_of_import_gives_the_same_object(surface, keras, statement, expression):
    name = expression.rpartition(".")[2]
    home = {
        "Dense": "layers",
        "ExponentialDecay": "optimizers.schedules",
        "ImageDataGenerator": "preprocessing.image",
        "to_categorical": "utils",
    }[name]
    found = {}
    statement, expression = (
        text.replace("kerascompat.keras", f"kerascompat.{surface}") for text in (statement, expression)
    )
    exec(
        statement.replace("import keras", f"import {surface} as keras")
        if statement.startswith("from kerascompat import")
        else statement,
        found,
    )
    value = keras
    for part in (*home.split("."), name):
        value = getattr(value, part)
    assert eval(expression, found) is value


def test_the_private_sources_are_read_through(world, surface, keras):
    place = "models.model" if world.generation_of(surface) == 3 else "engine.training"
    module = importlib.import_module(f"kerascompat.{surface}.src.{place}")
    assert module.Model is keras.Model
    assert type(module) is ModuleType
    found = {}
    exec(f"from kerascompat.{surface}.src.{place} import Model", found)
    assert found["Model"] is keras.Model


@pytest.mark.parametrize(
    "statement",
    [
        "from {0} import NoSuchName",
        "from {0}.layers import NoSuchLayer",
        "import {0}.nosuch",
        "from {0}.nosuch import name",
    ],
)
def test_a_missing_import_names_provider_and_version(world, surface, keras, statement):
    with pytest.raises(ImportError) as caught:
        exec(statement.format(f"kerascompat.{surface}"), {})
    assert f"{world.provider_of(surface)} {keras.__version__}" in str(caught.value)


@pytest.mark.parametrize("path", ["", "layers", "optimizers.schedules"])
def test_a_missing_attribute_names_provider_and_version(world, surface, keras, path):
    module = module_at(surface, path)
    assert not hasattr(module, "NoSuchName")
    assert getattr(module, "NoSuchName", None) is None
    with pytest.raises(AttributeError) as caught:
        module.NoSuchName  # noqa: B018
    assert f"{world.provider_of(surface)} {keras.__version__}" in str(caught.value)
    assert "NoSuchName" in str(caught.value)


def test_a_missing_module_is_looked_for_without_an_error(surface, keras):
    assert importlib.util.find_spec(f"kerascompat.{surface}.nosuch") is None
    assert importlib.util.find_spec(f"kerascompat.{surface}.layers.nosuch") is None
