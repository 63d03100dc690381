"""The tables of bridges, and of what to use instead: each entry is about a missing name, and leads somewhere."""

from __future__ import annotations

import importlib.util
import re
from fnmatch import fnmatchcase

import pytest

from kerascompat._history import history, measured, names
from kerascompat.bridges import bridges, groups
from kerascompat.bridges._instead import INSTEAD, instead
from kerascompat.bridges._private import GROUPS as PRIVATE

PRIVATE_PATHS = {group.path for group in PRIVATE}
EVERY = [
    pytest.param(bridge, id=f"{generation}-{bridge.name}")
    for generation in (2, 3)
    for bridge in bridges(generation).values()
    if not bridge.is_module and bridge.name.rpartition(".")[0] not in PRIVATE_PATHS
]


def has(known, generation):
    """Whether the newest Keras of a generation has a name."""
    newest = {2: ("2.15", "2.21"), 3: ("3.15",)}[generation]
    return bool({*known.minors("keras", "tf.keras"), *known.minors("tf_keras", "tf_keras/tf.keras")} & {*newest})


def is_in_all(known, generation):
    """Whether every Keras of a generation has a name."""
    found = {*known.minors("keras", "tf.keras")}
    return found >= {minor for minor in measured()["keras"] if minor.startswith(f"{generation}.")}


@pytest.mark.parametrize("bridge", EVERY)
def test_a_bridge_is_for_a_name_that_the_other_generation_has_and_this_one_lacks(bridge):
    known = history(bridge.name)
    assert has(known, 5 - bridge.generation)
    assert not is_in_all(known, bridge.generation)
    assert bridge.source


@pytest.mark.parametrize("bridge", EVERY)
def test_a_bridge_leads_to_a_public_name_of_its_generation_or_to_a_module_that_is_there(bridge):
    module, colon, name = bridge.target.rpartition(":")
    if not colon:
        assert has(history(bridge.target), bridge.generation)
    else:
        assert name
        assert module == "tensorflow" or importlib.util.find_spec(module).origin.endswith(".py")


def test_the_path_of_every_bridge_is_a_module_of_bridges_or_one_that_the_generation_has():
    for generation in (2, 3):
        for name in bridges(generation):
            parent = name.rpartition(".")[0]
            assert not parent or parent in groups(generation)


@pytest.mark.parametrize("generation", [2, 3])
def test_every_pattern_of_what_to_use_instead_is_about_names_that_stay_missing(generation):
    missing = {name for name in names() if not has(history(name), generation) and name not in bridges(generation)}
    for pattern in INSTEAD[generation]:
        assert [name for name in missing if fnmatchcase(name, pattern)], pattern


@pytest.mark.parametrize("generation", [2, 3])
def test_what_to_use_instead_is_there_in_that_generation(generation):
    for pattern, text in INSTEAD[generation].items():
        for name in re.findall(r"`([\w.]+)", text):
            owner = name if history(name) else name.rpartition(".")[0]
            known = history(owner)
            assert has(known, generation) or owner in bridges(generation), (pattern, name)


def test_the_longest_pattern_holds():
    assert instead("dtensor.experimental.LayoutMap", 3) == "use `distribution.LayoutMap`"
    assert instead("dtensor.experimental", 3) == "use `distribution`"
    assert instead("layers.Nope", 3) is None
