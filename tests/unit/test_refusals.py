"""Promise 7, one error, the true one: what was asked, what was found, the command that cures it."""

from __future__ import annotations

import pickle
import warnings
from dataclasses import replace

import pytest
from given import KERAS_2_PARTS, KERAS_3_PARTS, keras, keras_core, loaded, plain, tensorflow, tf_keras, world

from kerascompat import errors
from kerascompat._causes import explain
from kerascompat._facts import Config, Module
from kerascompat._loader import error_of
from kerascompat._resolver import decide

PATH = "/home/user/.keras/keras.json"

# id, surface, facts, error class, name, text
REFUSALS = [
    pytest.param(
        "keras",
        world(),
        errors.NotInstalledError,
        "keras",
        "kerascompat.keras needs a Keras\n"
        "  found: tensorflow is not installed; keras is not installed; tf_keras is not installed\n"
        "  cure:  pip install tensorflow (it brings Keras)",
        id="nothing is installed",
    ),
    pytest.param(
        "keras",
        world(plain("jax")),
        errors.NotInstalledError,
        "keras",
        "kerascompat.keras needs a Keras\n"
        "  found: tensorflow is not installed; keras is not installed; tf_keras is not installed\n"
        "  cure:  pip install keras, and export KERAS_BACKEND=jax",
        id="only jax is installed",
    ),
    pytest.param(
        "keras",
        world(tensorflow("2.14.1")),
        errors.NotInstalledError,
        "keras",
        "kerascompat.keras needs a Keras\n"
        "  found: tensorflow 2.14.1; keras is not installed; tf_keras is not installed\n"
        '  cure:  pip install "keras==2.14.*"',
        id="TensorFlow 2.14 lost its Keras",
    ),
    pytest.param(
        "keras",
        world(tensorflow(), keras(), legacy="1"),
        errors.NotInstalledError,
        "tf_keras",
        "TF_USE_LEGACY_KERAS=1 asks for Keras 2 from tf_keras\n"
        "  found: tf_keras is not installed; tensorflow 2.16.2, keras 3.15.1\n"
        '  cure:  pip install "tf-keras==2.16.*", or unset TF_USE_LEGACY_KERAS',
        id="the variable is on and tf_keras is missing",
    ),
    pytest.param(
        "keras",
        world(tensorflow(), keras(), tf_keras(None, parts=("src",)), legacy="true"),
        errors.NotInstalledError,
        "tf_keras",
        "TF_USE_LEGACY_KERAS=true asks for Keras 2 from tf_keras\n"
        "  found: tf_keras at /site/tf_keras is not the tf-keras package (no api/_v2); tensorflow"
        " 2.16.2, keras 3.15.1\n"
        '  cure:  pip install "tf-keras==2.16.*", or unset TF_USE_LEGACY_KERAS',
        id="the variable is on and tf_keras is a home-made one",
    ),
    pytest.param(
        "keras",
        world(keras(), plain("jax"), plain("torch")),
        errors.NotInstalledError,
        "tensorflow",
        "keras 3.15.1 is to compute with tensorflow (no setting asks for another)\n"
        "  found: tensorflow is not installed; installed: jax, torch\n"
        "  cure:  pip install tensorflow, or choose what is there: export KERAS_BACKEND=jax",
        id="Keras 3 without TensorFlow, and no setting",
    ),
    pytest.param(
        "keras",
        world(tensorflow(), keras(), backend="jax"),
        errors.NotInstalledError,
        "jax",
        "keras 3.15.1 is to compute with jax (KERAS_BACKEND=jax)\n"
        "  found: jax is not installed; installed: tensorflow\n"
        "  cure:  pip install jax, or choose what is there: export KERAS_BACKEND=tensorflow",
        id="the backend of the variable is missing",
    ),
    pytest.param(
        "keras",
        world(tensorflow(), keras(), config=Config(PATH, "valid", "torch")),
        errors.NotInstalledError,
        "torch",
        f'keras 3.15.1 is to compute with torch ("backend": "torch" in {PATH})\n'
        "  found: torch is not installed; installed: tensorflow\n"
        "  cure:  pip install torch, or choose what is there: export KERAS_BACKEND=tensorflow"
        f" (it goes before {PATH})",
        id="the backend of keras.json is missing",
    ),
    pytest.param(
        "keras",
        world(tensorflow(), keras(), backend="JAX"),
        errors.SettingError,
        None,
        "KERAS_BACKEND=JAX asks for a backend that keras 3.15.1 has\n"
        "  found: its backends are tensorflow, jax, torch, numpy, openvino (exact, lower case)\n"
        "  cure:  export KERAS_BACKEND=jax, and pip install jax",
        id="a backend in capitals",
    ),
    pytest.param(
        "keras",
        world(tensorflow(), keras(), backend="pytorch"),
        errors.SettingError,
        None,
        "KERAS_BACKEND=pytorch asks for a backend that keras 3.15.1 has\n"
        "  found: its backends are tensorflow, jax, torch, numpy, openvino (exact, lower case)\n"
        "  cure:  export KERAS_BACKEND=torch, and pip install torch",
        id="a backend by another name",
    ),
    pytest.param(
        "keras",
        world(tensorflow(), keras(), config=Config(PATH, "valid", "theano")),
        errors.SettingError,
        None,
        f'"backend": "theano" in {PATH} asks for a backend that keras 3.15.1 has\n'
        "  found: its backends are tensorflow, jax, torch, numpy, openvino (exact, lower case)\n"
        f'  cure:  write "backend": "tensorflow" into {PATH}, or export KERAS_BACKEND=tensorflow',
        id="a stale keras.json",
    ),
    pytest.param(
        "keras",
        world(tensorflow(), keras(), config=Config(PATH, "valid", "")),
        errors.SettingError,
        None,
        f'"backend": "" in {PATH} asks for a backend that keras 3.15.1 has\n'
        "  found: its backends are tensorflow, jax, torch, numpy, openvino (exact, lower case)\n"
        f'  cure:  write "backend": "tensorflow" into {PATH}, or export KERAS_BACKEND=tensorflow',
        id="an empty backend in keras.json",
    ),
    pytest.param(
        "keras",
        world(tensorflow(), keras(), config=Config(PATH, "valid", None, "5")),
        errors.SettingError,
        None,
        f"{PATH} asks for a backend of Keras by its name\n"
        '  found: "backend": 5, which is no text\n'
        '  cure:  write "backend": "tensorflow" (or another of tensorflow, jax, torch, numpy, openvino)'
        f" into {PATH}",
        id="a backend in keras.json that is no text",
    ),
    pytest.param(
        "keras",
        world(tensorflow(), keras(), config=Config(PATH, "not-object", detail="list")),
        errors.SettingError,
        None,
        f"Keras reads {PATH} when it is imported\n"
        "  found: a list, where Keras wants a JSON object\n"
        f"  cure:  move {PATH} away; Keras writes a new one",
        id="keras.json is a list",
    ),
    pytest.param(
        "keras2",
        world(tensorflow("2.15.1"), keras("2.15.0"), config=Config(PATH, "unreadable", detail="PermissionError: no")),
        errors.SettingError,
        None,
        f"Keras reads {PATH} when it is imported\n"
        "  found: PermissionError: no\n"
        f"  cure:  make {PATH} a file that can be read, or move it away; Keras writes a new one",
        id="keras.json cannot be read, under Keras 2",
    ),
    pytest.param(
        "keras",
        world(tensorflow(), keras(), config=Config(PATH, "valid", "tensorflow", None, (("floatx", "'f8'"),))),
        errors.SettingError,
        None,
        f"Keras reads {PATH} when it is imported\n"
        "  found: \"floatx\": 'f8', which Keras does not accept\n"
        f"  cure:  correct {PATH}, or move it away; Keras writes a new one",
        id="keras.json with a floatx that does not exist",
    ),
    pytest.param(
        "keras",
        world(keras("2.15.0")),
        errors.NotInstalledError,
        "tensorflow",
        "keras 2.15.0 computes with TensorFlow\n  found: tensorflow is not installed\n  cure:  pip"
        ' install "tensorflow==2.15.*"',
        id="Keras 2 without TensorFlow",
    ),
    pytest.param(
        "keras",
        world(tensorflow(), Module("keras", "file", location="/project/keras.py")),
        errors.NotInstalledError,
        "keras",
        "kerascompat.keras needs a Keras\n"
        "  found: tensorflow 2.16.2; keras is the file /project/keras.py, which hides the package of that name;"
        " tf_keras is not installed\n"
        "  cure:  rename or delete /project/keras.py, then pip install keras",
        id="a keras.py in the working directory",
    ),
    pytest.param(
        "keras",
        world(tensorflow(), Module("keras", "namespace", location="/site/keras")),
        errors.NotInstalledError,
        "keras",
        "kerascompat.keras needs a Keras\n"
        "  found: tensorflow 2.16.2; keras at /site/keras is a left-over folder without __init__.py;"
        " tf_keras is not installed\n"
        "  cure:  rename or delete /site/keras, then pip install keras",
        id="a left-over folder keras",
    ),
    pytest.param(
        "keras",
        world(tensorflow(), keras(None, parts=(), location="/project/keras")),
        errors.NotInstalledError,
        "keras",
        "kerascompat.keras needs a Keras\n"
        "  found: tensorflow 2.16.2; keras at /project/keras is not the keras package (no version, no"
        " _tf_keras, no api/_v2);"
        " tf_keras is not installed\n"
        "  cure:  rename or delete /project/keras, then pip install keras",
        id="a local folder keras",
    ),
    pytest.param(
        "keras",
        world(tensorflow(), Module("keras", "blocked")),
        errors.NotInstalledError,
        "keras",
        "kerascompat.keras needs a Keras\n"
        "  found: tensorflow 2.16.2; keras is blocked (sys.modules['keras'] is None); tf_keras is not installed\n"
        "  cure:  delete the entry: del sys.modules['keras']",
        id="sys.modules holds None for keras",
    ),
    pytest.param(
        "keras",
        world(loaded(tensorflow()), keras(), legacy="1", keras_is=("failed", None), at_import=True),
        errors.IncompatibleError,
        "tensorflow.keras",
        "tf.keras was used before in this process, and could not be loaded\n"
        "  found: the lazy loader of tensorflow 2.16.2 has failed for good (TF_USE_LEGACY_KERAS=1 asks for Keras 2 from"
        " tf_keras; found: tf_keras is not installed; tensorflow 2.16.2, keras 3.15.1)\n"
        '  cure:  pip install "tf-keras==2.16.*", or unset TF_USE_LEGACY_KERAS; then restart Python',
        id="a TensorFlow loader that already failed",
    ),
    pytest.param(
        "keras2",
        world(tensorflow(), keras()),
        errors.NotInstalledError,
        "tf_keras",
        "kerascompat.keras2 needs Keras 2\n"
        "  found: tensorflow 2.16.2; keras 3.15.1; tf_keras is not installed\n"
        '  cure:  pip install "tf-keras==2.16.*"',
        id="keras2 where only Keras 3 is installed",
    ),
    pytest.param(
        "v1.keras",
        world(tensorflow(), keras()),
        errors.NotInstalledError,
        "tf_keras",
        "kerascompat.v1.keras needs Keras 2\n"
        "  found: tensorflow 2.16.2; keras 3.15.1; tf_keras is not installed\n"
        '  cure:  pip install "tf-keras==2.16.*"',
        id="v1.keras where only Keras 3 is installed",
    ),
    pytest.param(
        "v1.keras",
        world(tensorflow("2.15.1"), keras("2.15.0", parts=KERAS_2_PARTS[:1])),
        errors.IncompatibleError,
        "tf_keras",
        "kerascompat.v1.keras needs the TensorFlow 1 style API of Keras 2\n"
        "  found: keras 2.15.0 has none (no api/_v1)\n"
        '  cure:  pip install "tf-keras==2.15.*"',
        id="v1.keras where Keras 2 has no v1 API",
    ),
    pytest.param(
        "keras2",
        world(keras(), plain("jax"), backend="jax"),
        errors.NotInstalledError,
        "tensorflow",
        "kerascompat.keras2 needs Keras 2, which computes with TensorFlow\n"
        "  found: tensorflow is not installed; keras 3.15.1; tf_keras is not installed\n"
        '  cure:  pip install "kerascompat[keras2]" (TensorFlow with tf-keras)',
        id="keras2 without TensorFlow",
    ),
    pytest.param(
        "keras3",
        world(tensorflow("2.14.1"), keras("2.14.0")),
        errors.IncompatibleError,
        "keras",
        "kerascompat.keras3 needs Keras 3\n"
        "  found: tensorflow 2.14.1; keras 2.14.0; tf_keras is not installed\n"
        '  cure:  pip install -U "tensorflow>=2.16" keras',
        id="keras3 where only Keras 2 is installed",
    ),
    pytest.param(
        "keras3",
        world(tensorflow(), keras(), tf_keras(), legacy="1", backend="jax"),
        errors.NotInstalledError,
        "jax",
        "keras 3.15.1 is to compute with jax (KERAS_BACKEND=jax)\n"
        "  found: jax is not installed; installed: tensorflow\n"
        "  cure:  pip install jax, or choose what is there: export KERAS_BACKEND=tensorflow",
        id="keras3 with a backend that is missing, in legacy mode",
    ),
    pytest.param(
        "keras2",
        world(tensorflow(), keras(), tf_keras(), backend="foo"),
        errors.SettingError,
        None,
        "KERAS_BACKEND=foo asks for a backend that keras 3.15.1 has\n"
        "  found: its backends are tensorflow, jax, torch, numpy, openvino (exact, lower case)\n"
        "  cure:  export KERAS_BACKEND=tensorflow",
        id="keras2 where the setting makes import tensorflow fail",
    ),
]


