"""What the checkers say with the settings that `kerascompat mypy-args` and `pyright-config` print, and without them."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter

import pytest
from checkers import CHECKERS, HERE, mypy, pyright, revealed, run

from kerascompat.bridges import bridges

TOLD = ("Keras 3", "tf_keras")
OPTIONS = {"mypy": {"options": ("--disallow-any-unimported", "--disallow-subclassing-any")}, "pyright": {}}

SYMBOLS = (
    "Model",
    "Sequential",
    "Input",
    "layers.Layer",
    "layers.Dense",
    "layers.Conv2D",
    "layers.LSTM",
    "layers.Dropout",
    "layers.Embedding",
    "layers.BatchNormalization",
    "layers.MultiHeadAttention",
    "layers.Concatenate",
    "layers.Lambda",
    "layers.InputSpec",
    "layers.Rescaling",
    "callbacks.Callback",
    "callbacks.EarlyStopping",
    "callbacks.ModelCheckpoint",
    "callbacks.History",
    "losses.Loss",
    "losses.MeanSquaredError",
    "losses.mean_squared_error",
    "metrics.Metric",
    "metrics.Mean",
    "metrics.AUC",
    "optimizers.Optimizer",
    "optimizers.Adam",
    "optimizers.SGD",
    "optimizers.schedules.LearningRateSchedule",
    "optimizers.schedules.ExponentialDecay",
    "initializers.Initializer",
    "initializers.GlorotUniform",
    "regularizers.L2",
    "constraints.Constraint",
    "activations.relu",
    "models.load_model",
    "utils.to_categorical",
    "utils.set_random_seed",
    "utils.Sequence",
    "applications.ResNet50",
    "datasets.mnist.load_data",
    "saving.register_keras_serializable",
    "Layer",
    "Variable",
    "KerasTensor",
    "activations.celu",
    "random.normal",
    "layers.experimental.preprocessing.Normalization",
    "optimizers.experimental.Adam",
)
BRIDGED_IN_3 = {"layers.experimental.preprocessing.Normalization", "optimizers.experimental.Adam"}
"""What Keras 2 has and bridges answer under Keras 3: without the settings the stub of the bridge hides the original."""

COMMON = {
    "losses.mean_squared_error": "def (y_true: Any, y_pred: Any) -> Any",
    "utils.set_random_seed": "def (seed: Any) -> Any",
}
SIGNATURES = {
    "Keras 3": {
        **COMMON,
        "activations.relu": "def (x: Any, negative_slope: Any =, max_value: Any =, threshold: Any =) -> Any",
        "utils.to_categorical": "def (x: Any, num_classes: Any =) -> Any",
    },
    "tf_keras": {
        **COMMON,
        "activations.relu": "def (x: Any, alpha: Any =, max_value: Any =, threshold: Any =) -> Any",
        "utils.to_categorical": "def (y: Any, num_classes: Any =, dtype: Any =) -> Any",
        "metrics.Mean": "def (name: Any =, dtype: Any =) -> tf_keras.src.metrics.base_metric.Mean",
    },
}
"""What mypy prints of some names, as the sources have them."""
OLD = {bridge.name: bridge.target for bridge in bridges(3).values() if bridge.is_private and bridge.is_alias}
OLD_PATHS = {name: public for name, public in sorted(OLD.items()) if not name.startswith("src.")}
"""What lies under an old path, and its public name."""
OLD_CLASSES = ("layers.convolutional.Conv2D", "engine.base_layer.Layer", "layers.core.Dense")


def expected(file, checker, name):
    """The (line, rule) in the comments of a file: `# said: mypy attr-defined, pyright@Keras 3 report...`."""
    found = []
    for line, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        for each in re.findall(r"(mypy|pyright)(?:@(Keras 3|tf_keras))? ([\w-]+)", text.partition("# said: ")[2]):
            found += [(line, each[2])] if each[0] == checker and each[1] in ("", name) else []
    return Counter(found)


@pytest.fixture(scope="session")
def heard(tmp_path_factory, world, printed):
    """What a checker says of the files in `told`, in one world, with the settings and without them."""
    known = {}

    def hear(checker, name, *, told):
        if (checker, name, told) not in known:
            folder = tmp_path_factory.mktemp("told") / "written"
            shutil.copytree(HERE / "told", folder)
            (folder / "symbols.py").write_text(symbols(), encoding="utf-8")
            (folder / "old_paths.py").write_text(old_paths(), encoding="utf-8")
            settings = printed(checker, name) if told else None
            known[checker, name, told] = list(CHECKERS[checker](world(name), folder, settings, **OPTIONS[checker]))
        return known[checker, name, told]

    return hear


def symbols():
    return "from kerascompat import keras\n" + "".join(f"reveal_type(keras.{each})\n" for each in SYMBOLS)


def named(said):
    """What a checker reveals of each of the symbols."""
    types = {line: text for (file, line), text in revealed(said).items() if file == "symbols.py"}
    assert len(types) == len(SYMBOLS) >= 40
    return {symbol: types[line] for line, symbol in enumerate(SYMBOLS, 2)}


def old_paths():
    """Three lines reveal a name: imported from the old path, as a chain of attributes there, and at its public path.

    Classes follow as annotations: of a class whose `__init__` has a decorator without types, mypy reveals `Any`.
    """
    imports, lines = ["from kerascompat import keras"], []
    for number, (name, public) in enumerate(OLD_PATHS.items()):
        module, _, last = name.rpartition(".")
        imports.append(f"from kerascompat.keras.{module} import {last} as each{number}")
        lines += [f"reveal_type({each})" for each in (f"each{number}", f"keras.{name}", f"keras.{public}")]
    for number, name in enumerate(OLD_CLASSES):
        lines += [f"def shown{number}(each: keras.{name}) -> None:", "    reveal_type(each)"]
    return "\n".join([*imports, *lines, ""])


def complaints(said, file):
    return Counter((each.line, each.rule) for each in said if each.file == file and each.is_complaint)


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("file", ["uses.py", "mistakes.py", "functions.py"])
def test_with_the_settings_the_errors_are_these_and_no_others(heard, checker, name, file):
    assert complaints(heard(checker, name, told=True), file) == expected(HERE / "told" / file, checker, name)


@pytest.mark.parametrize("name", TOLD)
def test_a_misspelt_name_is_named(heard, name):
    texts = {each.message for checker in CHECKERS for each in heard(checker, name, told=True)}
    assert 'Module "kerascompat.keras.layers" has no attribute "Danse"; maybe "Dense"?' in texts
    assert '"Danse" is not a known attribute of module "kerascompat.keras.layers"' in texts


def test_without_the_settings_mypy_says_of_each_base_class_that_it_is_any(heard):
    uses = (HERE / "told" / "uses.py").read_text(encoding="utf-8").splitlines()
    bases = [line for line, text in enumerate(uses, 1) if text.startswith("class ") and "Scale" not in text]
    rules = complaints(heard("mypy", "Keras 3", told=False), "uses.py")
    assert len(bases) == 7
    assert {line for line, rule in rules if rule == "misc"} == set(bases)
    assert {rule for line, rule in rules} == {"misc", "no-any-unimported"}


@pytest.mark.parametrize("name", TOLD)
def test_without_the_settings_no_misspelt_name_is_an_error(heard, name):
    said = [*heard("mypy", name, told=False), *heard("pyright", name, told=False)]
    assert not [each for each in said if each.rule in ("attr-defined", "reportAttributeAccessIssue")]


@pytest.mark.parametrize(("name", "signatures"), SIGNATURES.items())
def test_mypy_reveals_with_the_settings_what_the_sources_have(heard, name, signatures):
    types = named(heard("mypy", name, told=True))
    unknown = {symbol for symbol, text in types.items() if text == "Any"}
    assert unknown == ({"Variable"} if name == "tf_keras" else set())  # that of TensorFlow
    assert {symbol: types[symbol] for symbol in signatures} == signatures


@pytest.mark.parametrize("name", TOLD)
def test_a_wrong_keyword_is_named(heard, name):
    said = [each.message for each in heard("mypy", name, told=True) if each.file == "functions.py"]
    assert 'Unexpected keyword argument "xx" for "relu"' in said
    assert 'Unexpected keyword argument "xx" for "mean_squared_error"' in said
    assert 'Unexpected keyword argument "classes" for "to_categorical"; did you mean "num_classes"?' in said


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("told", [True, False])
def test_pyright_reveals_a_type_of_each_of_these_names(heard, name, told):
    types = named(heard("pyright", name, told=told))
    unknown = {symbol for symbol, text in types.items() if text in ("Any", "Unknown")}
    assert unknown == (BRIDGED_IN_3 if name == "tf_keras" and not told else set())


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize("name", TOLD)
def test_what_lies_under_an_old_path_has_the_type_of_its_public_name(heard, checker, name):
    said = heard(checker, name, told=True)
    assert not complaints(said, "old_paths.py")
    types = [text for (file, _), text in sorted(revealed(said).items()) if file == "old_paths.py"]
    imported, chained, public = (dict(zip(OLD_PATHS, types[start::3])) for start in range(3))
    assert imported == chained == public
    assert len(public) == len(OLD_PATHS) > 100
    assert [text.rpartition(".")[2] for text in types[3 * len(OLD_PATHS) :]] == ["Conv2D", "Layer", "Dense"]


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize("name", TOLD)
def test_without_the_settings_nothing_is_said_of_an_old_path_but_that_annotations_are_any(heard, checker, name):
    rules = [rule for _, rule in complaints(heard(checker, name, told=False), "old_paths.py")]
    assert rules == {"mypy": ["no-any-unimported"] * len(OLD_CLASSES), "pyright": []}[checker]


@pytest.mark.parametrize(("legacy", "root"), [(False, "keras"), (True, "tf_keras")])
def test_of_two_that_are_installed_the_one_that_the_variable_chooses_is_seen(world, printed, tmp_path, legacy, root):
    text = "from kerascompat import keras\n\n\ndef shown(model: keras.Model) -> None:\n    reveal_type(model)\n"
    for checker in CHECKERS:
        folder = tmp_path / checker
        folder.mkdir()
        (folder / "one.py").write_text(text + "    reveal_type(model.save)\n", encoding="utf-8")
        said = CHECKERS[checker](world("both"), folder, printed(checker, "both", legacy=legacy))
        types = revealed(said)
        if checker == "mypy":
            assert types["one.py", 5].startswith(f"{root}.src.")
        else:  # tf_keras has more parameters, and prints no module
            assert ("save_format" in types["one.py", 6]) == legacy


def test_every_form_of_the_settings_has_the_same_constants(world, printed):
    names = set(json.loads(printed("pyright", "Keras 3"))["defineConstant"])
    for arguments in (("pyright-config", "--toml"), ("mypy-args",), ("mypy-args", "--ini"), ("mypy-args", "--toml")):
        text = run(world("Keras 3"), "-m", "kerascompat", *arguments, **printed.variables)
        assert set(re.findall(r"KERASCOMPAT_\w+", text)) == names


def test_the_arguments_give_mypy_what_the_section_gives_it_but_for_the_plugin(world, printed, tmp_path, heard):
    arguments = run(world("Keras 3"), "-m", "kerascompat", "mypy-args", **printed.variables).split()
    folder = tmp_path / "written"
    shutil.copytree(HERE / "told", folder)
    options = (*OPTIONS["mypy"]["options"], *arguments)
    said = list(mypy(world("Keras 3"), folder, options=options))
    by_section = heard("mypy", "Keras 3", told=True)
    assert complaints(said, "mistakes.py") == complaints(by_section, "mistakes.py")
    # a function of Keras 3 is `Any` there: it is called without a word, and with any argument
    assert {rule for _, rule in complaints(said, "uses.py")} == {"no-untyped-call"}
    assert {rule for _, rule in complaints(said, "functions.py")} == {"no-untyped-call", "untyped-decorator"}


def test_any_name_leaves_a_misspelt_name_any(world, printed, tmp_path):
    settings = run(world("Keras 3"), "-m", "kerascompat", "pyright-config", "--any-name", **printed.variables)
    (tmp_path / "one.py").write_text("from kerascompat import keras\n\nkeras.layers.Danse(3)\n", encoding="utf-8")
    assert not list(pyright(world("Keras 3"), tmp_path, settings))


@pytest.mark.parametrize("command", ["mypy-args", "pyright-config"])
def test_without_a_keras_a_command_says_one_error(world, tmp_path, command):
    variables = {"KERAS_HOME": str(tmp_path), "KERAS_BACKEND": ""}
    run(world("no Keras"), "-m", "kerascompat", command, codes=(1,), **variables)
