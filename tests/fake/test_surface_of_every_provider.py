"""The surface on every fake provider: all forms of import agree, nothing is missing, nothing of ours leaks."""

from __future__ import annotations

import pytest
from fake_providers import (
    jax,
    keras2,
    keras2_without_src,
    keras3,
    keras3_with_api_folder,
    keras_core,
    numpy,
    openvino,
    tensorflow,
    tf_keras,
    torch,
)

WORLDS = {
    "Keras 2.12": ([tensorflow("2.12.1"), keras2_without_src("2.12.0")], {}),
    "Keras 2.14": ([tensorflow("2.14.1"), keras2("2.14.0")], {}),
    "Keras 2.15": ([tensorflow("2.15.1"), keras2("2.15.0")], {}),
    "tf_keras 2.15": ([tensorflow("2.15.1"), keras2("2.15.0"), tf_keras("2.15.0")], {"TF_USE_LEGACY_KERAS": "1"}),
    "tf_keras 2.16": ([tensorflow("2.16.2"), keras3(), tf_keras("2.16.0")], {"TF_USE_LEGACY_KERAS": "True"}),
    "tf_keras alone": ([tensorflow("2.16.2"), tf_keras("2.16.0")], {}),
    "Keras 3 on TensorFlow 2.15": ([tensorflow("2.15.1"), keras3("3.10.0")], {}),
    "Keras 3": ([tensorflow("2.16.2"), keras3("3.10.0")], {}),
    "Keras 3.5": ([tensorflow("2.17.1"), keras3_with_api_folder("3.5.0")], {}),
    "Keras 3.3.0": ([tensorflow("2.16.2"), keras3_with_api_folder("3.3.0")], {}),
    "Keras 3 on JAX": ([jax(), keras3("3.10.0")], {"KERAS_BACKEND": "jax"}),
    "Keras 3 on PyTorch": ([torch(), keras3("3.10.0")], {"KERAS_BACKEND": "torch"}),
    "Keras 3 on NumPy": ([numpy(), keras3("3.10.0")], {"KERAS_BACKEND": "numpy"}),
    "Keras 3 on OpenVINO": ([openvino(), keras3("3.10.0")], {"KERAS_BACKEND": "openvino"}),
    "keras_core on JAX": ([jax(), keras_core("0.1.7")], {"KERAS_BACKEND": "jax"}),
}

