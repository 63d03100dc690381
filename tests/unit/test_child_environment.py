"""`kerascompat.child_environment()`: a fresh process with these variables has what this process has."""

from __future__ import annotations

import itertools
import os
from dataclasses import replace

import pytest
from given import keras, keras_core, loaded, plain, tensorflow, tf_keras, world

import kerascompat
from kerascompat import _environment
from kerascompat._children import environment_of, fresh
from kerascompat._facts import Choice, Config
from kerascompat._resolver import decide
from kerascompat.errors import NotInstalledError, SettingError

TENSORFLOWS = [None, "2.12.1", "2.14.1", "2.15.1", "2.16.2", "2.21.0", "2.22.0rc0"]
KERASES = [None, "2.15.0", "3.15.1", "4.0.0"]
SETTINGS = list(
    itertools.product((None, "1", "0", "TRUE"), (None, "", "tensorflow", "jax", "numpy"), (None, "jax", "theano"))
)


def identity(choice):
    return choice.provider, choice.generation, choice.backend


def config(backend):
    return Config("/home/user/.keras/keras.json", "valid" if backend else "absent", backend)


def in_a_child(choice, facts):
    """What a fresh process with the variables decides."""
    return decide(fresh(facts, environment_of(choice, facts)), choice.surface)


def started(modules, settings):
    legacy, backend, in_file = settings
    return world(*modules, legacy=legacy, backend=backend, config=config(in_file))


def running(modules, choice, late, *, with_surface):
    """The process some time later: the choice is loaded, and the settings were changed since."""
    imported = {choice.provider, *(["tensorflow"] if choice.backend == "tensorflow" else [])}
    backends = {choice.provider: choice.backend if choice.generation == 3 else None}
    modules = [loaded(each, backends.get(each.name)) if each.name in imported else each for each in modules]
    facts = started(modules, late)
    if with_surface:
        return replace(facts, surfaces=(choice,))
    state = replace(facts.tensorflow_keras, state="resolved", provider=choice.provider, legacy_at_import=False)
    return replace(facts, tensorflow_keras=state)


INSTALLED = [
    pytest.param(tf, of_keras, with_tf_keras, id=f"tensorflow {tf}, keras {of_keras}, tf_keras {with_tf_keras}")
    for tf, of_keras, with_tf_keras in itertools.product(TENSORFLOWS, KERASES, (True, False))
]


def installed(tf, of_keras, with_tf_keras):
    modules = [plain("jax"), plain("numpy")]
    modules += [tensorflow(tf)] if tf else []
    modules += [keras(of_keras)] if of_keras else []
    return modules + ([tf_keras()] if with_tf_keras else [])


@pytest.mark.parametrize(("tf", "of_keras", "with_tf_keras"), INSTALLED)
def test_a_child_of_a_process_that_has_loaded_nothing_decides_the_same(tf, of_keras, with_tf_keras):
    modules = installed(tf, of_keras, with_tf_keras)

    for settings in SETTINGS:
        facts = started(modules, settings)
        for surface in ("keras", "keras2", "keras3", "v1.keras"):
            choice = decide(facts, surface)
            if isinstance(choice, Choice):
                assert identity(in_a_child(choice, facts)) == identity(choice), (settings, surface)


@pytest.mark.parametrize(("tf", "of_keras", "with_tf_keras"), INSTALLED)
def test_a_child_gets_what_is_loaded_whatever_was_set_since(tf, of_keras, with_tf_keras):
    modules = installed(tf, of_keras, with_tf_keras)
    choices = {decide(started(modules, settings)) for settings in SETTINGS}
    chosen = {identity(choice): choice for choice in choices if isinstance(choice, Choice)}

    for choice in chosen.values():
        for late in SETTINGS:
            facts = running(modules, choice, late, with_surface=True)
            now = decide(facts)
            assert identity(now) == identity(choice)
            assert identity(in_a_child(now, facts)) == identity(choice), late


@pytest.mark.parametrize("late", SETTINGS)
@pytest.mark.parametrize("provider", ["keras", "tf_keras"])
@pytest.mark.parametrize("tf", ["2.15.1", "2.16.2", "2.21.0"])
def test_a_child_gets_what_tf_keras_is_whatever_was_set_since(tf, provider, late):
    modules = installed(tf, "3.15.1", with_tf_keras=True)
    choice = decide(started(modules, ("1" if provider == "tf_keras" else None, None, None)))
    facts = running(modules, choice, late, with_surface=False)

    now = decide(facts)

    assert now.provider == provider
    assert identity(in_a_child(now, facts)) == identity(now)


BOTH = (tensorflow(), keras(), tf_keras(), plain("jax"))