@pytest.mark.parametrize(("surface", "facts", "kind", "name", "text"), REFUSALS)
def test_a_refusal_says_what_was_asked_what_was_found_and_the_cure(surface, facts, kind, name, text):
    error = error_of(decide(facts, surface))

    assert type(error) is kind
    assert error.code == decide(facts, surface).code != ""
    assert str(error) == text
    assert getattr(error, "name", None) == name
    assert text.splitlines() == [error.asked, f"  found: {error.found}", f"  cure:  {error.cure}"]


@pytest.mark.parametrize(
    ("kind", "stock"),
    [
        (errors.NotInstalledError, ModuleNotFoundError),
        (errors.IncompatibleError, ImportError),
        (errors.ProviderImportError, ImportError),
        (errors.MissingNameError, ImportError),
        (errors.SettingError, ValueError),
        (errors.TooLateError, RuntimeError),
    ],
)
def test_an_error_is_the_stock_exception_that_callers_catch_and_travels_between_processes(kind, stock):
    error = kind("asked", "found", "cure", "name", "no-keras")

    again = pickle.loads(pickle.dumps(error))

    assert isinstance(error, stock)
    assert isinstance(error, errors.KerasCompatError)
    assert type(again) is kind
    assert str(again) == str(error)
    assert (again.asked, again.found, again.cure, again.code) == ("asked", "found", "cure", "no-keras")
    assert getattr(again, "name", None) == getattr(error, "name", None)