EXAMINE = """
import importlib, importlib.util, sys, types
import kerascompat

answer = {}
def attempt(name):
    def run(function):
        try:
            answer[name] = function()
        except BaseException as error:
            answer[name] = f"{type(error).__name__}: {error}"
    return run

from kerascompat import keras
from kerascompat.keras import layers
from kerascompat.keras.layers import Dense
import kerascompat.keras.layers as L
import kerascompat.keras as K
from kerascompat.keras.preprocessing.image import ImageDataGenerator
schedules = importlib.import_module("kerascompat.keras.optimizers.schedules")
star = {}
exec("from kerascompat.keras import *", star)
del star["__builtins__"]
star_below = {}
exec("from kerascompat.keras.layers import *", star_below)

choice = kerascompat.resolve()
answer["provider"], answer["generation"] = choice.provider, choice.generation
roots = [importlib.import_module(name) for name in choice.modules]
BRIDGES = kerascompat.bridges.bridges(choice.generation)

@attempt("all forms agree")
def _():
    return [
        keras is K is sys.modules["kerascompat.keras"] is kerascompat.keras,
        layers is L is keras.layers is sys.modules["kerascompat.keras.layers"],
        Dense is keras.layers.Dense is star["layers"].Dense is star_below["Dense"],
        schedules is keras.optimizers.schedules is sys.modules["kerascompat.keras.optimizers.schedules"],
        ImageDataGenerator is keras.preprocessing.image.ImageDataGenerator,
        importlib.import_module("kerascompat.keras.layers") is layers,
        importlib.import_module(".layers", "kerascompat.keras") is layers,
        __import__("kerascompat.keras.layers", fromlist=["Dense"]) is layers,
    ]

def walk(module, path=""):
    for name, value in sorted(vars(module).items()):
        if name.startswith("_") and name not in ("__internal__", "__version__") or name in ("src", "api"):
            continue
        below = f"{path}.{name}" if path else name
        yield below, value
        if isinstance(value, types.ModuleType) and value.__name__.startswith((choice.provider, "kerascompat")):
            if choice.private == choice.provider or not value.__name__.startswith(choice.private + "."):
                yield from walk(value, below)

@attempt("every name of the provider is the same object")
def _():
    ours, wrong = dict(walk(keras)), []
    for root in roots[::-1]:
        theirs = dict(walk(root))
        for path, value in theirs.items():
            if isinstance(value, types.ModuleType):
                wrong += [path] if not isinstance(ours.get(path), types.ModuleType) else []
            elif path not in ours or (ours[path] is not value and path != "layers.AlphaDropout"):
                wrong.append(path)
    first = dict(walk(roots[0]))
    objects = [path for path in first if not isinstance(first[path], types.ModuleType)]
    return wrong + [path for path in objects if path in ours and ours[path] is not first[path]]

@attempt("names beyond the provider's")
def _():
    theirs = set().union(*(dict(walk(root)) for root in roots))
    return sorted(set(dict(walk(keras))) - theirs - set(BRIDGES))

@attempt("the import of every module works")
def _():
    wrong = []
    for path, value in walk(keras):
        if isinstance(value, types.ModuleType):
            if importlib.import_module(f"kerascompat.keras.{path}") is not value:
                wrong.append(path)
    return wrong

@attempt("modules that are no exact modules of ours")
def _():
    wrong = []
    for name, module in sorted(sys.modules.items()):
        if name.startswith("kerascompat.keras.") :
            ok = (
                type(module) is types.ModuleType and module.__name__ == name and module.__path__ == []
                and module.__spec__.name == name and module.__package__ == name and not hasattr(module, "__file__")
                and module.__spec__.origin is None and module not in roots
            )
            wrong += [] if ok else [name]
    return wrong

@attempt("star")
def _():
    modules = {name: getattr(value, "__module__", "") for name, value in star.items()}
    return sorted(
        name for name in star
        if name.startswith("_") or (modules[name].startswith("kerascompat") and name not in BRIDGES)
    )

@attempt("star is complete")
def _():
    return sorted(set(name for name in vars(keras) if not name.startswith("_")) ^ set(star))

@attempt("dir")
def _():
    listed = dir(keras)
    return [
        set(name for name in vars(keras) if not name.startswith("__")) <= set(listed),
        [name for name in listed if not hasattr(keras, name)],
        [name for name in ("__getattr__", "__dir__", "load", "_load") if name in listed],
        "Dense" in dir(keras.layers),
    ]

@attempt("private sources")
def _():
    if choice.generation == 3:
        from kerascompat.keras.src.layers import Dense as private
        from kerascompat.keras.src import models
        import kerascompat.keras.src.saving as saving
        theirs = importlib.import_module(f"{choice.provider}.src.models")
    else:
        from kerascompat.keras.src.layers_2 import Dense as private
        from kerascompat.keras.src.engine import training as models
        import kerascompat.keras.src.losses_2 as saving
        theirs = importlib.import_module(f"{choice.private}.engine.training")
    theirs.added_later = object()
    return [private is Dense, models.Model is keras.Model, models.added_later is theirs.added_later,
            keras.src is sys.modules["kerascompat.keras.src"], saving.__name__.startswith("kerascompat.keras.src.")]

@attempt("find_spec")
def _():
    found = importlib.util.find_spec("kerascompat.keras.layers")
    return [found.name, importlib.util.find_spec("kerascompat.keras.nope"),
            importlib.util.find_spec("kerascompat.keras.layers.nope"),
            importlib.util.find_spec("kerascompat.keras.src.nope")]

attempt("missing attribute")(lambda: keras.nope)
attempt("missing attribute below")(lambda: keras.layers.nope)
attempt("missing private attribute")(lambda: keras.src.nope)
attempt("missing name")(lambda: exec("from kerascompat.keras.layers import nope"))
attempt("missing module")(lambda: exec("import kerascompat.keras.nope.deeper"))
attempt("missing module below")(lambda: exec("from kerascompat.keras.layers.nope import x"))
attempt("module of a class")(lambda: exec("import kerascompat.keras.layers.Dense"))

@attempt("hasattr")
def _():
    names = ("nope", "_nope", "__wrapped__", "__nope__", "_repr_html_", "__path__")
    return [hasattr(keras, name) for name in names] + [hasattr(keras.layers, "nope"), "nope" in dir(keras)]

@attempt("modules of objects")
def _():
    return [keras.Model.__module__, Dense.__module__, [name for name, value in walk(keras)
            if isinstance(value, type) and value.__module__.startswith("kerascompat")]]

attempt("version")(lambda: [keras.__version__, keras.version(), choice.version])
attempt("repr")(lambda: [repr(keras), repr(keras.layers)])
answer["left over"] = sorted(name for name in sys.modules if name.startswith("kerascompat.keras.") and "nope" in name)
answer["finders"] = sum(type(finder).__module__.startswith("kerascompat") for finder in sys.meta_path)
"""


