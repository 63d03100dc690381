"""What a user sees when the import cannot work: one error, the true one, and nothing half made behind it."""

from __future__ import annotations

import pytest
from fake_providers import distribution, jax, keras2, keras3, numpy, tensorflow, tf_keras
from fake_worlds import write

CATCH = """
import os, sys, warnings
import kerascompat
environ = dict(os.environ)
def attempt(form="from kerascompat import keras"):
    try:
        exec(form, {})
    except Exception as error:
        return error
error = attempt()
answer = {
    "type": type(error).__name__,
    "is": [type(error).__mro__.__contains__(kind) for kind in (ModuleNotFoundError, ImportError, ValueError)],
    "name": getattr(error, "name", None),
    "text": str(error),
    "asked": error.asked, "found": error.found, "cure": error.cure,
    "cause": None if error.__cause__ is None else f"{type(error.__cause__).__name__}: {error.__cause__}",
    "left": sorted(name for name in sys.modules if name.startswith(("kerascompat.keras", "kerascompat.v1"))),
    "finders": sum(type(finder).__module__ == "kerascompat._surface" for finder in sys.meta_path),
    "environ": dict(os.environ) == environ,
}
"""

# What the table adds is in `test_matrix_in_errors.py`.
NOTHING_MEASURED = "from kerascompat import _matrix\n_matrix.FOLDER = 'nowhere'\n"

# ---- refusals -------------------------------------------------------------------------------------------------------


def test_nothing_installed_is_a_module_not_found_error_that_names_the_cure(world):
    answer = world().run(CATCH)
    assert (answer["type"], answer["is"], answer["name"]) == ("NotInstalledError", [True, True, False], "keras")
    assert answer["text"] == f"{answer['asked']}\n  found: {answer['found']}\n  cure:  {answer['cure']}"
    assert "pip install" in answer["cure"]
    assert (answer["left"], answer["environ"], answer["cause"]) == ([], True, None)


@pytest.mark.parametrize("form", ["from kerascompat import keras", "import kerascompat.keras.layers"])
def test_every_form_of_import_gives_the_refusal_itself(world, form):
    done = world().start(form)
    assert "kerascompat.errors.NotInstalledError: kerascompat.keras needs a Keras" in done.stderr
    assert "During handling" not in done.stderr


def test_a_refusal_is_decided_anew_when_the_package_is_installed_meanwhile(world, tmp_path):
    site = world()
    write(tmp_path / "wheels", {**tensorflow("2.16.2"), **keras3("3.10.0")})
    answer = site.run(
        f"""
        import importlib, shutil, sys
        import kerascompat
        texts = []
        for form in ("from kerascompat import keras", "from kerascompat.keras.layers import Dense") * 2:
            try:
                exec(form)
            except ModuleNotFoundError as error:
                texts.append(str(error))
        available = [kerascompat.available()]
        shutil.copytree({str(tmp_path / "wheels")!r}, {str(site.site)!r}, dirs_exist_ok=True)
        importlib.invalidate_caches()
        available.append(kerascompat.available())
        from kerascompat import keras
        from kerascompat.keras.layers import Dense
        answer = [len(set(texts)), len(texts), available, keras.__version__, Dense is keras.layers.Dense]
        """
    )
    assert answer == [1, 4, [False, True], "3.10.0", True]


