"""`kerascompat.configure()`: an application's first lines."""

from __future__ import annotations

import os
import runpy
import sysconfig
import warnings

import pytest
from given import keras, loaded, plain, tensorflow, tf_keras, world

import kerascompat
from kerascompat import _environment, _metadata
from kerascompat.errors import IncompatibleError, KerasCompatWarning, NotInstalledError, SettingError, TooLateError

BOTH = (tensorflow(), keras(), tf_keras(), plain("jax"))


@pytest.fixture
def variables(monkeypatch):
    """The two variables, unset, and put back afterwards."""
    for name in ("TF_USE_LEGACY_KERAS", "KERAS_BACKEND"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return lambda: {name: os.environ.get(name) for name in ("TF_USE_LEGACY_KERAS", "KERAS_BACKEND")}


@pytest.fixture
def given(monkeypatch):
    """Make these facts the facts of the process."""

    def be(*modules, **settings):
        monkeypatch.setattr(_environment, "read", lambda: world(*modules, **settings))

    return be


@pytest.mark.parametrize(
    ("wish", "set_to", "chosen"),
    [
        ({"generation": 2}, {"TF_USE_LEGACY_KERAS": "1", "KERAS_BACKEND": None}, ("tf_keras", "tensorflow")),
        ({"generation": 3}, {"TF_USE_LEGACY_KERAS": None, "KERAS_BACKEND": None}, ("keras", "tensorflow")),
        ({"backend": "jax"}, {"TF_USE_LEGACY_KERAS": None, "KERAS_BACKEND": "jax"}, ("keras", "jax")),
        (
            {"generation": 3, "backend": "jax"},
            {"TF_USE_LEGACY_KERAS": None, "KERAS_BACKEND": "jax"},
            ("keras", "jax"),
        ),
        ({}, {"TF_USE_LEGACY_KERAS": None, "KERAS_BACKEND": None}, ("keras", "tensorflow")),
    ],
)
def test_configure_sets_the_variables_and_returns_the_choice(variables, given, wish, set_to, chosen):
    given(*BOTH)

    choice = kerascompat.configure(**wish)

    assert variables() == set_to
    assert (choice.provider, choice.backend) == chosen


def test_generation_3_switches_a_variable_off_that_stands_against_it(variables, given):
    given(*BOTH, legacy="1")

    assert kerascompat.configure(generation=3).provider == "keras"
    assert variables()["TF_USE_LEGACY_KERAS"] == "0"


def test_generation_2_beside_a_leftover_keras_2_mends_tf_keras_too(variables, given):
    given(tensorflow("2.16.2"), keras("2.15.0"), tf_keras("2.16.0"))

    assert kerascompat.configure(generation=2).provider == "tf_keras"
    assert variables()["TF_USE_LEGACY_KERAS"] == "1"


@pytest.mark.parametrize("version", ["2.14.1", "2.15.1"])
def test_a_generation_that_is_there_anyway_needs_no_variable(variables, given, version):
    given(tensorflow(version), keras(version))

    assert kerascompat.configure(generation=2).provider == "keras"
    assert variables()["TF_USE_LEGACY_KERAS"] is None


@pytest.mark.parametrize(
    ("modules", "wish", "kind", "text"),
    [
        pytest.param(
            (tensorflow(), keras()),
            {"generation": 2},
            NotInstalledError,
            "kerascompat.configure(generation=2)\n"
            "  found: tensorflow 2.16.2; keras 3.15.1; tf_keras is not installed\n"
            '  cure:  pip install "tf-keras==2.16.*"',
            id="generation 2 without tf_keras",
        ),
        pytest.param(
            (keras(), plain("jax")),
            {"generation": 2},
            NotInstalledError,
            "kerascompat.configure(generation=2)\n"
            "  found: tensorflow is not installed; keras 3.15.1; tf_keras is not installed\n"
            '  cure:  pip install "kerascompat[keras2]" (TensorFlow with tf-keras)',
            id="generation 2 without TensorFlow",
        ),
        pytest.param(
            (tensorflow("2.14.1"), keras("2.14.0")),
            {"generation": 3},
            IncompatibleError,
            "kerascompat.configure(generation=3)\n"
            "  found: tensorflow 2.14.1; keras 2.14.0; tf_keras is not installed\n"
            '  cure:  pip install -U "tensorflow>=2.16" keras',
            id="generation 3 where Keras 2 is installed",
        ),
        pytest.param(
            (tensorflow("2.14.1"), keras("2.14.0"), plain("jax")),
            {"backend": "jax"},
            IncompatibleError,
            "kerascompat.configure(backend='jax')\n"
            "  found: tensorflow 2.14.1; keras 2.14.0; tf_keras is not installed\n"
            '  cure:  pip install -U "tensorflow>=2.16" keras',
            id="a backend that Keras 2 does not have",
        ),
        pytest.param(
            (tensorflow(), keras()),
            {"backend": "jax"},
            NotInstalledError,
            "kerascompat.configure(backend='jax')\n"
            "  found: jax is not installed; installed: tensorflow\n"
            "  cure:  pip install jax, or choose what is there: export KERAS_BACKEND=tensorflow",
            id="a backend that is not installed",
        ),
        pytest.param(
            (tensorflow("2.14.1"), keras("3.15.1"), tf_keras("2.14.1")),
            {"generation": 2},
            IncompatibleError,
            "kerascompat.configure(generation=2)\n"
            "  found: keras 3.15.1, generation 3, on tensorflow (the installed keras is generation 3)\n"
            "  cure:  import kerascompat.keras2, which gives tf_keras 2.14.1, generation 2, on tensorflow whatever the"
            " variables say",
            id="generation 2 on a TensorFlow that does not read the variable",
        ),
    ],
)
def test_what_cannot_be_had_is_an_error_and_sets_nothing(variables, given, modules, wish, kind, text):
    given(*modules)

    with pytest.raises(kind) as caught:
        kerascompat.configure(**wish)

    assert str(caught.value) == text
    assert variables() == {"TF_USE_LEGACY_KERAS": None, "KERAS_BACKEND": None}


@pytest.mark.parametrize(
    ("backend", "kind", "found"),
    [
        (
            "JAX",
            SettingError,
            "KERAS_BACKEND=JAX asks for a backend that keras 3.15.1 has; its backends are tensorflow, jax, torch,"
            " numpy, openvino (exact, lower case)",
        ),
        (
            "jax",
            NotInstalledError,
            "keras 3.15.1 is to compute with jax (KERAS_BACKEND=jax); jax is not installed; installed: tensorflow",
        ),
    ],
)
def test_a_variable_that_keeps_the_generation_away_is_named(given, backend, kind, found):
    given(tensorflow(), keras(), backend=backend)

    with pytest.raises(kind) as caught:
        kerascompat.configure(generation=3)

    assert (caught.value.asked, caught.value.found) == ("kerascompat.configure(generation=3)", found)


def test_too_late_names_what_was_imported_already(variables, given):
    given(loaded(tensorflow()), loaded(keras(), "tensorflow"), tf_keras(), keras_is=("resolved", "keras"))

    with pytest.raises(TooLateError) as caught:
        kerascompat.configure(generation=2)

    assert str(caught.value) == (
        "kerascompat.configure(generation=2)\n"
        "  found: already imported: tensorflow, keras; the choice is keras 3.15.1, generation 3, on tensorflow\n"
        "  cure:  call it before the first import of tensorflow, keras, or anything that imports them, and restart"
        " Python"
    )
    assert variables() == {"TF_USE_LEGACY_KERAS": None, "KERAS_BACKEND": None}


def test_too_late_is_a_variable_that_half_of_tensorflow_heeds(given):
    given(loaded(tensorflow()), keras(), tf_keras(), legacy="1", keras_is=("unresolved", None), at_import=False)

    with pytest.raises(TooLateError) as caught:
        kerascompat.configure(generation=2)

    assert caught.value.found == (
        "already imported: tensorflow; TF_USE_LEGACY_KERAS was off when tensorflow was imported, and is '1' now:"
        " tf.keras is tf_keras, `from tensorflow.keras import ...` gives keras"
    )
    assert kerascompat.configure(backend="tensorflow").provider == "tf_keras"


def test_a_variable_that_came_too_late_to_change_anything_changes_nothing(given):
    both = (loaded(tensorflow()), loaded(keras(), "tensorflow"), tf_keras())
    given(*both, legacy="1", keras_is=("resolved", "keras"), at_import=False)

    choice = kerascompat.configure(generation=3)

    assert (choice.provider, choice.codes) == ("keras", ("variable-late",))


def test_the_second_run_of_a_notebook_cell_is_right_too(variables, given):
    given(loaded(tensorflow()), loaded(keras(), "jax"), plain("jax"), keras_is=("resolved", "keras"), backend="jax")

    assert kerascompat.configure(generation=3, backend="jax").backend == "jax"


@pytest.mark.parametrize(
    ("wish", "text"),
    [
        (
            {"generation": 4},
            "kerascompat.configure(generation=...) takes 2 or 3\n  found: 4\n  cure:  generation=2 or generation=3",
        ),
        (
            {"backend": "pytorch"},
            "kerascompat.configure(backend=...) takes a backend of Keras by its name\n  found: 'pytorch'\n"
            "  cure:  one of tensorflow, jax, torch, numpy, openvino",
        ),
        (
            {"generation": 2, "backend": "jax"},
            "kerascompat.configure(generation=2, backend='jax')\n  found: Keras 2 computes with TensorFlow only\n"
            "  cure:  configure(generation=3, backend='jax'), or configure(generation=2)",
        ),
    ],
)
def test_a_wrong_argument_is_named(variables, given, wish, text):
    given(*BOTH)

    with pytest.raises(SettingError) as caught:
        kerascompat.configure(**wish)

    assert str(caught.value) == text
    assert variables() == {"TF_USE_LEGACY_KERAS": None, "KERAS_BACKEND": None}


def test_a_call_from_an_installed_library_warns_at_its_line(variables, given, monkeypatch, tmp_path):
    given(*BOTH)
    library = tmp_path / "somelib.py"
    library.write_text("import kerascompat\nkerascompat.configure(generation=3)\n")
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path))
    monkeypatch.setattr(_metadata, "owners", lambda _: ("some-lib",))

    with pytest.warns(KerasCompatWarning) as caught:
        runpy.run_path(str(library), run_name="somelib")

    assert [str(each.message) for each in caught] == [
        "some-lib calls kerascompat.configure(), which is for applications: it sets variables for the whole process."
        " Cure: a library calls kerascompat.require(), or imports kerascompat.keras2 or kerascompat.keras3"
    ]
    assert caught[0].filename == str(library)


def test_a_call_from_an_application_does_not_warn(variables, given):
    given(*BOTH)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        kerascompat.configure(generation=3)


def test_the_owner_of_an_installed_module_is_its_distribution():
    assert "pytest" in _metadata.owners("pytest")
    assert _metadata.owners("no_such_module") == ()