def test_every_error_class_has_its_golden_text_here_or_in_the_tests_of_its_function():
    from_decide = {error.values[2] for error in REFUSALS}

    assert from_decide == {errors.NotInstalledError, errors.IncompatibleError, errors.SettingError}


# what is odd and stands no import in the way: id, facts, the warning
WARNINGS = [
    pytest.param(
        world(tensorflow(), keras(), legacy="TRUE"),
        "TF_USE_LEGACY_KERAS='TRUE' is not on: TensorFlow accepts 1, true and True, to the letter."
        " Cure: export TF_USE_LEGACY_KERAS=1",
        id="a look-alike of the variable",
    ),
    pytest.param(
        world(tensorflow("2.14.1"), keras("2.14.0"), legacy="1"),
        "TF_USE_LEGACY_KERAS=1 has no effect: tensorflow 2.14.1 does not read it (2.15 was the first to)",
        id="a TensorFlow that does not read the variable",
    ),
    pytest.param(
        world(keras(), plain("jax"), legacy="1", backend="jax"),
        "TF_USE_LEGACY_KERAS=1 has no effect: no TensorFlow is installed to read it",
        id="no TensorFlow to read the variable",
    ),
    pytest.param(
        world(tensorflow("2.15.1"), keras("2.15.0"), legacy="1"),
        "TF_USE_LEGACY_KERAS=1 asks for tf_keras, which is not installed; keras 2.15.0 is of the same generation and"
        ' serves, while tf.keras itself will fail. Cure: pip install "tf-keras==2.15.*"',
        id="Keras 2.15 stands in for tf_keras",
    ),
    pytest.param(
        world(tensorflow("2.14.1"), keras()),
        "tensorflow 2.14.1 was made for Keras 2: with keras 3.15.1 its tf.keras cannot be loaded, while keras works by"
        ' itself. Cure: pip install "keras==2.14.*"',
        id="Keras 3 forced into TensorFlow 2.14",
    ),
    pytest.param(
        world(tensorflow(), keras("2.15.0"), tf_keras()),
        "keras 2.15.0 does not work with tensorflow 2.16.2 (Keras 2 ended with 2.15, as tf.keras will say);"
        ' tf_keras 2.16.0 serves. Cure: pip install "keras>=3"',
        id="Keras 2.15 on TensorFlow 2.16 beside tf_keras",
    ),
    pytest.param(
        world(tensorflow(), tf_keras()),
        "keras is not installed: tf_keras 2.16.0 serves instead",
        id="only tf_keras is installed",
    ),
    pytest.param(
        world(plain("jax"), keras_core(), backend="jax"),
        "keras is not installed: keras_core 0.1.7 serves instead",
        id="only keras_core is installed",
    ),
    pytest.param(
        world(tensorflow(), keras(), tf_keras(), legacy="1", backend="jax"),
        "KERAS_BACKEND=jax is not heeded: Keras 2 computes with TensorFlow only; kerascompat.keras3 would give it"
        " after pip install jax, or unset TF_USE_LEGACY_KERAS",
        id="a backend that legacy mode cannot give",
    ),
    pytest.param(
        world(tensorflow("2.14.1"), keras("2.14.0"), backend="jax"),
        'KERAS_BACKEND=jax is not heeded: Keras 2 computes with TensorFlow only; pip install -U "keras>=3" would'
        " give it",
        id="a backend that Keras 2 cannot give",
    ),
    pytest.param(
        world(tensorflow(), keras(), config=Config(PATH, "not-json", detail="JSONDecodeError: x")),
        f"{PATH} is not JSON and Keras ignores it (JSONDecodeError: x). Cure: correct it, or move it away",
        id="a keras.json that is not JSON",
    ),
    pytest.param(
        world(tensorflow(None), keras()),
        "tensorflow at /site/tensorflow tells no version: it is taken for a new one",
        id="a TensorFlow without metadata",
    ),
    pytest.param(
        world(tensorflow(None, elsewhere=(("tensorflow", "2.12.0", "/other"),)), keras()),
        "tensorflow at /site/tensorflow has no metadata of its own; tensorflow 2.12.0 in /other is another installation"
        " and does not tell its version. Cure: uninstall one of them",
        id="metadata of TensorFlow in another folder",
    ),
    pytest.param(
        world(tensorflow(distributions=(("tensorflow", "2.16.2"), ("tensorflow-cpu", "2.15.1"))), keras()),
        "tensorflow 2.16.2 and tensorflow-cpu 2.15.1 both own the folder /site/tensorflow."
        " Cure: uninstall both, then install one",
        id="two owners of the folder tensorflow",
    ),
    pytest.param(
        world(tensorflow(), keras(None)),
        "keras at /site/keras tells no version: its generation is taken from its structure",
        id="a Keras without a version",
    ),
    pytest.param(
        world(tensorflow(), keras("custom-build", parts=KERAS_3_PARTS)),
        "keras at /site/keras calls itself 'custom-build', which is no version: its generation is"
        " taken from its structure",
        id="a Keras with a version that is none",
    ),
    pytest.param(
        world(Module("tensorflow", "namespace", location="/site/tensorflow"), keras(), plain("jax"), backend="jax"),
        "tensorflow at /site/tensorflow is a left-over folder without __init__.py. Cure: delete the folder",
        id="a left-over folder tensorflow",
    ),
]


