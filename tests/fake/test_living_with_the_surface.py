"""What other tools do with modules: pickling, copying, inspecting, documenting, patching, collecting doctests."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest
from fake_providers import keras3, tensorflow, tf_keras


def test_functions_that_close_over_keras_are_pickled_by_reference(world):
    site = world(tensorflow(), keras3())
    site.local(
        {
            "library.py": "from kerascompat import keras\nfrom kerascompat.keras.layers import Dense\n\n\n"
            "def build():\n    return keras.layers.Dense(3)\n\n\nclass Mine(keras.layers.Layer):\n    pass\n"
        }
    )
    answer = site.run(
        """
        import copy, pickle
        import library
        answer = [
            pickle.loads(pickle.dumps(library.build)) is library.build,
            pickle.loads(pickle.dumps(library.Dense)) is library.Dense,
            pickle.loads(pickle.dumps(library.build())).units,
            type(pickle.loads(pickle.dumps(library.Mine("x")))) is library.Mine,
            copy.deepcopy(library.build) is library.build,
            copy.copy(library.build()).units,
            b"kerascompat" in pickle.dumps([library.Dense, library.build()]),
        ]
        """
    )
    assert answer == [True, True, 3, True, True, 3, False]


@pytest.fixture(scope="module")
def cloudpickle(tmp_path_factory):
    spec = importlib.util.find_spec("cloudpickle")
    assert spec is not None, "cloudpickle is one of the tests' requirements, see the group `test` in pyproject.toml"
    folder = tmp_path_factory.mktemp("cloudpickle")
    shutil.copytree(Path(spec.origin).parent, folder / "cloudpickle")
    return folder


def test_cloudpickle_takes_closures_and_modules_of_the_surface_to_another_process(world, cloudpickle):
    site = world(tensorflow(), keras3(), tf_keras())
    site.path.append(cloudpickle)
    sent = site.run(
        """
        import cloudpickle, base64
        from kerascompat import keras
        from kerascompat.keras import layers
        from kerascompat.keras.optimizers import schedules
        def outer(units):
            def build():
                return [keras.__version__, layers.Dense(units).units, schedules.__name__]
            return build
        modules = [keras, layers, schedules, keras.losses]
        assert cloudpickle.loads(cloudpickle.dumps(modules)) == modules
        answer = base64.b64encode(cloudpickle.dumps([outer(7), layers, schedules])).decode()
        """
    )
    script = f"""
        import base64, pickle, sys
        build, layers, schedules = pickle.loads(base64.b64decode({sent!r}))
        answer = [build(), layers is sys.modules["kerascompat.keras.layers"], layers.Dense.__module__]
        """
    assert site.run(script) == [["3.10.0", 7, "kerascompat.keras.optimizers.schedules"], True, "keras.src.layers"]
    answer = site.run(script, TF_USE_LEGACY_KERAS="1")
    assert answer[0][0] == "2.16.0", "each process decides by itself"


def test_the_inspect_module_walks_the_surface(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import inspect, sys
        import kerascompat
        from kerascompat import keras
        members = dict(inspect.getmembers(keras))
        below = dict(inspect.getmembers(keras.layers, inspect.isclass))
        import linecache, warnings
        linecache.checkcache(); linecache.getlines("x", vars(keras))
        answer = [
            "layers" in members and "Model" in members, sorted(below),
            inspect.getmodule(keras.layers.Dense).__name__, inspect.getmodule(keras.layers).__name__,
            inspect.ismodule(keras.layers), inspect.getsourcefile(keras.layers.Dense).endswith("layers.py"),
            str(inspect.signature(keras.layers.Dense)), inspect.getmodule(inspect.currentframe()).__name__,
            inspect.unwrap(keras.layers.Dense) is keras.layers.Dense, inspect.getdoc(keras) is not None,
            callable(keras), inspect.isabstract(keras), bool(keras),
        ]
        """
    )
    assert answer == [
        True,
        ["AlphaDropout", "Dense", "Layer", "ThresholdedReLU"],
        "keras.src.layers",
        "kerascompat.keras.layers",
        True,
        True,
        "(units=1, name=None)",
        "__main__",
        True,
        True,
        False,
        False,
        True,
    ]


def test_help_and_dir_of_the_package_import_no_provider(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import inspect, pydoc, sys
        import kerascompat
        text = pydoc.render_doc(kerascompat)
        names = dir(kerascompat)
        inspect.getmembers(kerascompat)
        answer = [[name for name in ("keras", "tensorflow", "kerascompat.keras") if name in sys.modules],
                  "One `keras` object" in text, [name for name in names if not hasattr(kerascompat, name)]]
        """
    )
    assert answer == [[], True, []]


def test_help_of_the_surface_renders(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import pydoc
        from kerascompat import keras
        targets = (keras, keras.layers, "kerascompat.keras.layers")
        texts = [pydoc.plain(pydoc.render_doc(each)) for each in targets]
        answer = ["package kerascompat.keras in kerascompat" in texts[0]]
        answer += ["kerascompat.keras.layers" in texts[1], texts[1] == texts[2]]
        """
    )
    assert answer == [True, True, True]