@pytest.fixture(scope="module", params=WORLDS)
def seen(world, request):
    """What one process per provider saw of its surface."""
    trees, variables = WORLDS[request.param]
    answer = world(*trees).run(EXAMINE, "-W", "ignore", **variables)
    answer["world"] = request.param
    return answer


def test_the_expected_provider_serves(seen):
    provider = {"K": "keras", "t": "tf_keras", "k": "keras_core"}[seen["world"][0]]
    assert (seen["provider"], seen["version"][0]) == (provider, seen["version"][2])


def test_all_forms_of_import_give_the_same_objects(seen):
    assert all(seen["all forms agree"]), seen["all forms agree"]


def test_every_name_of_the_provider_is_there_and_is_the_same_object(seen):
    assert seen["every name of the provider is the same object"] == []


def test_only_bridges_are_added_and_the_version_where_the_provider_does_not_tell_it(seen):
    assert set(seen["names beyond the provider's"]) <= {"version", "__version__"}


def test_version_and_dunder_version_tell_the_providers_version_everywhere(seen):
    assert len(set(seen["version"])) == 1


def test_every_module_of_the_surface_can_be_imported_by_its_name(seen):
    assert seen["the import of every module works"] == []


def test_every_module_is_an_exact_module_with_an_empty_path_and_no_file(seen):
    assert seen["modules that are no exact modules of ours"] == []


def test_a_star_import_brings_every_public_name_and_none_of_ours(seen):
    assert [name for name in seen["star"] if name != "__version__"] == []
    assert seen["star is complete"] == []


def test_dir_lists_what_can_be_had(seen):
    assert seen["dir"] == [True, [], [], True]


def test_the_private_sources_read_through(seen):
    assert seen["private sources"] == [True] * 5


def test_find_spec_answers_none_for_a_module_that_is_not_there(seen):
    assert seen["find_spec"] == ["kerascompat.keras.layers", None, None, None]


@pytest.mark.parametrize(
    ("attempt", "error", "name"),
    [
        ("missing attribute", "MissingAttributeError", "module 'kerascompat.keras' has no attribute 'nope'"),
        (
            "missing attribute below",
            "MissingAttributeError",
            "module 'kerascompat.keras.layers' has no attribute 'nope'",
        ),
        (
            "missing private attribute",
            "MissingAttributeError",
            "module 'kerascompat.keras.src' has no attribute 'nope'",
        ),
        ("missing name", "ImportError", "cannot import name 'nope' from 'kerascompat.keras.layers'"),
        ("missing module", "MissingNameError", "cannot import name 'nope' from 'kerascompat.keras'"),
        ("missing module below", "MissingNameError", "cannot import name 'nope' from 'kerascompat.keras.layers'"),
        ("module of a class", "MissingNameError", "cannot import name 'Dense' from 'kerascompat.keras.layers'"),
    ],
)
def test_what_is_missing_is_an_error_that_names_provider_and_version(seen, attempt, error, name):
    kind, _, message = seen[attempt].partition(": ")
    assert kind in {error, "MissingNameError"}
    assert name in message
    assert f"{seen['provider']} {seen['version'][2]}" in message


