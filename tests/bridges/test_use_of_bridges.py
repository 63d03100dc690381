"""Every bridge, used: built, called, and compared with what the original gave (`originals.py`)."""

from __future__ import annotations

import importlib
import json
import math
import os
import re
from pathlib import Path

import pytest

import kerascompat
from kerascompat.bridges import bridges
from kerascompat.bridges._instead import INSTEAD
from kerascompat.bridges._private import GROUPS as PRIVATE

ORIGINALS = json.loads(Path(os.environ["KERASCOMPAT_ORIGINALS"]).read_text(encoding="utf-8"))
MODULES = {3: "uses_of_keras_2_names", 2: "uses_of_keras_3_names"}
PRIVATE_NAMES = {bridge.name for group in PRIVATE for bridge in group.bridges(3)}
HAS_TENSORFLOW = kerascompat.resolve().has("tensorflow")


def surfaces():
    """The surfaces that give something here, each provider once."""
    found = {}
    for name in ("keras", "keras2", "keras3"):
        try:
            choice = kerascompat.resolve(name)
        except kerascompat.KerasCompatError:
            continue
        found.setdefault(choice.provider, (name, choice))
    return list(found.values())


SURFACES = surfaces()
# those for generation 2 need TensorFlow
USES = {generation: importlib.import_module(MODULES[generation]) for generation in {c.generation for _, c in SURFACES}}
BRIDGES = [
    (surface, choice, bridge)
    for surface, choice in SURFACES
    for bridge in bridges(choice.generation).values()
    if bridge.serves(choice.backend) and not bridge.is_module
]
USED = [
    pytest.param(surface, choice, bridge.name, id=f"{surface}-{bridge.name}")
    for surface, choice, bridge in BRIDGES
    if bridge.name not in PRIVATE_NAMES and (HAS_TENSORFLOW or bridge.name not in USES[3].NEEDS_TENSORFLOW)
]


def at(root, path):
    """The object at a path below a module."""
    value = root
    for part in path.split("."):
        value = getattr(value, part)
    return value


def is_alike(ours, original):
    """Whether two results are the same, as far as the arithmetic of two backends is."""
    if isinstance(original, (list, tuple)):
        return len(ours) == len(original) and all(map(is_alike, ours, original))
    if isinstance(original, dict):
        return ours.keys() == original.keys() and all(is_alike(ours[key], original[key]) for key in original)
    if isinstance(original, float) and not isinstance(ours, bool):
        return ours == original or math.isclose(ours, original, rel_tol=2e-5, abs_tol=2e-5)
    return type(ours) is type(original) and ours == original


def as_data(result):
    """A result as it comes back from a file."""
    return json.loads(json.dumps(result))


@pytest.mark.parametrize(("surface", "choice", "name"), USED)
def test_a_bridge_does_what_the_original_does(surface, choice, name):
    keras = importlib.import_module(f"kerascompat.{surface}")
    ours = as_data(USES[choice.generation].USES[name](keras))
    assert is_alike(ours, ORIGINALS[name]), f"{ours}\nand the original gave\n{ORIGINALS[name]}"


@pytest.mark.parametrize(("surface", "choice"), SURFACES)
def test_every_bridge_has_a_use_and_every_use_a_bridge(surface, choice):
    found = {name for name, bridge in bridges(choice.generation).items() if not bridge.is_module}
    assert found - PRIVATE_NAMES == set(USES[choice.generation].USES)


@pytest.mark.parametrize(
    ("surface", "bridge"),
    [
        pytest.param(surface, bridge, id=f"{surface}-{bridge.name}")
        for surface, _, bridge in BRIDGES
        if bridge.is_alias and not bridge.name.startswith("src.")
    ],
)
def test_a_bridge_is_the_object_that_it_leads_to_and_an_attribute_from_then_on(surface, bridge):
    keras = importlib.import_module(f"kerascompat.{surface}")
    assert at(keras, bridge.name) is at(keras, bridge.target)
    module = at(keras, bridge.name.rpartition(".")[0]) if "." in bridge.name else keras
    assert bridge.last in vars(module)
    assert bridge.last in dir(module)


def is_the_providers(choice, path, name):
    """Whether the private sources of the provider have a name at a path below `src`."""
    try:
        module = importlib.import_module(choice.private + path[len("src") :])
    except ImportError:
        return False
    return hasattr(module, name)


@pytest.mark.parametrize(("surface", "choice"), SURFACES)
def test_a_private_path_can_be_imported_from_as_libraries_do_and_gives_the_public_object(surface, choice):
    keras = importlib.import_module(f"kerascompat.{surface}")
    own = 0
    for group in PRIVATE:
        for bridge in group.bridges(choice.generation):
            found = {}
            exec(f"from kerascompat.{surface}.{group.path} import {bridge.last} as imported", found)
            if group.path.startswith("src.") and is_the_providers(choice, group.path, bridge.last):
                own += 1
            else:
                assert found["imported"] is at(keras, bridge.target), bridge.name
    assert own < 80


@pytest.mark.parametrize(("surface", "choice"), SURFACES)
def test_what_is_to_be_used_instead_is_there(surface, choice):
    keras = importlib.import_module(f"kerascompat.{surface}")
    seen = 0
    for text in INSTEAD[choice.generation].values():
        for name in re.findall(r"`([\w.]+)", text):
            assert callable(at(keras, name)) or at(keras, name).__name__ == f"kerascompat.{surface}.{name}"
            seen += 1
    assert seen > 10