def test_doctests_are_collected_over_the_surface(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import doctest, sys, types
        from kerascompat import keras
        library = types.ModuleType("library")
        vars(library).update(keras=keras, layers=keras.layers, Dense=keras.layers.Dense, __doc__=">>> 1 + 1\\n2\\n")
        found = [test.name for each in (keras, keras.layers, library) for test in doctest.DocTestFinder().find(each)]
        results = doctest.testmod(library)
        answer = [[name for name in found if name.startswith("keras.")], results.attempted, results.failed]
        """
    )
    assert answer == [[], 1, 0]


def test_pytest_like_scans_of_sys_modules_do_no_harm(world):
    """Warnings, `unittest`, `inspect` and reloaders ask every module for `__warningregistry__`, `__file__` and more."""
    answer = world(tensorflow(), keras3()).run(
        """
        import sys, types, unittest
        from kerascompat import keras
        from kerascompat.keras.src import layers
        wrong = []
        for name, module in list(sys.modules.items()):
            if name.startswith("kerascompat"):
                for attribute in ("__warningregistry__", "__wrapped__", "__path__", "__file__", "__spec__", "__test__",
                                  "_pytestfixturefunction", "__iter__", "_ipython_display_", "__getitem__"):
                    try:
                        getattr(module, attribute, None)
                    except BaseException as error:
                        wrong.append(f"{name}.{attribute}: {error!r}")
        class Case(unittest.TestCase):
            def test(self):
                with self.assertWarns(UserWarning):
                    import warnings
                    warnings.warn("x")
        result = unittest.TextTestRunner(stream=open(__import__("os").devnull, "w")).run(Case("test"))
        answer = [wrong, result.wasSuccessful(), hasattr(keras, "__test__")]
        """
    )
    assert answer == [[], True, False]


def test_patches_of_class_attributes_are_seen_on_both_sides(world):
    """Autologging libraries patch `keras.Model.fit`."""
    answer = world(tensorflow(), keras3()).run(
        """
        from kerascompat import keras
        import keras as own, tensorflow as tf
        original = own.Model.fit
        def logged(self):
            return "logged " + original(self)
        own.Model.fit = logged
        seen = [keras.Model().fit(), keras.models.Sequential().fit(), tf.keras.Model().fit()]
        keras.Model.fit = original
        answer = [seen, own.Model().fit(), tf.keras.models.Model().fit()]
        """
    )
    assert answer == [["logged fitted"] * 3, "fitted", "fitted"]


def test_parity_with_tf_keras_before_and_after(world):
    site = world(tensorflow(), keras3(), tf_keras())
    for order in (
        "import tensorflow as tf; from kerascompat import keras",
        "from kerascompat import keras; import tensorflow as tf",
    ):
        for variables in ({}, {"TF_USE_LEGACY_KERAS": "1"}):
            answer = site.run(
                f"{order}\nfrom kerascompat.keras.layers import Dense\n"
                "answer = [Dense is tf.keras.layers.Dense, keras.Model is tf.keras.Model]",
                **variables,
            )
            assert answer == [True, True]


def test_the_surface_does_not_resolve_tf_keras(world):
    """TensorFlow's own lazy loader is left as a bare import of the provider leaves it."""
    site = world(tensorflow(), keras3())
    script = """
{}
import tensorflow as tf
loader = vars(tf)["keras"]
answer = [type(loader).__name__, vars(loader)["_tfll_initialized"]]
"""
    ours = site.run(script.format("from kerascompat import keras"))
    assert ours == site.run(script.format("import keras, keras._tf_keras.keras")) == ["KerasLazyLoader", False]


def test_the_providers_modules_are_what_a_bare_import_leaves(world):
    site = world(tensorflow(), keras3()).keras_json("{}")
    script = """
{}
import sys, types
answer = {{}}
for name, module in sorted(sys.modules.items()):
    if name.partition(".")[0] in ("keras", "tensorflow"):
        answer[name] = sorted(vars(module))
"""
    ours = site.run(
        script.format("from kerascompat import keras\nimport kerascompat.keras.optimizers.schedules\ndir(keras)")
    )
    assert ours == site.run(script.format("import keras, keras._tf_keras.keras"))


def test_a_subclass_of_a_layer_says_where_it_comes_from(world):
    answer = world(tensorflow(), keras3()).run(
        """
        from kerascompat import keras
        @keras.saving.register_keras_serializable(package="mylib")
        class Mine(keras.layers.Layer):
            pass
        answer = [Mine.__module__, Mine._registered_name, [base.__module__ for base in Mine.__mro__[1:-1]]]
        """
    )
    assert answer == ["__main__", "mylib>Mine", ["keras.src.layers"]]


def test_an_interactive_session_completes_names(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import rlcompleter
        from kerascompat import keras
        complete = rlcompleter.Completer({"keras": keras}).attr_matches
        answer = [[each.rstrip("(") for each in complete("keras.layers.D")], complete("keras._")]
        """
    )
    assert [name for name in answer[0] if "Dense" in name]


def test_the_surface_in_a_subinterpreter_like_exec_with_fresh_globals(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import runpy, sys
        open("tool.py", "w").write("from kerascompat.keras.layers import Dense\\nname = Dense.__module__\\n")
        answer = [runpy.run_path("tool.py")["name"], runpy.run_module("tool", run_name="__main__")["name"]]
        """
    )
    assert answer == ["keras.src.layers"] * 2


def test_optimised_python_and_isolated_warnings_change_nothing(world):
    site = world(tensorflow(), keras3())
    for option in ("-O", "-OO", "-X", "-b"):
        options = [option, "importtime"] if option == "-X" else [option]
        script = "import sys; from kerascompat.keras.layers import Dense; answer = Dense.__name__"
        assert site.run(script, *options) == "Dense"