@pytest.mark.parametrize(
    ("facts", "legacy", "backend"),
    [
        pytest.param(world(*BOTH), "0", "tensorflow", id="nothing is set: both are explicit"),
        pytest.param(world(*BOTH, legacy="1"), "1", "tensorflow", id="the variable is on"),
        pytest.param(world(*BOTH, legacy="True"), "1", "tensorflow", id="another spelling of on"),
        pytest.param(world(*BOTH, legacy="yes"), "0", "tensorflow", id="a look-alike, which is not on"),
        pytest.param(world(*BOTH, backend="jax"), "0", "jax", id="KERAS_BACKEND"),
        pytest.param(world(*BOTH, config=config("jax")), "0", "jax", id="keras.json becomes KERAS_BACKEND"),
        pytest.param(world(*BOTH, backend="", config=config("jax")), "0", "jax", id="an empty KERAS_BACKEND is none"),
        pytest.param(world(*BOTH, legacy="1", backend="jax"), "1", "jax", id="the backend of the Keras 3 beside it"),
        pytest.param(
            world(*BOTH, legacy="1", config=config("theano")),
            "1",
            "tensorflow",
            id="a backend that the Keras 3 beside tf_keras does not have",
        ),
        pytest.param(
            world(
                loaded(tensorflow()),
                loaded(keras(), "jax"),
                loaded(tf_keras()),
                plain("jax"),
                backend="numpy",
                legacy="0",
                keras_is=("resolved", "tf_keras"),
                at_import=True,
            ),
            "1",
            "jax",
            id="tf.keras is tf_keras, the Keras 3 beside it is on jax, and both variables were changed since",
        ),
        pytest.param(
            world(tensorflow("2.15.1"), keras("2.15.0"), legacy="1"),
            "0",
            "tensorflow",
            id="TensorFlow 2.15 without tf_keras: 1 would break tf.keras in the child",
        ),
        pytest.param(
            world(tensorflow("2.14.1"), keras("2.14.0"), legacy="1"),
            "0",
            "tensorflow",
            id="a TensorFlow that does not read the variable",
        ),
        pytest.param(world(keras(), plain("jax"), backend="jax", legacy="1"), "0", "jax", id="no TensorFlow"),
        pytest.param(
            world(tensorflow(), tf_keras()), "1", "tensorflow", id="tf_keras stands in: 1 mends tf.keras in the child"
        ),
        pytest.param(world(keras_core(), plain("jax"), backend="jax"), "0", "jax", id="keras_core"),
    ],
)
def test_the_variables(facts, legacy, backend):
    choice = decide(facts)

    assert environment_of(choice, facts) == {"TF_USE_LEGACY_KERAS": legacy, "KERAS_BACKEND": backend}


def test_keras_home_is_given_where_it_is_set():
    facts = replace(world(*BOTH), keras_home="/somewhere")

    assert environment_of(decide(facts), facts)["KERAS_HOME"] == "/somewhere"


@pytest.mark.parametrize(("legacy", "given"), [("1", "1"), (None, "0")])
def test_a_fixed_surface_has_the_variable_of_its_process(legacy, given):
    facts = world(*BOTH, legacy=legacy, backend="jax")

    for surface in ("keras2", "keras3", "v1.keras"):
        variables = environment_of(decide(facts, surface), facts)
        assert variables == {"TF_USE_LEGACY_KERAS": given, "KERAS_BACKEND": "jax"}


def test_a_fixed_surface_can_be_had_where_keras_is_refused():
    facts = world(tensorflow(), keras(), legacy="1")

    assert environment_of(decide(facts, "keras3"), facts)["TF_USE_LEGACY_KERAS"] == "1"
    assert decide(facts).kind == "not-installed"


@pytest.mark.parametrize(
    ("facts", "child"),
    [
        pytest.param(
            world(
                loaded(tensorflow("2.14.1")),
                keras("2.14.0"),
                loaded(tf_keras("2.14.1")),
                keras_is=("resolved", "tf_keras"),
            ),
            "keras 2.14.0, generation 2, on tensorflow",
            id="tf.keras was replaced by hand on a TensorFlow that does not read the variable",
        ),
        pytest.param(
            world(
                loaded(tensorflow()),
                replace(keras("2.15.0"), state="loaded", loaded_version="3.15.1", loaded_backend="tensorflow"),
                keras_is=("resolved", "keras"),
            ),
            "keras 2.15.0, generation 2, on tensorflow",
            id="another keras was installed since the import",
        ),
        pytest.param(
            world(tensorflow(), loaded(keras(), "torch")),
            "keras 3.15.1 is to compute with torch (KERAS_BACKEND=torch)",
            id="the backend was uninstalled since the import",
        ),
    ],
)
def test_where_no_variable_reaches_it_the_child_has_another(facts, child):
    outcome = in_a_child(decide(facts), facts)

    assert (str(outcome) if isinstance(outcome, Choice) else outcome.asked) == child


@pytest.fixture
def given_facts(monkeypatch):
    def be(*modules, **settings):
        monkeypatch.setattr(_environment, "read", lambda: world(*modules, **settings))

    return be


def test_it_writes_no_variable(given_facts, monkeypatch):
    monkeypatch.delenv("KERASCOMPAT_IMPORT_ANYWAY", raising=False)
    given_facts(*BOTH, legacy="1")
    before = dict(os.environ)

    assert kerascompat.child_environment() == {"TF_USE_LEGACY_KERAS": "1", "KERAS_BACKEND": "tensorflow"}
    assert dict(os.environ) == before


def test_the_switch_that_imports_anyway_is_passed_on(given_facts, monkeypatch):
    monkeypatch.setenv("KERASCOMPAT_IMPORT_ANYWAY", "yes")
    given_facts(*BOTH)

    assert kerascompat.child_environment()["KERASCOMPAT_IMPORT_ANYWAY"] == "yes"


def test_where_no_keras_can_be_had_it_raises_the_refusal(given_facts):
    given_facts(tensorflow(), keras(), legacy="1")

    with pytest.raises(NotInstalledError, match="TF_USE_LEGACY_KERAS=1 asks for Keras 2 from tf_keras"):
        kerascompat.child_environment()
    assert kerascompat.child_environment("keras3")["TF_USE_LEGACY_KERAS"] == "1"


def test_a_surface_that_does_not_exist_is_named(given_facts):
    given_facts(*BOTH)

    with pytest.raises(SettingError, match=r"kerascompat\.resolve\(\) takes the name of a surface"):
        kerascompat.child_environment("keras4")