def test_hasattr_is_false_for_what_is_missing(seen):
    assert seen["hasattr"] == [False] * 5 + [True] + [False] * 2


def test_no_object_of_the_provider_says_it_is_of_kerascompat(seen):
    model, dense, ours = seen["modules of objects"]
    assert (model.split(".")[0], dense.split(".")[0], ours) == (seen["provider"], seen["provider"], [])


def test_the_repr_of_a_module_tells_the_choice(seen):
    assert seen["repr"][1].startswith("<module 'kerascompat.keras.layers' (")
    assert f"{seen['provider']} {seen['version'][2]}" in seen["repr"][1]


def test_failed_imports_leave_nothing_in_sys_modules_and_one_finder_is_installed(seen):
    assert (seen["left over"], seen["finders"]) == ([], 1)


# ---- the two surfaces of generation 3, and their order --------------------------------------------------------------

WINNERS = """
from kerascompat import keras, keras3
import keras as own
import keras._tf_keras.keras as legacy
answer = {
    "same classes": keras.layers.Dense is keras3.layers.Dense is own.layers.Dense,
    "tf.keras wins in keras": keras.layers.AlphaDropout is legacy.layers.AlphaDropout,
    "keras wins in keras3": keras3.layers.AlphaDropout is own.layers.AlphaDropout,
    "they differ": legacy.layers.AlphaDropout is not own.layers.AlphaDropout,
    "the sibling's names": [
        keras.saving.load_model is own.saving.load_model,
        keras.losses.mean_squared_error is own.losses.mean_squared_error,
        keras.losses.mse is legacy.losses.mse,
        keras.backend.int_shape is legacy.backend.int_shape,
        keras3.backend.int_shape is legacy.backend.int_shape,
        keras3.preprocessing.image.ImageDataGenerator is legacy.preprocessing.image.ImageDataGenerator,
        keras.ops.add is own.ops.add,
    ],
    "separate modules": keras.layers is not keras3.layers,
}
"""


def test_the_names_of_tf_keras_and_of_keras_stand_beside_each_other_in_their_order(world):
    for trees, variables in (([tensorflow(), keras3()], {}), ([jax(), keras3()], {"KERAS_BACKEND": "jax"})):
        answer = world(*trees).run(WINNERS, **variables)
        assert answer.pop("the sibling's names") == [True] * 7
        assert answer == dict.fromkeys(answer, True)


def test_keras_core_has_the_names_of_both_its_surfaces(world):
    answer = world(tensorflow("2.14.1"), keras2("2.14.0"), keras_core(), jax()).run(
        """
        import kerascompat
        from kerascompat import keras, keras3
        import keras_core, keras_core._tf_keras as legacy
        answer = [
            keras.__version__, keras3.__version__, keras3.version(), keras3.config.backend(),
            keras3.layers.Dense is keras_core.layers.Dense,
            keras3.layers.AlphaDropout is keras_core.layers.AlphaDropout,
            keras3.losses.mse is legacy.losses.mse, keras3.ops.add is keras_core.ops.add,
            keras.layers.Dense is not keras3.layers.Dense,
        ]
        """,
        "-W",
        "ignore",
        KERAS_BACKEND="jax",
    )
    assert answer == ["2.14.0", "0.1.7", "0.1.7", "jax", True, True, True, True, True]


# ---- fixed generations ----------------------------------------------------------------------------------------------


