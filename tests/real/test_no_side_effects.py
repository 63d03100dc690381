"""Promise 4: after `from kerascompat import keras` the process is what a bare import of the same modules leaves."""

import json
import shutil

import pytest
from conftest import PRELUDE

BARE = """
import importlib
for name in {modules!r}:
    importlib.import_module(name)
"""
OURS = "from kerascompat import {surface}\n"
SNAPSHOT = """
import builtins, json, os, sys, types, warnings

def described(value):
    if isinstance(value, types.ModuleType):
        return "module " + str(vars(value).get("__name__"))
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
        return type(value).__name__ + " " + str(value.__module__) + "." + value.__qualname__
    if isinstance(value, (str, int, float, bool, type(None))):
        return repr(value)
    return type(value).__module__ + "." + type(value).__qualname__

def qualified(value):
    kind = value if isinstance(value, type) else type(value)
    return kind.__module__ + "." + kind.__qualname__

def path_like(text):
    return isinstance(text, str) and "script_" in text

PROVIDERS = ("tensorflow", "keras", "tf_keras", "keras_core")
modules = dict(sys.modules)
keras_json = os.path.join(os.environ["KERAS_HOME"], "keras.json")
print(json.dumps(dict(
    environ=dict(os.environ),
    keras_json=open(keras_json).read() if os.path.exists(keras_json) else None,
    home=sorted(os.listdir(os.environ["KERAS_HOME"])) if os.path.isdir(os.environ["KERAS_HOME"]) else [],
    modules=sorted(modules),
    meta_path=[qualified(finder) for finder in sys.meta_path],
    path=sys.path,
    path_hooks=[qualified(hook) for hook in sys.path_hooks],
    filters=[repr(each) for each in warnings.filters],
    builtins=sorted((name, described(value)) for name, value in vars(builtins).items() if name != "_"),
    hooks=[described(hook) for hook in (sys.excepthook, sys.displayhook, builtins.__import__, sys.gettrace())],
    dictionaries=dict(
        (name, dict((key, described(value)) for key, value in vars(module).items() if not path_like(value)))
        for name, module in modules.items()
        if name.partition(".")[0] in PROVIDERS and isinstance(module, types.ModuleType)
    ),
)))
"""

# What the core imports for itself, and a provider may not have imported.
REQUIREMENTS = {
    "packaging": "versions that must be compared",
    "importlib.metadata": "the version of TensorFlow, which stands in no source file",
}


@pytest.fixture(scope="module")
def processes(main_surface, run, tmp_path_factory):
    """(with kerascompat, bare): what two fresh processes look like, each with a new `KERAS_HOME` at the same place."""
    import kerascompat

    exec(PRELUDE, {})
    modules = kerascompat.resolve(main_surface).modules
    home = tmp_path_factory.mktemp("home") / ".keras"
    found = []
    for start in (OURS.format(surface=main_surface), BARE.format(modules=modules)):
        # TensorFlow leaves the last item of a set in a variable of its module: the order of sets must not differ
        found.append(run(start + SNAPSHOT, KERAS_HOME=str(home), PYTHONHASHSEED="0"))
        shutil.rmtree(home, ignore_errors=True)
    return found


def test_the_environment_is_untouched(processes):
    ours, bare = processes
    assert ours["environ"] == bare["environ"]


def test_keras_json_is_what_the_provider_writes(processes):
    ours, bare = processes
    assert ours["keras_json"] == bare["keras_json"]
    assert ours["home"] == bare["home"]
    if ours["keras_json"] is not None:
        assert json.loads(ours["keras_json"])["floatx"] == "float32"


def test_no_dictionary_of_a_provider_s_module_is_changed(processes):
    ours, bare = processes
    assert len(bare["dictionaries"]) > 100
    assert set(ours["dictionaries"]) == set(bare["dictionaries"])
    changed = {
        name: set(names.items()) ^ set(bare["dictionaries"][name].items())
        for name, names in ours["dictionaries"].items()
        if names != bare["dictionaries"][name]
    }
    assert not changed


def test_one_finder_is_appended_and_nothing_else_is_hooked(processes):
    # The order matters: absl puts its reload detector before the finder that is last when a provider imports absl, and
    # behind `PathFinder` it detects nothing (reloading a module that defines flags becomes a `DuplicateFlagError`).
    ours, bare = processes
    assert ours["meta_path"] == [*bare["meta_path"], "kerascompat._surface._Finder"]
    assert ours["path"] == bare["path"]
    assert ours["path_hooks"] == bare["path_hooks"]
    assert ours["builtins"] == bare["builtins"]
    assert ours["hooks"] == bare["hooks"]


def test_the_warning_filters_are_untouched(processes):
    ours, bare = processes
    assert ours["filters"] == bare["filters"]


def test_only_the_core_and_its_own_requirements_are_loaded_beside_the_provider(processes):
    ours, bare = (set(process["modules"]) for process in processes)
    assert not bare - ours
    extra = {name for name in ours - bare if not f"{name}.".startswith(tuple(f"{each}." for each in REQUIREMENTS))}
    assert {name.partition(".")[0] for name in extra} == {"kerascompat"}
