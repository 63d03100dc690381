"""Promises 2 and 3: decided before import, and what is decided is what is loaded."""

import pytest

LIBRARIES = {"tensorflow", "keras", "tf_keras", "keras_core", "jax", "torch", "openvino", "numpy"}

SCRIPT = """
import json, sys
from dataclasses import asdict

before = set(sys.modules)
import kerascompat
by_import = sorted(set(sys.modules) - before)

def attempt(surface):
    try:
        return asdict(kerascompat.resolve(surface))
    except kerascompat.KerasCompatError as error:
        return dict(error=[base.__name__ for base in type(error).__mro__], asked=error.asked, found=error.found,
                    cure=error.cure, name=getattr(error, "name", None))

SURFACES = ("keras", "keras2", "keras3", "v1.keras")
choices = dict((surface, attempt(surface)) for surface in SURFACES)
facts = kerascompat.facts()
text = facts.to_json()
from kerascompat import _resolver
same_decision = [_resolver.decide(kerascompat.Facts.from_json(text), surface) == _resolver.decide(facts, surface)
                 for surface in SURFACES]
available = [kerascompat.available(generation) for generation in (None, 2, 3)]
nonsense = [kerascompat.available(generation=4), kerascompat.available(backend="abacus")]
by_deciding = sorted(set(sys.modules) - before)

import importlib, warnings
loaded = {}
for surface in MAIN:
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        keras = importlib.import_module("kerascompat." + surface)
    backend = keras.backend.backend()
    imported = all(name in sys.modules for name in kerascompat.resolve(surface).modules)
    loaded[surface] = dict(provider=keras.Model.__module__.partition(".")[0], backend=backend, imported=imported,
                           version=keras.__version__, afterwards=attempt(surface))
tensorflow = getattr(sys.modules.get("tensorflow"), "__version__", None)
print(json.dumps(dict(by_import=by_import, by_deciding=by_deciding, choices=choices, available=available,
                      nonsense=nonsense, round_trip=kerascompat.Facts.from_json(text) == facts,
                      same_decision=same_decision, loaded=loaded, tensorflow=tensorflow)))
"""


@pytest.fixture(scope="module")
def seen(world, run):
    return run(SCRIPT.replace("MAIN", repr(world.surfaces[:1])))


def test_importing_kerascompat_imports_nothing_but_itself(seen):
    assert set(seen["by_import"]) - {"__future__"} == {"kerascompat"}


def test_deciding_imports_neither_tensorflow_nor_keras_nor_a_backend(seen):
    assert not {name.partition(".")[0] for name in seen["by_deciding"]} & LIBRARIES


@pytest.mark.parametrize("surface_name", ["keras", "keras2", "keras3", "v1.keras"])
def test_the_choice_is_what_this_world_expects(world, seen, surface_name):
    choice = seen["choices"][surface_name]
    expected = world.provider_of(surface_name)
    if expected is None:
        assert "KerasCompatError" in choice["error"]
        assert "ImportError" in choice["error"]
        assert all(choice[part] for part in ("asked", "found", "cure"))
        reason = (
            "TF_USE_LEGACY_KERAS=1 asks for" if surface_name == "keras" else f"kerascompat.{surface_name} needs Keras"
        )
        assert reason in choice["asked"]
    else:
        assert (choice["provider"], choice["generation"]) == (expected, world.generation_of(surface_name))
        assert choice["backend"] == world.backend_of(surface_name)


def test_available_says_the_same(world, seen):
    assert seen["available"] == [world.provider_of(surface) is not None for surface in ("keras", "keras2", "keras3")]
    assert seen["nonsense"] == [False, False]


def test_what_is_loaded_is_what_was_chosen(world, seen, main_surface):
    choice, loaded = seen["choices"][main_surface], seen["loaded"][main_surface]
    assert loaded["provider"] == choice["provider"] == world.provider_of(main_surface)
    assert loaded["backend"] == choice["backend"] == world.backend_of(main_surface)
    assert loaded["version"] == choice["version"]
    assert loaded["imported"]


def test_a_loaded_surface_keeps_the_choice_that_was_made_before_import(seen, main_surface):
    assert seen["loaded"][main_surface]["afterwards"] == seen["choices"][main_surface]


def test_the_version_of_tensorflow_is_read_without_importing_it(world, seen, main_surface):
    from packaging.version import Version

    known = dict(seen["choices"][main_surface]["versions"])["tensorflow"]
    if world.tensorflow is None:
        assert known is None
        assert seen["tensorflow"] is None
    else:
        assert Version(known) == Version(seen["tensorflow"])
        assert known.startswith(f"{world.tensorflow}.")


def test_facts_survive_json_and_decide_the_same(seen):
    assert seen["round_trip"]
    assert seen["same_decision"] == [True] * 4