def test_a_wrong_setting_is_refused_until_it_is_corrected(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import os
        answer = []
        os.environ["KERAS_BACKEND"] = "pytorch"
        try:
            from kerascompat import keras
        except ValueError as error:
            answer.append(type(error).__name__)
        os.environ["KERAS_BACKEND"] = "jax"
        try:
            from kerascompat import keras
        except ModuleNotFoundError as error:
            answer.append(error.name)
        os.environ["KERAS_BACKEND"] = "tensorflow"
        from kerascompat import keras
        answer.append(keras.config.backend())
        """
    )
    assert answer == ["SettingError", "jax", "tensorflow"]


def test_a_library_may_try_the_import_and_go_on_without(world):
    library = """
try:
    from kerascompat import keras
except ImportError:
    keras = None
try:
    from kerascompat.keras.layers import Dense
except ModuleNotFoundError:
    Dense = None
"""
    answer = world({"library.py": library}).run("import library; answer = [library.keras, library.Dense]")
    assert answer == [None, None]
    broken = world(
        tensorflow(),
        keras3(before="raise ImportError('broken')\n"),
        {"library.py": library.replace("ModuleNotFoundError", "ImportError")},
    )
    assert broken.run("import library; answer = [library.keras, library.Dense]") == [None, None]


def test_the_library_may_look_first_without_importing(world):
    script = """
    import importlib.util, sys
    import kerascompat
    answer = [kerascompat.available(), kerascompat.available(2), kerascompat.available(3, "jax")]
    answer.append("keras" in sys.modules)
    """
    assert world().run(script) == [False, False, False, False]
    assert world(jax(), keras3()).run(script, KERAS_BACKEND="jax") == [True, False, True, False]


# ---- the provider's own import fails --------------------------------------------------------------------------------

PROTOBUF = """
class VersionError(Exception):
    pass


VersionError.__module__ = "google.protobuf.runtime_version"
raise VersionError(
    "Detected incompatible Protobuf Gencode/Runtime versions when loading tf_keras/protobuf/saved_metadata.proto: "
    "gencode 6.31.1 runtime 5.29.3."
)
"""

FAILURES = {
    "an ImportError": (
        [tensorflow("2.16.2"), keras3(before="import h5py\n")],
        {},
        "ModuleNotFoundError: No module named 'h5py'",
        "pip install h5py",
        "h5py",
    ),
    "scipy is missing under NumPy": (
        [numpy(), keras3(before="import scipy.signal\n")],
        {"KERAS_BACKEND": "numpy"},
        "ModuleNotFoundError: No module named 'scipy'",
        "pip install scipy",
        "scipy",
    ),
    "a SystemError of NumPy 2": (
        [
            tensorflow("2.17.1", code="raise SystemError('initialization of _pywrap_checkpoint_reader raised')\n"),
            keras3(),
            numpy("2.1.0"),
        ],
        {},
        "SystemError: initialization of _pywrap_checkpoint_reader raised",
        'pip install "numpy<2"',
        "keras",
    ),
    "an ImportError of NumPy 2": (
        [
            tensorflow("2.15.1", code="raise ImportError('numpy.core.umath failed to import')\n"),
            keras2(),
            numpy("2.1.0"),
        ],
        {},
        "ImportError: numpy.core.umath failed to import",
        'tensorflow 2.15.1 was built for NumPy 1, and numpy 2.1.0 is installed: pip install "numpy<2"',
        "keras",
    ),
    "a VersionError of protobuf": (
        [
            tensorflow("2.18.1"),
            keras3(),
            {"tf_keras": {**tf_keras("2.21.0")["tf_keras"], "src": {"__init__.py": PROTOBUF}}},
        ],
        {"TF_USE_LEGACY_KERAS": "1"},
        "VersionError: Detected incompatible Protobuf Gencode/Runtime versions",
        'pip install "tf-keras==2.18.*"',
        "tf_keras",
    ),
    "Keras 2.15 on TensorFlow 2.16": (
        [tensorflow("2.16.2"), tf_keras("2.15.1")],
        {"TF_USE_LEGACY_KERAS": "1"},
        "has no attribute 'register_load_context_function'",
        'pip install "tf-keras==2.16.*"',
        "tf_keras",
    ),
    "a RuntimeError that nobody knows": (
        [tensorflow("2.16.2"), keras3(before="raise RuntimeError('line one\\nline two')\n")],
        {},
        "RuntimeError: line one\nline two",
        'pip install --force-reinstall "keras==3.10.0"',
        "keras",
    ),
    "a SyntaxError": (
        [tensorflow("2.16.2"), keras3(before="x = = 1\n")],
        {},
        "SyntaxError: invalid syntax",
        'pip install --force-reinstall "keras==3.10.0"',
        "keras",
    ),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failed_import_of_the_provider_tells_the_cause_and_the_cure(world, failure):
    trees, variables, cause, cure, name = FAILURES[failure]
    answer = world(*trees).run(NOTHING_MEASURED + CATCH, **variables)
    assert (answer["type"], answer["is"]) == ("ProviderImportError", [False, True, False])
    assert cause in answer["cause"]
    assert " ".join(cause.split()) in answer["found"]
    assert cure in answer["cure"]
    assert answer["name"] == name
    assert answer["left"] == []


def test_the_error_names_provider_and_versions(world):
    trees, variables, *_ = FAILURES["Keras 2.15 on TensorFlow 2.16"]
    answer = world(*trees, distribution("tensorflow", "2.16.2")).run(CATCH, **variables)
    assert answer["asked"].startswith("importing tf_keras 2.15.1, generation 2, on tensorflow failed (installed: ")
    assert "tensorflow 2.16.2" in answer["asked"]


def test_the_second_attempt_is_a_fresh_exception_with_the_same_text_and_says_restart(world):
    site = world(tensorflow(), keras3(after="import nope\n"))
    answer = site.run(
        CATCH
        + """
second, third = attempt("from kerascompat.keras.layers import Dense"), attempt("import kerascompat.keras")
assert second is not error and third is not second and second.__cause__ is error.__cause__
answer = [[each.asked, each.found, each.name] for each in (error, second, third)], second.cure, third.cure, error.cure
        """
    )
    assert answer[0][0] == answer[0][1] == answer[0][2]
    assert answer[1] == answer[2]
    assert answer[1].startswith(answer[3])
    assert "restart Python" in answer[1]
    assert "restart" not in answer[3]


def test_a_failed_import_of_one_surface_leaves_the_other_alone(world):
    answer = world(tensorflow(), keras3(before="raise ImportError('broken')\n"), tf_keras()).run(
        """
        import sys
        from kerascompat import keras2
        try:
            from kerascompat import keras
        except ImportError as error:
            answer = [type(error).__name__, keras2.layers.Dense.__module__, keras2.__version__]
        from kerascompat.keras2.losses import mse
        answer.append(sorted(name for name in sys.modules if name.startswith("kerascompat.keras.")))
        """,
        TF_USE_LEGACY_KERAS="0",
    )
    assert answer == ["ProviderImportError", "tf_keras.src.layers_2", "2.16.0", []]


@pytest.mark.parametrize("stop", ["KeyboardInterrupt", "importlib._bootstrap._DeadlockError"])
def test_an_interrupt_or_a_meeting_of_threads_is_not_an_error_of_the_provider(world, stop):
    before = f"import importlib, os\nif os.environ.pop('STOP', ''):\n    raise {stop}\n"
    site = world(tensorflow(), keras3(before=before))
    answer = site.run(
        """
        try:
            from kerascompat import keras
        except (KeyboardInterrupt, RuntimeError):
            answer = "interrupted"
        import sys
        import kerascompat
        left = [name for name in sys.modules if name.startswith("kerascompat.keras")]
        left += kerascompat.facts().surfaces
        from kerascompat.keras.layers import Dense
        import keras
        answer = [answer, left, Dense is keras.layers.Dense]
        """,
        STOP="1",
    )
    assert answer == ["interrupted", [], True]


def test_an_exit_of_the_provider_passes_through(world):
    done = world(tensorflow(), keras3(before="raise SystemExit(3)\n")).start("from kerascompat import keras")
    assert (done.returncode, done.stderr) == (3, "")


def test_the_environment_is_what_a_bare_import_leaves(world):
    site = world(jax(), keras3())
    script = "import os; before = set(os.environ.items()); {}; answer = dict(set(os.environ.items()) - before)"
    ours = site.run(script.format("from kerascompat import keras"), KERAS_BACKEND="jax")
    assert ours == site.run(script.format("import keras"), KERAS_BACKEND="jax") == {"TF_FORCE_GPU_ALLOW_GROWTH": "true"}


def test_errors_travel_between_processes(world):
    answer = world().run(
        CATCH
        + """
import copy, pickle
answer = []
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    again = pickle.loads(pickle.dumps(error, protocol))
    answer.append([type(again) is type(error), str(again) == str(error), again.name == error.name])
answer.append([str(copy.copy(error)) == str(error)] * 3)
        """
    )
    assert answer == [[True] * 3] * len(answer)


# ---- warnings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form",
    [
        "from kerascompat import keras",
        "import kerascompat.keras",
        "from kerascompat.keras.layers import Dense",
        "import importlib; importlib.import_module('kerascompat.keras')",
        "import kerascompat; kerascompat.keras",
        "from kerascompat import keras3",
    ],
)
def test_a_warning_is_shown_once_and_points_at_the_line_that_imports(world, form):
    site = world(tensorflow(), keras3()).local({"library.py": f"# a library\n\n{form}\n"})
    done = site.start("import library, library\nfrom kerascompat import keras", TF_USE_LEGACY_KERAS="TRUE")
    shown = [line for line in done.stderr.splitlines() if "KerasCompatWarning" in line]
    expected = 2 if "keras3" in form else 1  # each surface warns by itself
    assert len(shown) == expected
    assert shown[0].startswith(
        f"{site.work / 'library.py'}:3: KerasCompatWarning: TF_USE_LEGACY_KERAS='TRUE' is not on"
    )


def test_warnings_turned_into_errors_raise_and_leave_nothing(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import sys
        try:
            from kerascompat import keras
        except UserWarning as error:
            answer = [type(error).__name__, [name for name in sys.modules if name.startswith("kerascompat.keras")]]
        import warnings
        warnings.simplefilter("ignore")
        from kerascompat.keras.layers import Dense
        answer.append(Dense.__name__)
        """,
        "-W",
        "error",
        TF_USE_LEGACY_KERAS="yes",
    )
    assert answer == ["KerasCompatWarning", [], "Dense"]


