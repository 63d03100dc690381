"""What pyright and mypy say of a library that writes `from kerascompat import keras`, beside `import keras`.

Each sample is written both ways and checked in environments with another Keras each; both checkers come from the
environment of the running interpreter. A Keras without its dependencies is enough for a checker.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
import stubs

HERE = Path(__file__).parent
PYTHON = "Scripts/python.exe" if os.name == "nt" else "bin/python"

WORLDS = {
    "Keras 3": ["keras==3.15.1"],
    "Keras 3.9": ["keras==3.9.2"],
    "Keras 2": ["keras==2.15.0"],
    "tf_keras": ["tf-keras==2.21.0"],
    "no Keras": [],
}

FORMS = {
    "keras": ("import keras", "keras"),
    "kerascompat.keras": ("from kerascompat import keras", "kerascompat.keras"),
    "tf_keras": ("import tf_keras as keras", "tf_keras"),
    "kerascompat.keras2": ("from kerascompat import keras2 as keras", "kerascompat.keras2"),
    "kerascompat.v1.keras": ("from kerascompat.v1 import keras", "kerascompat.v1.keras"),
}

CLASSES = {
    "Dense": "type[Dense]",
    "L.Dense": "type[Dense]",
    "keras.layers.Dense": "type[Dense]",
    "L.Layer": "type[Layer]",
    "keras.layers.Layer": "type[Layer]",
    "keras.Model": "type[Model]",
}


class Said(NamedTuple):
    """One thing that a checker said of a sample."""

    sample: str
    line: int
    severity: str
    rule: str
    message: str


def run(*command, cwd=None, codes=(0,), **variables):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MYPY", "PYTHON", "PYRIGHT"))}
    process = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**env, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert process.returncode in codes, process.stdout + process.stderr
    return process.stdout


def uv(*arguments):
    command = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    assert command, "uv is not installed"
    return run(command, *arguments)


def pyright(python, folder):
    output = run(
        sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", python, folder, cwd=folder, codes=(0, 1)
    )
    for each in json.loads(output)["generalDiagnostics"]:
        sample, line = Path(each["file"]).name, each["range"]["start"]["line"] + 1
        yield Said(sample, line, each["severity"], each.get("rule", ""), each["message"])


def mypy(python, folder):
    options = ["--strict", "--output=json", f"--config-file={os.devnull}", f"--cache-dir={folder.parent / 'mypy'}"]
    files = sorted(folder.glob("[!_]*.py"))
    output = run(
        sys.executable, "-m", "mypy", *options, "--python-executable", python, *files, cwd=folder, codes=(0, 1)
    )
    for each in map(json.loads, filter(None, output.splitlines())):
        yield Said(Path(each["file"]).name, each["line"], each["severity"], each["code"] or "", each["message"])


CHECKERS = {"pyright": pyright, "mypy": mypy}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The package as it ships, built from this tree."""
    for checker in ("pyright", "mypy"):
        assert importlib.util.find_spec(checker) is not None, f"{checker} is missing, see the group `types`"
    folder = tmp_path_factory.mktemp("wheel")
    uv("build", "--quiet", "--wheel", "--out-dir", folder, HERE.parents[1])
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def world(tmp_path_factory, wheel):
    """The Python of the environment of a world, with kerascompat in it."""
    made = {}

    def python(name):
        if name not in made:
            folder = tmp_path_factory.mktemp("world")
            uv("venv", "--quiet", "--python", sys.executable, folder)
            made[name] = folder / PYTHON
            # assert_type is in the standard library from Python 3.11 on
            uv("pip", "install", "--quiet", "--python", made[name], wheel, "typing_extensions")
            if WORLDS[name]:
                uv("pip", "install", "--quiet", "--python", made[name], "--no-deps", *WORLDS[name])
        return made[name]

    return python


@pytest.fixture(scope="session")
def said(tmp_path_factory, world):
    """What a checker says of the samples, written in one form, in one world."""
    heard = {}

    def hear(checker, form, name):
        if (checker, form, name) not in heard:
            folder = tmp_path_factory.mktemp("samples") / "written"
            write_samples(folder, form)
            heard[checker, form, name] = list(CHECKERS[checker](world(name), folder))
        return heard[checker, form, name]

    return hear


def write_samples(folder, form):
    """Write the samples in one form; the copies with an underscore are for pyright's strict mode."""
    import_keras, root = FORMS[form]
    folder.mkdir()
    for template in stubs.HERE.glob("samples/*.py.in"):
        text = template.read_text(encoding="utf-8").replace("{import_keras}", import_keras).replace("{root}", root)
        (folder / template.stem).write_text(text, encoding="utf-8")
        (folder / f"_{template.stem}").write_text(f"{text}# pyright: strict\n", encoding="utf-8")


def complaints(said, form):
    """The errors and warnings, without what must differ: the name of the root, and how strict mode prints a type.

    An unknown type is `Unknown` where an import is missing, and `Any` where a stub answers.
    """
    root = FORMS[form][1]
    return Counter(
        each._replace(message="" if each.sample.startswith("_") else each.message.replace(root, "keras"))
        for each in said
        if each.severity in ("error", "warning")
    )