@pytest.mark.parametrize(("facts", "text"), WARNINGS)
def test_what_is_odd_and_works_is_a_warning(facts, text):
    assert decide(facts).warnings == (text,)


def test_a_usual_environment_gives_no_warning():
    assert decide(world(tensorflow(), keras())).warnings == ()
    assert decide(world(tensorflow(), keras(), tf_keras(), legacy="1")).warnings == ()
    assert decide(world(tensorflow(), keras(), legacy="0", backend="tensorflow")).warnings == ()


def test_a_loaded_surface_keeps_its_choice_and_says_what_would_be_chosen_now():
    before = decide(world(tensorflow(), keras(), tf_keras()))
    facts = world(tensorflow(), keras(), tf_keras(), legacy="1", surfaces=[before])

    after = decide(facts)

    assert replace(after, warnings=(), codes=()) == before
    assert after.codes == ("surface-stands",)
    assert after.warnings == (
        "kerascompat.keras was loaded as keras 3.15.1, generation 3, on tensorflow and stays so;"
        " what the environment asks"
        " for now is tf_keras 2.16.0, generation 2, on tensorflow. Restart Python to follow it.",
    )
    assert decide(replace(facts, legacy_keras=None)) == before


def test_keras_4_is_generation_3_and_loads():
    choice = decide(world(tensorflow("2.30.0"), keras("4.0.1", parts=("src",))))

    assert (choice.provider, choice.generation, choice.modules) == ("keras", 3, ("keras",))