def test_a_warning_can_be_filtered_by_its_class_and_by_module(world):
    site = world(tensorflow(), keras3()).local({"library.py": "from kerascompat import keras\n"})
    script = """
    import warnings
    import kerascompat
    warnings.filterwarnings("ignore", {})
    import library
    """
    for condition in ("category=kerascompat.KerasCompatWarning", "module='library'"):
        assert site.start(script.format(condition), TF_USE_LEGACY_KERAS="yes").stderr == ""


def test_a_world_in_order_gives_no_warning(world):
    for trees, variables in (
        ([tensorflow("2.16.2"), keras3()], {}),
        ([tensorflow("2.16.2"), keras3(), tf_keras("2.16.0")], {"TF_USE_LEGACY_KERAS": "1"}),
        ([tensorflow("2.15.1"), keras2("2.15.0")], {}),
        ([jax(), keras3()], {"KERAS_BACKEND": "jax"}),
    ):
        done = world(*trees).start("from kerascompat import keras", "-W", "error", **variables)
        assert (done.returncode, done.stderr) == (0, "")


def test_a_failed_provider_is_remembered_for_every_surface(world):
    answer = world(tensorflow(), keras3(before="raise ImportError('broken')\n")).run(
        """
        answer = []
        for statement in ("from kerascompat import keras", "from kerascompat import keras3"):
            try:
                exec(statement)
            except ImportError as error:
                answer.append("restart Python" in error.cure)
        """
    )
    assert answer == [False, True]


def test_v1_is_reached_through_the_package(world):
    answer = world(tensorflow("2.15.1"), keras2("2.15.0")).run(
        "import kerascompat\nanswer = kerascompat.v1.keras.__name__ + str(hasattr(kerascompat.v1, 'nope'))"
    )
    assert answer == "kerascompat.v1.kerasFalse"