def rules(said, sample):
    """The rules that a sample breaks."""
    return Counter(each.rule for each in said if each.sample == sample and each.severity in ("error", "warning"))


def revealed(said):
    """The types that pyright reveals in the sample `floor`, by their expressions."""
    texts = [each.message.split('"') for each in said if each.severity == "information" and each.sample == "floor.py"]
    return {text[1]: text[3] for text in texts}


def test_the_committed_stubs_are_those_that_the_generator_writes():
    assert stubs.written() == stubs.stubs(stubs.listed())


def test_the_list_of_modules_is_sorted_and_names_every_parent():
    modules = stubs.listed()
    assert modules == sorted(set(modules))
    parents = {module.rpartition(".")[0] for module in modules} - {"kerascompat", "kerascompat.v1"}
    assert parents <= set(modules)


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize("name", ["Keras 3", "Keras 2", "tf_keras", "no Keras"])
def test_no_checker_says_more_of_kerascompat_than_of_keras(said, checker, name):
    theirs = complaints(said(checker, "keras", name), "keras")
    ours = complaints(said(checker, "kerascompat.keras", name), "kerascompat.keras")
    assert theirs
    assert not ours - theirs


@pytest.mark.parametrize("name", ["Keras 3", "Keras 3.9"])
def test_pyright_sees_the_classes_of_keras_3_and_nothing_wrong(said, name):
    ours = said("pyright", "kerascompat.keras", name)
    assert not rules(ours, "floor.py")
    assert revealed(ours) == {**CLASSES, "keras.KerasTensor": "type[KerasTensor]"}


@pytest.mark.parametrize("form", ["kerascompat.keras", "kerascompat.keras2", "kerascompat.v1.keras"])
def test_no_surface_gives_pyright_anything_to_say_of_the_floor_where_only_tf_keras_is(said, form):
    assert not rules(said("pyright", form, "tf_keras"), "floor.py")


def test_pyright_sees_the_classes_of_tf_keras_through_keras2(said):
    theirs = said("pyright", "tf_keras", "tf_keras")
    ours = said("pyright", "kerascompat.keras2", "tf_keras")
    assert not complaints(ours, "kerascompat.keras2") - complaints(theirs, "tf_keras")
    assert revealed(ours) == {**CLASSES, "keras.KerasTensor": "Any"}


def test_pyright_finds_the_mistakes_that_it_finds_without_kerascompat(said):
    theirs = rules(said("pyright", "keras", "Keras 3"), "mistakes.py")
    ours = rules(said("pyright", "kerascompat.keras", "Keras 3"), "mistakes.py")
    assert ours == theirs == Counter(reportCallIssue=3, reportAssignmentType=1)


@pytest.mark.parametrize("checker", CHECKERS)
def test_the_functions_of_kerascompat_have_their_types(said, checker):
    assert not rules(said(checker, "kerascompat.keras", "no Keras"), "api.py")


@pytest.mark.parametrize("checker", CHECKERS)
def test_both_checkers_find_every_module_of_the_list_and_pyright_no_other(world, tmp_path, checker):
    modules = [*stubs.listed(), "kerascompat.keras.nope"]
    folder = tmp_path / "written"
    folder.mkdir()
    (folder / "modules.py").write_text("".join(f"import {module}\n" for module in modules), encoding="utf-8")
    said = list(CHECKERS[checker](world("no Keras"), folder))
    missing = {"pyright": [(len(modules), "reportMissingImports")], "mypy": []}
    assert [(each.line, each.rule) for each in said] == missing[checker]


@pytest.mark.parametrize("checker", CHECKERS)
def test_without_the_stubs_both_checkers_would_say_more(world, said, tmp_path, checker):
    """What shows that the comparison can fail."""
    bare = tmp_path / "bare"
    shutil.copytree(world("Keras 3").parents[1], bare, symlinks=True)
    for file in bare.rglob("kerascompat/**/*.pyi"):
        file.unlink()
    folder = tmp_path / "written"
    write_samples(folder, "kerascompat.keras")
    ours = CHECKERS[checker](bare / PYTHON, folder)
    assert complaints(ours, "kerascompat.keras") - complaints(said(checker, "keras", "Keras 3"), "keras")


def test_a_folder_that_holds_only_a_stub_is_no_package_at_run_time(world, tmp_path):
    files = {
        "keras/__init__.py": "from keras import layers\n__version__ = '3.15.1'\n",
        "keras/layers/__init__.py": "class Dense:\n    pass\n",
        "keras/_tf_keras/__init__.py": "",
        "keras/_tf_keras/keras/__init__.py": "from keras import layers\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    code = """
        import importlib.util, keras.layers, kerascompat.keras.layers as layers
        assert layers.Dense is keras.layers.Dense
        assert not hasattr(layers, "__file__") and layers.__path__ == []
        assert importlib.util.find_spec("kerascompat.keras.datasets") is None
        assert importlib.util.find_spec("kerascompat.keras.nope") is None
    """
    run(world("no Keras"), "-c", textwrap.dedent(code), PYTHONPATH=tmp_path, KERAS_BACKEND="numpy", KERAS_HOME=tmp_path)
