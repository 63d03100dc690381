"""What pyright and mypy say of a library that writes `from kerascompat import keras`, beside `import keras`.

Each sample is written both ways and checked in environments with another Keras each; both checkers come from the
environment of the running interpreter. A Keras without its dependencies is enough for a checker.
"""

from __future__ import annotations

import shutil
import textwrap
from collections import Counter

import pytest
import stubs
from checkers import CHECKERS, HERE, PYTHON, revealed, run

from kerascompat.bridges import bridges

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


@pytest.fixture(scope="session")
def said(tmp_path_factory, world):
    """What a checker says of the samples, written in one form, in one world.

    mypy checks all forms at once, which is quicker; what pyright infers of a file may differ with the files before it.
    """
    heard = {}

    def hear(checker, form, name):
        forms = tuple(FORMS) if checker == "mypy" else (form,)
        if (checker, forms, name) not in heard:
            folder = tmp_path_factory.mktemp("samples") / "written"
            folder.mkdir()
            for each in forms:
                write_samples(folder / folder_of(each), each)
            heard[checker, forms, name] = list(CHECKERS[checker](world(name), folder))
        start = f"{folder_of(form)}/"
        of_form = (each for each in heard[checker, forms, name] if each.file.startswith(start))
        return [each._replace(file=each.file[len(start) :]) for each in of_form]

    return hear


def folder_of(form):
    return f"as_{form.replace('.', '_')}"


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
        each._replace(message="" if each.file.startswith("_") else each.message.replace(root, "keras"))
        for each in said
        if each.is_complaint
    )


def more(said, checker, ours, theirs, name):
    """What a checker says more of one form than of another, but where only ours has the name at all."""
    heard = said(checker, theirs, name)
    missing = {(each.file, each.line) for each in heard if '"KerasTensor" is not a known attribute' in each.message}
    said_of_ours, said_of_theirs = complaints(said(checker, ours, name), ours), complaints(heard, theirs)
    assert said_of_theirs
    return [each for each in said_of_ours - said_of_theirs if (each.file, each.line) not in missing]


def rules(said, sample):
    """The rules that a sample breaks."""
    return Counter(each.rule for each in said if each.file == sample and each.is_complaint)


def classes(said):
    """The types that pyright reveals in the sample `floor`, by their expressions."""
    lines = (HERE / "samples" / "floor.py.in").read_text(encoding="utf-8").splitlines()
    floor = {line: text for (file, line), text in revealed(said).items() if file == "floor.py"}
    return {lines[line - 1][len("reveal_type(") : -1]: text for line, text in floor.items()}


def test_the_committed_stubs_are_those_that_the_generator_writes():
    assert stubs.written() == stubs.stubs(stubs.listed())


def test_the_list_of_modules_is_sorted_and_names_every_parent():
    modules = stubs.listed()
    assert modules == sorted(set(modules))
    parents = {module.rpartition(".")[0] for module in modules} - {"kerascompat", "kerascompat.v1"}
    assert parents <= set(modules)


@pytest.mark.parametrize(("surface", "generations"), {"keras": (2, 3), "keras2": (2,), "keras3": (3,)}.items())
def test_every_module_that_bridges_lie_in_has_a_file(surface, generations):
    every = {bridge.name for each in generations for bridge in bridges(each).values() if bridge.is_module}
    public = {name for name in every if not f"{name}.".startswith("src.")}
    assert "layers.convolutional" in public
    assert {f"kerascompat/{surface}/{name.replace('.', '/')}/__init__.py" for name in public} <= set(stubs.written())


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize(
    ("name", "theirs"), [("Keras 3", "keras"), ("Keras 2", "keras"), ("tf_keras", "tf_keras"), ("no Keras", "keras")]
)
def test_no_checker_says_more_of_kerascompat_than_of_the_keras_that_is_there(said, checker, name, theirs):
    assert not more(said, checker, "kerascompat.keras", theirs, name)


@pytest.mark.parametrize("name", ["Keras 3", "Keras 3.9"])
def test_pyright_sees_the_classes_of_keras_3_and_nothing_wrong(said, name):
    ours = said("pyright", "kerascompat.keras", name)
    assert not rules(ours, "floor.py")
    assert classes(ours) == {**CLASSES, "keras.KerasTensor": "type[KerasTensor]"}


@pytest.mark.parametrize("form", ["kerascompat.keras", "kerascompat.keras2", "kerascompat.v1.keras"])
def test_no_surface_gives_pyright_anything_to_say_of_the_floor_where_only_tf_keras_is(said, form):
    assert not rules(said("pyright", form, "tf_keras"), "floor.py")


@pytest.mark.parametrize("form", ["kerascompat.keras", "kerascompat.keras2"])
def test_pyright_sees_the_classes_of_tf_keras_and_of_its_bridges(said, form):
    assert not more(said, "pyright", form, "tf_keras", "tf_keras")
    assert classes(said("pyright", form, "tf_keras")) == {**CLASSES, "keras.KerasTensor": "type[KerasTensor]"}


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


def test_mypy_lets_an_import_of_a_private_module_pass(world, tmp_path):
    folder = tmp_path / "written"
    folder.mkdir()
    (folder / "private.py").write_text("from kerascompat.keras.src.layers.core import Dense\n", encoding="utf-8")
    assert not list(CHECKERS["mypy"](world("Keras 3"), folder))


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
