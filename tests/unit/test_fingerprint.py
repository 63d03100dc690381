"""`kerascompat.fingerprint()` and `kerascompat.verify()`: two processes, and what differs between them."""

from __future__ import annotations

import json
import pickle
import textwrap
from dataclasses import FrozenInstanceError, asdict, replace
from pathlib import Path

import cloudpickle
import pytest
from given import keras, keras_core, loaded, plain, tensorflow, tf_keras, world

import kerascompat
from kerascompat import _environment
from kerascompat._facts import Config, Module
from kerascompat._fingerprint import fingerprint_of
from kerascompat._resolver import decide
from kerascompat.errors import IncompatibleError, NotInstalledError, SettingError

DOCS = Path(__file__).parents[2] / "docs"
BOTH = (tensorflow(), keras(), tf_keras(), plain("jax", "0.10.2"), plain("numpy", "2.0.2"))


@pytest.fixture
def here(monkeypatch):
    """Make these facts the facts of the process."""

    def be(facts):
        monkeypatch.setattr(_environment, "read", lambda: facts)

    return be


def taken(*modules, surface="keras", **settings):
    """The fingerprint of a process with these facts."""
    return fingerprint_of(decide(world(*modules, **settings), surface))


# ---- the value ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fingerprint", "text"),
    [
        (taken(*BOTH), "keras 3.15.1, generation 3, on tensorflow 2.16.2"),
        (taken(*BOTH, legacy="1"), "tf_keras 2.16.0, generation 2, on tensorflow 2.16.2"),
        (taken(*BOTH, backend="jax"), "keras 3.15.1, generation 3, on jax 0.10.2, beside tensorflow 2.16.2"),
        (taken(keras(), plain("jax"), backend="jax"), "keras 3.15.1, generation 3, on jax 1.0"),
        (
            taken(tensorflow(None), keras(None)),
            "keras (version unknown), generation 3, on tensorflow (version unknown)",
        ),
    ],
)
def test_a_fingerprint_reads_as_one_line(fingerprint, text):
    assert str(fingerprint) == text


def test_a_fingerprint_is_of_plain_values():
    assert asdict(taken(*BOTH, backend="jax", surface="keras3")) == {
        "surface": "keras3",
        "provider": "keras",
        "generation": 3,
        "version": "3.15.1",
        "backend": "jax",
        "backend_version": "0.10.2",
        "tensorflow": "2.16.2",
    }


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_pickle_gives_it_back_equal(protocol):
    fingerprint = taken(*BOTH)

    for dumps in (pickle.dumps, cloudpickle.dumps):
        assert pickle.loads(dumps(fingerprint, protocol=protocol)) == fingerprint


def test_json_gives_it_back_equal():
    fingerprint = taken(*BOTH)

    assert kerascompat.Fingerprint(**json.loads(json.dumps(asdict(fingerprint)))) == fingerprint


def test_it_is_hashable_frozen_and_small():
    fingerprint = taken(*BOTH)

    assert len({fingerprint, taken(*BOTH), taken(*BOTH, legacy="1")}) == 2
    assert len(pickle.dumps(fingerprint)) < 500
    with pytest.raises(FrozenInstanceError):
        fingerprint.provider = "tf_keras"


def test_it_is_the_same_before_and_after_the_import():
    installed = (tensorflow("2.22.0rc0"), keras())
    imported = (
        replace(tensorflow("2.22.0rc0"), state="loaded", loaded_version="2.22.0-rc0"),
        loaded(keras(), "tensorflow"),
    )

    assert taken(*installed) == taken(*imported, keras_is=("resolved", "keras"))


def test_a_build_of_a_release_is_that_release():
    assert taken(tensorflow("2.16.2+nv24.7"), keras()) == taken(tensorflow("2.16.2"), keras())


def test_a_text_that_is_no_version_stays_as_it_is():
    assert taken(tensorflow("head"), keras()).tensorflow == "head"


