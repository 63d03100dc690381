"""Which share of the public names a checker takes for `Any`, in an environment with a real TensorFlow: the table.

    python tests/types/share.py --python PYTHON --title TITLE --json FILE      measure one environment
    python tests/types/share.py --into docs/types.md FILE ...                  write the table

The names are those that both `tf.keras` and the provider have, by `data/api.json`, modules apart. Each is revealed as
an attribute chain, `keras.layers.Dense`. The first command also compares the stubs with the run time: every name that
the surfaces have there, old paths included, must be one that both checkers find with the printed settings.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from checkers import CHECKERS, PRINTED, revealed, run

from kerascompat._history import history, names
from kerascompat.cli.markdown import as_table, splice

BEGIN = "<!-- generated: python -m nox -s type-share -->"
FORMS = {
    "the provider": "import {provider} as keras",
    "`tf.keras`": "import tensorflow as tf\nkeras = tf.keras",
    "`kerascompat.keras`": "from kerascompat import keras",
    "with the settings": "from kerascompat import keras",
}
MISSING = ("attr-defined", "import-not-found", "reportAttributeAccessIssue", "reportMissingImports")

QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}

ASKED = """
import importlib, json, sys, types
import kerascompat
from kerascompat.bridges import bridges

def walk(surface):
    todo, seen = [surface], set()
    while todo:
        name = todo.pop()
        if name not in seen and "_dot_" not in name:
            seen.add(name)
            module = importlib.import_module(name)
            for each in dir(module):
                if each != "src" and (not each.startswith("_") or each == "__internal__"):
                    value = getattr(module, each)
                    below = isinstance(value, types.ModuleType) and value.__name__.startswith(surface + ".")
                    todo += [value.__name__] if below else []
                    yield name, each

def old(surface, generation):
    for bridge in bridges(generation).values():
        module, _, name = bridge.name.rpartition(".")
        if bridge.is_private and module and not bridge.name.startswith("src"):
            module = f"{surface}.{module}"
            if hasattr(importlib.import_module(module), name):
                yield module, name

pairs = []
for surface in ("keras", "keras2", "keras3", "v1.keras"):
    try:
        importlib.import_module("kerascompat." + surface)
    except kerascompat.KerasCompatError:
        continue
    pairs += walk("kerascompat." + surface)
    if surface != "v1.keras":
        pairs += old("kerascompat." + surface, kerascompat.resolve(surface).generation)
chosen = kerascompat.resolve()
with open(sys.argv[1], "w") as file:
    json.dump({"pairs": pairs, "provider": chosen.provider, "version": chosen.version}, file)
"""


def measure(python, title):
    """What is found in the environment of a Python; exits where a checker lacks a name that is there at run time."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        run(python, "-c", ASKED, folder / "asked.json", **QUIET)
        asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
        settings = {checker: run(python, "-m", "kerascompat", *PRINTED[checker], **QUIET) for checker in CHECKERS}
        compare(python, folder / "compared", asked["pairs"], settings)
        found = public(asked["provider"], asked["version"])
        classes = {name for name in found if known(name).kind == "class"}
        shares = {}
        for number, (form, text) in enumerate(FORMS.items()):
            for checker, check in CHECKERS.items():
                place = folder / f"{checker}{number}" / "written"
                place.mkdir(parents=True)
                lines = [f"reveal_type(keras.{name})" for name in found]
                text_of_form = text.format(provider=asked["provider"])
                (place / "names.py").write_text("\n".join([text_of_form, *lines, ""]), encoding="utf-8")
                told = settings[checker] if form == "with the settings" else None
                types = revealed(check(python, place, told))
                first = text_of_form.count("\n") + 2
                kinds = [types.get(("names.py", line)) for line in range(first, first + len(found))]
                unknown = {name for name, kind in zip(found, kinds) if kind in (None, "Any", "Unknown")}
                shares[f"{checker}, {form}"] = [len(unknown) / len(found), len(unknown & classes) / len(classes)]
    return {"title": title, "provider": asked["provider"], "version": asked["version"], "names": len(found), **shares}


def known(name):
    """What is known of a name that the data has."""
    found = history(name)
    assert found is not None, name
    return found


def public(provider, version):
    """The public names of a release, modules apart, that both `tf.keras` and the provider itself have."""
    minor = ".".join(version.split(".")[:2])
    views = ("keras", "tf.keras") if provider == "keras" else ("tf_keras", "tf_keras/tf.keras")
    every = {name: known(name) for name in names()}
    has = [name for name, each in every.items() if all(minor in each.minors(view) for view in views)]
    return [name for name in has if every[name].kind != "module"]


def compare(python, folder, pairs, settings):
    """Stop where a checker does not find what a surface has."""
    folder.mkdir()
    lines = [f"from {module} import {name}" for module, name in pairs]
    (folder / "names.py").write_text("\n".join([*lines, ""]), encoding="utf-8")
    for checker, check in CHECKERS.items():
        said = [each for each in check(python, folder, settings[checker]) if each.rule in MISSING]
        print(f"{checker} finds {len(pairs) - len(said)} of {len(pairs)} names of the surfaces", flush=True)
        unknown = sorted({tuple(pairs[each.line - 1]) for each in said})
        if unknown:
            sys.exit(f"{checker} does not find {len(unknown)} names that are there at run time: {unknown[:20]}")


def page(measured):
    """The table, as Markdown."""
    head = ["environment", "names", "checker", *FORMS]
    rows = [
        [
            each["title"] if number == 0 else "",
            f"{each['names']:,}" if number == 0 else "",
            checker,
            *("{:.0%} ({:.0%})".format(*each[f"{checker}, {form}"]) for form in FORMS),
        ]
        for each in measured
        for number, checker in enumerate(CHECKERS)
    ]
    return as_table([head, *rows])


def main():
    """Measure one environment, or write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", type=Path)
    parser.add_argument("--title")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--into", type=Path)
    parser.add_argument("measured", nargs="*", type=Path)
    arguments = parser.parse_args()
    if arguments.into is None:
        found = measure(arguments.python.absolute(), arguments.title)
        arguments.json.write_text(json.dumps(found), encoding="utf-8")
        return
    text = page([json.loads(file.read_text(encoding="utf-8")) for file in arguments.measured])
    print(text)
    arguments.into.write_text(splice(arguments.into.read_text(encoding="utf-8"), text, BEGIN), encoding="utf-8")


if __name__ == "__main__":
    main()