def test_a_backend_that_a_newer_keras_brings_is_no_error():
    newer = keras("3.40.0", parts=("_tf_keras", "src", "backend:tensorflow", "backend:mlx"))

    choice = decide(world(newer, backend="mlx"))

    assert choice.backend == "mlx"


def test_a_broken_tensorflow_does_not_matter_to_keras_3_on_another_backend():
    broken = Module("tensorflow", "namespace", location="/site/tensorflow")

    assert decide(world(broken, keras(), plain("jax"), backend="jax")).backend == "jax"


def test_a_loaded_surface_says_that_a_later_setting_came_too_late():
    modules = (tensorflow(), loaded(keras(), "jax"), plain("jax"))
    before = decide(world(*modules, backend="jax"))

    after = decide(world(*modules, backend="numpy", surfaces=[before]))

    assert before.warnings == ()
    assert after.warnings == (
        "KERAS_BACKEND=numpy came too late: keras 3.15.1 was imported before, and computes with jax."
        " Cure: set it before the first import of keras or tensorflow, and restart Python",
    )


def test_v1_falls_back_to_tf_keras_where_keras_has_no_v1_api():
    facts = world(tensorflow("2.15.1"), keras("2.15.0", parts=KERAS_2_PARTS[:1]), tf_keras("2.15.1"))

    assert decide(facts, "v1.keras").provider == "tf_keras"