# ---- the other process ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sender", "facts"),
    [
        pytest.param(taken(*BOTH), world(*BOTH), id="the same"),
        pytest.param(taken(*BOTH, legacy="1"), world(*BOTH, legacy="True"), id="another spelling"),
        pytest.param(
            taken(*BOTH, backend="jax"), world(*BOTH, config=Config("/k", "valid", "jax")), id="keras.json says it"
        ),
        pytest.param(
            taken(*BOTH, legacy="1"),
            world(tensorflow(), tf_keras()),
            id="tf_keras stands in for the keras that is missing",
        ),
        pytest.param(
            taken(tensorflow(), keras()),
            world(tensorflow(), keras(None)),
            id="the worker cannot tell a version",
        ),
        pytest.param(
            taken(tensorflow(None), keras()),
            world(tensorflow("2.21.0"), keras()),
            id="the sender cannot tell a version",
        ),
        pytest.param(
            taken(keras(), tensorflow(), plain("jax"), backend="jax"),
            world(keras(), plain("jax"), backend="jax"),
            id="no TensorFlow in the worker, where Keras computes with JAX",
        ),
        pytest.param(
            taken(*BOTH, surface="keras2"),
            world(*BOTH, legacy="1"),
            id="keras2, whatever the variable says",
        ),
        pytest.param(
            taken(*BOTH, legacy="1"),
            world(Module("tensorflow", "mock"), Module("keras", "mock")),
            id="a documentation build, where there is nothing to compare",
        ),
    ],
)
def test_verify_is_silent_where_the_process_has_the_same(here, sender, facts):
    here(facts)

    assert kerascompat.verify(sender) is None


ASKED = "kerascompat.keras must be here what it is in the process of the fingerprint"
LATE = "start this process anew: what is installed and set here is right, and came after the import of"
GIVES = "(kerascompat.child_environment() of the sender has it)"