def test_keras2_and_keras3_live_in_one_process(world):
    script = """
    from kerascompat import keras, keras2, keras3
    from kerascompat.keras2.layers import Dense as Dense2
    from kerascompat.keras3.layers import Dense as Dense3
    import sys, tf_keras, keras as own
    answer = [
        keras.__version__, keras2.__version__, keras3.__version__,
        Dense2 is tf_keras.layers.Dense, Dense3 is own.layers.Dense,
        keras2.layers is sys.modules["kerascompat.keras2.layers"], keras2.layers.Dense is Dense2,
        sum(type(finder).__module__ == "kerascompat._surface" for finder in sys.meta_path),
    ]
    """
    site = world(tensorflow("2.16.2"), keras3("3.10.0"), tf_keras("2.16.0"))
    assert site.run(script) == ["3.10.0", "2.16.0", "3.10.0", True, True, True, True, 1]
    answer = site.run(script, TF_USE_LEGACY_KERAS="1")
    assert answer == ["2.16.0", "2.16.0", "3.10.0", True, True, True, True, 1], "the variable moves keras alone"


def test_the_fixed_generations_may_be_imported_first_and_alone(world):
    site = world(tensorflow("2.16.2"), keras3(), tf_keras())
    for surface, version in (("keras2", "2.16.0"), ("keras3", "3.10.0")):
        answer = site.run(
            f"""
            import sys
            from kerascompat.{surface}.layers import Dense
            import kerascompat.{surface}
            answer = [kerascompat.{surface}.__version__, "kerascompat.keras" in sys.modules]
            """
        )
        assert answer == [version, False]


def test_v1_keras_is_the_tensorflow_1_style_api(world):
    script = """
    from kerascompat.v1 import keras
    from kerascompat.v1.keras.layers import Dense, disable_eager
    import importlib, kerascompat, kerascompat.v1.keras.layers as L
    v1 = importlib.import_module(PROVIDER + ".api._v1.keras")
    answer = [
        kerascompat.v1.keras is keras, L is keras.layers, disable_eager is v1.layers.disable_eager,
        Dense is v1.layers.Dense, hasattr(kerascompat.keras.layers, "disable_eager"), keras.__version__,
    ]
    """
    for trees, provider, version in (
        ([tensorflow("2.15.1"), keras2("2.15.0")], "keras", "2.15.0"),
        ([tensorflow("2.16.2"), keras3(), tf_keras("2.16.0")], "tf_keras", "2.16.0"),
    ):
        answer = world(*trees).run(script.replace("PROVIDER", repr(provider)))
        assert answer == [True, True, True, True, False, version]


def test_each_fixed_surface_has_its_own_refusal(world):
    site = world(tensorflow("2.16.2"), keras3("3.10.0"))
    for surface in ("keras2", "v1.keras"):
        done = site.start(f"import kerascompat.{surface}")
        assert f"kerascompat.{surface} needs Keras 2" in done.stderr
        assert "keras 3.10.0" in done.stderr
        assert 'pip install "tf-keras==2.16.*"' in done.stderr
    done = world(tensorflow("2.15.1"), keras2("2.15.0")).start("import kerascompat.keras3")
    assert "kerascompat.keras3 needs Keras 3" in done.stderr


# ---- snapshots ------------------------------------------------------------------------------------------------------


def test_a_filled_module_is_a_snapshot_and_its_classes_are_shared(world):
    answer = world(tensorflow(), keras3()).run(
        """
        from kerascompat import keras
        import keras as own, keras._tf_keras.keras as legacy
        real = keras.layers.Dense
        legacy.layers.Dense = own.layers.Dense = "patched"
        own.Model.fit = lambda self: "patched"
        legacy.layers.Newer = object()
        own.layers.NewerStill = object()
        import kerascompat.keras.layers as layers
        from kerascompat.keras.layers import Newer
        answer = [
            keras.layers.Dense is real, keras.Model().fit(), keras.layers.Newer is legacy.layers.Newer is Newer,
            layers.NewerStill is own.layers.NewerStill,
        ]
        """
    )
    assert answer == [True, "patched", True, True]


