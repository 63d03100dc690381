"""Asks for every name that some Keras has, through `tf.keras`, `keras` and `kerascompat.keras` of this environment.

    python tests/surface/asked.py FILE USED

writes what answered, as JSON. `USED` is a file with more names to ask for, a list: those that libraries use. Nothing
but kerascompat and a Keras need be installed.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path

import kerascompat
from kerascompat._history import history, names
from kerascompat.bridges import bridges
from kerascompat.bridges._private import GROUPS as PRIVATE

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bridges"))

USES = {3: "uses_of_keras_2_names", 2: "uses_of_keras_3_names"}
"""By generation, the module beside the tests of bridges that uses each."""

ABSENT = object()
OURS = ("version",)
"""What the surface adds by itself."""

RANGE = re.compile(r"it is in (?:Keras|tf_keras|tf\.compat\.v1\.keras of Keras)\b")


def at(root, path):
    """The object at a path below a module, ABSENT where there is none."""
    value = root
    for part in path.split("."):
        try:
            value = getattr(value, part)
        except (AttributeError, ImportError):
            return ABSENT
    return value


def sets():
    """The two sets of names that are asked for: those of Keras 2, and those new in Keras 3 without `ops`."""
    found = {"Keras 2": [], "Keras 3": []}
    for name in names():
        known = history(name)
        of_keras = {minor[0] for minor in known.minors("keras", "tf.keras")}
        of_tf_keras = known.minors("tf_keras", "tf_keras/tf.keras")
        if "2" in {minor[0] for minor in known.minors("tf.keras")} or known.minors("tf_keras/tf.keras"):
            found["Keras 2"].append(name)
        elif "3" in of_keras and "2" not in of_keras and not of_tf_keras and not f"{name}.".startswith("ops."):
            found["Keras 3"].append(name)
    return found


def answer(keras, choice, name):
    """Who answers a name on the surface: `provider`, `sibling`, `bridge`; else `explained`, or what is wrong."""
    if at(keras, name) is ABSENT:
        return explained(keras, name)
    roots = [importlib.import_module(root) for root in choice.modules]
    has = [at(root, name) is not ABSENT for root in roots]
    if any(has):
        return "provider" if has[0] else "sibling"
    return "bridge" if name in (*bridges(choice.generation), *OURS) else "comes from nowhere"


def explained(keras, name):
    """Whether the error for a missing name says which Keras has it, and what to do."""
    value = keras
    try:
        for part in name.split("."):
            value = getattr(value, part)
    except kerascompat.errors.MissingAttributeError as error:
        return "explained" if RANGE.search(error.found) and error.cure else f"is not explained: {error}"
    return "is not explained"


def without_use(generation):
    """The bridges that no use test has; the private paths have one test for all of them."""
    private = {bridge.name for group in PRIVATE for bridge in group.bridges(generation)}
    every = (name for name, bridge in bridges(generation).items() if not bridge.is_module)
    return sorted(set(every) - private - set(importlib.import_module(USES[generation]).USES))


def beside():
    """What is asked beside the surface, as far as it is installed."""
    roots = {}
    for label, module in (("tf.keras", "tensorflow"), ("keras", "keras")):
        try:
            found = importlib.import_module(module)
        except ImportError:
            continue
        roots[label] = found.keras if module == "tensorflow" else found
    return roots


def main(path, used):
    """Ask, and write."""
    from kerascompat import keras

    choice = kerascompat.resolve()
    others = beside()

    def ask(wanted, of_surface):
        return {
            name: {
                "kerascompat.keras": of_surface(name),
                **{label: at(root, name) is not ABSENT for label, root in others.items()},
            }
            for name in wanted
        }

    asked = {label: ask(wanted, lambda name: answer(keras, choice, name)) for label, wanted in sets().items()}
    of_libraries = ask(json.loads(Path(used).read_text(encoding="utf-8")), lambda name: at(keras, name) is not ABSENT)
    found = {
        "choice": str(choice),
        "generation": choice.generation,
        "without use": without_use(choice.generation),
        "names": asked,
        "used": of_libraries,
    }
    Path(path).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