ERRORS = [
    pytest.param(
        taken(*BOTH, legacy="1"),
        world(*BOTH),
        IncompatibleError,
        f"{ASKED}: tf_keras 2.16.0, generation 2\n"
        "  found: keras 3.15.1, generation 3 (the installed keras is generation 3)\n"
        f"  cure:  start this process with TF_USE_LEGACY_KERAS=1 {GIVES}",
        id="another generation",
    ),
    pytest.param(
        taken(*BOTH),
        world(*BOTH, legacy="1"),
        IncompatibleError,
        f"{ASKED}: keras 3.15.1, generation 3\n"
        "  found: tf_keras 2.16.0, generation 2 (TF_USE_LEGACY_KERAS=1 is on and tensorflow 2.16.2 heeds it:"
        " tf.keras is tf_keras)\n"
        f"  cure:  start this process with TF_USE_LEGACY_KERAS=0 {GIVES}",
        id="another generation, the other way round",
    ),
    pytest.param(
        taken(*BOTH, backend="jax"),
        world(*BOTH, backend="numpy"),
        IncompatibleError,
        f"{ASKED}: the backend jax 0.10.2\n"
        "  found: the backend numpy 2.0.2 (from KERAS_BACKEND)\n"
        f"  cure:  start this process with KERAS_BACKEND=jax {GIVES}",
        id="another backend",
    ),
    pytest.param(
        taken(*BOTH, backend="jax"),
        world(*BOTH, legacy="1"),
        IncompatibleError,
        f"{ASKED}: keras 3.15.1, generation 3; the backend jax 0.10.2\n"
        "  found: tf_keras 2.16.0, generation 2 (TF_USE_LEGACY_KERAS=1 is on and tensorflow 2.16.2 heeds it:"
        " tf.keras is tf_keras); the backend tensorflow 2.16.2 (from generation 2)\n"
        f"  cure:  start this process with TF_USE_LEGACY_KERAS=0 KERAS_BACKEND=jax {GIVES}",
        id="another generation and another backend",
    ),
    pytest.param(
        taken(*BOTH),
        world(tensorflow("2.21.0"), keras("3.12.0")),
        IncompatibleError,
        f"{ASKED}: keras 3.15.1; tensorflow 2.16.2\n"
        "  found: keras 3.12.0; tensorflow 2.21.0\n"
        '  cure:  pip install "tensorflow==2.16.2" "keras==3.15.1"',
        id="other versions",
    ),
    pytest.param(
        taken(*BOTH),
        world(replace(tensorflow("2.21.0"), distributions=(("tensorflow-cpu", "2.21.0"),)), keras()),
        IncompatibleError,
        f'{ASKED}: tensorflow 2.16.2\n  found: tensorflow 2.21.0\n  cure:  pip install "tensorflow-cpu==2.16.2"',
        id="another version of TensorFlow, under the name that it has here",
    ),
    pytest.param(
        taken(*BOTH, backend="jax"),
        world(keras(), plain("jax", "0.9.1"), backend="jax"),
        IncompatibleError,
        f'{ASKED}: jax 0.10.2\n  found: jax 0.9.1\n  cure:  pip install "jax==0.10.2"',
        id="another version of the backend",
    ),
    pytest.param(
        taken(*BOTH),
        world(*BOTH, config=Config("/home/user/.keras/keras.json", "valid", "jax")),
        IncompatibleError,
        f"{ASKED}: the backend tensorflow 2.16.2\n"
        "  found: the backend jax 0.10.2 (from /home/user/.keras/keras.json)\n"
        f"  cure:  start this process with KERAS_BACKEND=tensorflow {GIVES}",
        id="another backend, which keras.json asks for",
    ),
    pytest.param(
        taken(tensorflow("2.15.1"), keras("2.15.0")),
        world(*BOTH),
        IncompatibleError,
        f"{ASKED}: keras 2.15.0, generation 2; tensorflow 2.15.1\n"
        "  found: keras 3.15.1, generation 3 (the installed keras is generation 3); tensorflow 2.16.2\n"
        '  cure:  pip install "tensorflow==2.15.1" "keras==2.15.0"',
        id="another generation of the same package",
    ),
    pytest.param(
        taken(*BOTH, legacy="1"),
        world(tensorflow(), keras()),
        IncompatibleError,
        f"{ASKED}: tf_keras 2.16.0, generation 2\n"
        "  found: keras 3.15.1, generation 3 (the installed keras is generation 3)\n"
        f'  cure:  pip install "tf-keras==2.16.0", and start this process with TF_USE_LEGACY_KERAS=1 {GIVES}',
        id="what the sender has is not installed",
    ),
    pytest.param(
        taken(*BOTH, legacy="1"),
        world(
            loaded(tensorflow()),
            loaded(keras(), "tensorflow"),
            tf_keras(),
            legacy="1",
            keras_is=("resolved", "keras"),
            at_import=False,
        ),
        IncompatibleError,
        f"{ASKED}: tf_keras 2.16.0, generation 2\n"
        "  found: keras 3.15.1, generation 3 (TensorFlow is imported and its tf.keras is keras)\n"
        f"  cure:  {LATE} tensorflow, keras",
        id="the variable came after the import",
    ),
    pytest.param(
        taken(tensorflow(), keras("3.16.0")),
        world(
            tensorflow(),
            replace(keras("3.16.0"), state="loaded", loaded_version="3.15.1", loaded_backend="tensorflow"),
        ),
        IncompatibleError,
        f"{ASKED}: keras 3.16.0\n  found: keras 3.15.1\n  cure:  {LATE} keras",
        id="the version came after the import",
    ),
    pytest.param(
        taken(*BOTH, surface="keras3"),
        world(*BOTH, legacy="1", backend="jax"),
        IncompatibleError,
        "kerascompat.keras3 must be here what it is in the process of the fingerprint: the backend tensorflow"
        " 2.16.2\n"
        "  found: the backend jax 0.10.2 (from KERAS_BACKEND)\n"
        f"  cure:  start this process with KERAS_BACKEND=tensorflow {GIVES}",
        id="a fixed surface does not ask for the variable that does not change it",
    ),
    pytest.param(
        taken(*BOTH),
        world(keras_core(), plain("jax"), backend="jax"),
        IncompatibleError,
        f"{ASKED}: keras 3.15.1, generation 3; the backend tensorflow 2.16.2\n"
        "  found: keras_core 0.1.7, generation 3 (no usable keras is installed, keras_core is); the backend jax 1.0"
        " (from KERAS_BACKEND)\n"
        f'  cure:  pip install "tensorflow==2.16.2" "keras==3.15.1", and start this process with'
        f" KERAS_BACKEND=tensorflow {GIVES}",
        id="another package",
    ),
    pytest.param(
        taken(*BOTH),
        world(tensorflow(), keras(), legacy="1"),
        NotInstalledError,
        f"{ASKED}: keras 3.15.1, generation 3, on tensorflow 2.16.2\n"
        "  found: TF_USE_LEGACY_KERAS=1 asks for Keras 2 from tf_keras; tf_keras is not installed; tensorflow"
        " 2.16.2, keras 3.15.1\n"
        f"  cure:  start this process with TF_USE_LEGACY_KERAS=0 {GIVES}",
        id="a variable asks for what is not installed",
    ),
    pytest.param(
        taken(keras(), plain("jax"), backend="jax"),
        world(keras(), plain("jax")),
        NotInstalledError,
        f"{ASKED}: keras 3.15.1, generation 3, on jax 1.0\n"
        "  found: keras 3.15.1 is to compute with tensorflow (no setting asks for another); tensorflow is not"
        " installed; installed: jax\n"
        f"  cure:  start this process with KERAS_BACKEND=jax {GIVES}",
        id="the worker looks for TensorFlow, which is not there",
    ),
    pytest.param(
        taken(*BOTH, legacy="1"),
        world(),
        NotInstalledError,
        f"{ASKED}: tf_keras 2.16.0, generation 2, on tensorflow 2.16.2\n"
        "  found: kerascompat.keras needs a Keras; tensorflow is not installed; keras is not installed; tf_keras is"
        " not installed\n"
        '  cure:  pip install "tensorflow==2.16.2" "tf-keras==2.16.0", and start this process with'
        f" TF_USE_LEGACY_KERAS=1 {GIVES}",
        id="nothing is installed",
    ),
    pytest.param(
        taken(*BOTH),
        world(*BOTH, config=Config("/home/user/.keras/keras.json", "valid", None, None, (("floatx", "'f'"),))),
        SettingError,
        f"{ASKED}: keras 3.15.1, generation 3, on tensorflow 2.16.2\n"
        "  found: Keras reads /home/user/.keras/keras.json when it is imported; \"floatx\": 'f', which Keras does"
        " not accept\n"
        "  cure:  correct /home/user/.keras/keras.json, or move it away; Keras writes a new one",
        id="a keras.json that Keras does not take",
    ),
    pytest.param(
        taken(*BOTH),
        world(tensorflow(), Module("keras", "file", location="/project/keras.py")),
        NotInstalledError,
        f"{ASKED}: keras 3.15.1, generation 3, on tensorflow 2.16.2\n"
        "  found: kerascompat.keras needs a Keras; tensorflow 2.16.2; keras is the file /project/keras.py, which hides"
        " the package of that name; tf_keras is not installed\n"
        "  cure:  rename or delete /project/keras.py, then pip install keras",
        id="a file is in the way",
    ),
    pytest.param(
        taken(tensorflow(), tf_keras(), keras(), legacy="1"),
        world(replace(tensorflow(None), parts=("ignores-legacy",)), keras("2.14.0"), tf_keras(), legacy="1"),
        IncompatibleError,
        f"{ASKED}: tf_keras 2.16.0, generation 2\n"
        "  found: keras 2.14.0, generation 2 (the installed keras is generation 2)\n"
        "  cure:  install here what the sender has: tf_keras 2.16.0, generation 2, on tensorflow 2.16.2",
        id="a TensorFlow that tells no version and does not read the variable",
    ),
]