def test_a_patch_on_our_module_stays_on_our_module(world):
    answer = world(tensorflow(), keras3()).run(
        """
        from kerascompat import keras
        import keras as own, keras._tf_keras.keras as legacy
        keras.layers.Dense = "mine"
        keras.layers.Mine = "mine"
        from kerascompat.keras.layers import Dense, Mine
        answer = [Dense, Mine, legacy.layers.Dense is own.layers.Dense, hasattr(own.layers, "Mine")]
        del keras.layers.Dense
        answer.append(keras.layers.Dense is own.layers.Dense)
        """
    )
    assert answer == ["mine", "mine", True, False, True]


def test_patching_and_unpatching_with_mock_works_as_on_any_module(world):
    answer = world(tensorflow(), keras3()).run(
        """
        from unittest import mock
        from kerascompat import keras
        real = keras.models.Sequential
        with mock.patch("kerascompat.keras.models.Sequential") as fake:
            inside = keras.models.Sequential is fake
        with mock.patch.object(keras.Model, "fit", return_value="mocked"):
            fitted = keras.models.Model().fit()
        answer = [inside, keras.models.Sequential is real, fitted, keras.Model().fit()]
        """
    )
    assert answer == [True, True, "mocked", "fitted"]


def test_a_module_that_the_provider_imports_later_is_found(world):
    """Providers may have modules that their root does not import, as TensorFlow's `keras.saving` once was."""
    site = world(tensorflow(), keras3())
    site.install(
        {"keras": {"late": {"__init__.py": "from keras.late import below\nvalue = 1\n", "below.py": "value = 2\n"}}}
    )
    answer = site.run(
        """
        from kerascompat import keras
        before = hasattr(keras, "late")
        import kerascompat.keras.late.below
        from kerascompat.keras.late import value
        import keras as own
        answer = [before, value, keras.late.below.value, keras.late is not own.late]
        """
    )
    assert answer == [False, 1, 2, True]


# ---- reload ---------------------------------------------------------------------------------------------------------


def test_reloading_any_of_our_modules_keeps_the_surface_whole(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import importlib, sys
        import kerascompat
        from kerascompat import keras
        from kerascompat.keras.layers import Dense
        answer = []
        for name in ("kerascompat", "kerascompat.keras", "kerascompat.keras.layers", "kerascompat.keras.src"):
            module = importlib.import_module(name)
            answer.append(importlib.reload(module) is module)
            from kerascompat.keras.layers import Dense as again
            answer.append(again is Dense is keras.layers.Dense is kerascompat.keras.layers.Dense)
            answer.append(kerascompat.keras is keras)
            answer.append(kerascompat.resolve().provider)
        import keras as own
        keras.layers.Dense = "patched"
        importlib.reload(keras.layers)
        answer.append(keras.layers.Dense is own.layers.Dense)
        answer.append(sum(type(finder).__module__ == "kerascompat._surface" for finder in sys.meta_path))
        """
    )
    assert answer == [True, True, True, "keras"] * 4 + [True, 1]


def test_one_module_deleted_from_sys_modules_is_made_anew(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import sys
        from kerascompat import keras
        from kerascompat.keras.layers import Dense
        for name in ("kerascompat.keras.layers", "kerascompat.keras.optimizers"):
            del sys.modules[name]
        from kerascompat.keras.layers import Dense as again
        import kerascompat.keras.optimizers.schedules
        answer = [again is Dense, keras.layers is sys.modules["kerascompat.keras.layers"],
                  keras.optimizers.schedules is sys.modules["kerascompat.keras.optimizers.schedules"]]
        """
    )
    assert answer == [True, True, True]


def test_a_surface_deleted_from_sys_modules_is_made_anew(world):
    """Test suites do this, and notebooks' autoreload."""
    answer = world(tensorflow(), keras3()).run(
        """
        import sys
        import kerascompat
        from kerascompat.keras.layers import Dense
        for name in [name for name in sys.modules if name.startswith("kerascompat")]:
            del sys.modules[name]
        from kerascompat import keras
        from kerascompat.keras.layers import Dense as again
        answer = [again is Dense, keras.layers.Dense is Dense,
                  sum(type(finder).__module__ == "kerascompat._surface" for finder in sys.meta_path)]
        """
    )
    assert answer == [True, True, 1]