def test_a_version_of_too_many_digits_is_no_version():
    assert decide(world(tensorflow("9" * 5000), keras())).provider == "keras"


@pytest.mark.parametrize(
    ("choice", "error", "cure"),
    [
        (
            decide(world(tensorflow("2.20.0"), keras())),
            "VersionError: Detected incompatible Protobuf Gencode/Runtime versions when loading tensorflow",
            "tensorflow 2.20.0 and the installed protobuf do not fit: pip install -U protobuf",
        ),
        (
            decide(world(tensorflow("2.18.0"), keras(), tf_keras("2.21.0"), legacy="1")),
            "VersionError: Detected incompatible Protobuf Gencode/Runtime versions when loading tf_keras",
            "tf_keras 2.21.0 was built for a newer protobuf than tensorflow 2.18.0 brings:"
            ' pip install "tf-keras==2.18.*"',
        ),
        (
            decide(world(tensorflow("2.15.1"), keras()), "keras3"),
            "AttributeError: module 'tensorflow' has no attribute 'foo'",
            "keras 3.15.1 and tensorflow 2.15.1 do not fit: pip install -U keras",
        ),
    ],
    ids=["protobuf under TensorFlow", "protobuf under tf_keras", "keras3 on an old TensorFlow"],
)
def test_a_known_cause_of_a_failed_import_has_its_own_cure(choice, error, cure):
    name, _, text = error.partition(": ")

    assert explain(type(name, (Exception,), {})(text), choice) == cure


def test_a_measured_installation_is_the_cure_unless_a_setting_is_wrong():
    choice = decide(world(tensorflow(), keras()))
    measured = 'pip install "keras==3.14.0"'

    assert explain(ImportError("numpy.core.umath failed to import"), choice, measured).endswith(f": {measured}")
    assert explain(ValueError("Unable to import backend : mlx"), choice, measured) == (
        "no Keras has the backend 'mlx': correct KERAS_BACKEND, or the file keras.json"
    )


class OfALibrary(FutureWarning):
    """A category that Python does not bring."""


@pytest.mark.parametrize(
    ("kind", "named"),
    [(DeprecationWarning, "DeprecationWarning"), (OfALibrary, f"{OfALibrary.__module__}.OfALibrary")],
)
def test_a_warning_that_a_filter_has_made_an_error_is_cured_by_a_filter(kind, named):
    choice = decide(world(tensorflow(), keras()))
    error = ImportError("it failed")
    error.__cause__ = kind("soon")

    with warnings.catch_warnings():
        warnings.simplefilter("error", kind)
        cure = explain(error, choice, 'pip install "keras==3.14.0"')

    assert cure == (
        "a filter of warnings (-W, PYTHONWARNINGS, filterwarnings of pytest) makes an error of this one: after that"
        f" filter, add one that says ignore::{named}"
    )


def test_a_warning_that_no_filter_has_made_an_error_was_raised_by_a_library():
    choice = decide(world(tensorflow(), keras()))

    with warnings.catch_warnings():
        warnings.resetwarnings()
        assert explain(FutureWarning("soon"), choice).startswith("see the first exception above; reinstall")