@pytest.mark.parametrize(("sender", "facts", "kind", "text"), ERRORS)
def test_one_error_names_both_sides_and_the_cure(here, sender, facts, kind, text):
    here(facts)

    with pytest.raises(kind) as caught:
        kerascompat.verify(sender)

    assert type(caught.value) is kind
    assert str(caught.value) == text


def test_the_pages_have_these_texts():
    texts = {case.values[3] for case in ERRORS}
    for name, number in (("errors.md", 4), ("workers.md", 1)):
        blocks = (DOCS / name).read_text(encoding="utf-8").split("\n\n")
        ours = [textwrap.dedent(block).partition("kerascompat.errors.IncompatibleError: ")[::2] for block in blocks]
        shown = {own or block for block, own in ours if ASKED in (own or block)}
        assert len(shown) == number
        assert {text.strip("\n") for text in shown} <= texts, name


def test_the_error_travels_back(here):
    here(world(*BOTH))
    with pytest.raises(IncompatibleError) as caught:
        kerascompat.verify(taken(*BOTH, legacy="1"))

    again = pickle.loads(pickle.dumps(caught.value))

    assert (str(again), again.name) == (str(caught.value), "tf_keras")


@pytest.mark.parametrize("argument", [None, "tf_keras 2.16.0", {"provider": "keras"}])
def test_what_is_no_fingerprint_is_named(here, argument):
    here(world(*BOTH))

    with pytest.raises(SettingError) as caught:
        kerascompat.verify(argument)

    assert str(caught.value) == (
        "kerascompat.verify() takes what kerascompat.fingerprint() gave in another process\n"
        f"  found: {argument!r}\n"
        "  cure:  send kerascompat.fingerprint() to this process"
    )


@pytest.mark.parametrize(
    "change", [lambda each: each.__dict__.pop("tensorflow"), lambda each: each.__dict__.update(surface="keras4")]
)
def test_a_fingerprint_of_another_release_is_a_wrong_argument(change):
    older = taken(*BOTH)
    change(older)
    with pytest.raises(SettingError) as caught:
        kerascompat.verify(pickle.loads(pickle.dumps(older)))

    assert caught.value.found == f"a fingerprint of another release of kerascompat: {vars(older)}"
    assert caught.value.cure == "install the same release of kerascompat in both processes"


def test_where_no_keras_can_be_had_there_is_no_fingerprint(here):
    here(world(tensorflow(), keras(), legacy="1"))

    with pytest.raises(NotInstalledError, match="TF_USE_LEGACY_KERAS=1 asks for Keras 2 from tf_keras"):
        kerascompat.fingerprint()
    assert str(kerascompat.fingerprint("keras3")) == "keras 3.15.1, generation 3, on tensorflow 2.16.2"
