"""The truth table: what is installed, the variable, the backend settings, what is imported → which Keras.

`TABLE` is written from what TensorFlow 2.12-2.21 do on real installs; every row of it is expanded over versions,
spellings, backend settings and import states.
"""

from __future__ import annotations

import itertools

import pytest
from given import keras, loaded, plain, tensorflow, tf_keras, world

from kerascompat._facts import Choice, Config, Refusal
from kerascompat._resolver import decide

TENSORFLOWS = [None, *(f"2.{minor}.0" for minor in range(12, 22)), "2.22.0rc0"]
KERASES = {"no keras": None, "keras 2.15": "2.15.0", "keras 3": "3.15.1"}
TF_KERASES = ["same", "other", None]
ON = ["1", "true", "True"]
OFF = [None, "", "0", "false", "TRUE", "yes", " 1"]

# (TensorFlow, keras, tf_keras installed, variable on) -> what serves, or which refusal
TABLE = {
    ("none", "no keras", False, False): "not-installed",
    ("none", "no keras", False, True): "not-installed",
    ("none", "no keras", True, False): "not-installed",
    ("none", "no keras", True, True): "not-installed",
    ("none", "keras 2.15", False, False): "not-installed",
    ("none", "keras 2.15", False, True): "not-installed",
    ("none", "keras 2.15", True, False): "not-installed",
    ("none", "keras 2.15", True, True): "not-installed",
    ("none", "keras 3", False, False): "keras 3",
    ("none", "keras 3", False, True): "keras 3",
    ("none", "keras 3", True, False): "keras 3",
    ("none", "keras 3", True, True): "keras 3",
    # before 2.15 the variable is not read
    ("<2.15", "no keras", False, False): "not-installed",
    ("<2.15", "no keras", False, True): "not-installed",
    ("<2.15", "no keras", True, False): "tf_keras 2",
    ("<2.15", "no keras", True, True): "tf_keras 2",
    ("<2.15", "keras 2.15", False, False): "keras 2",
    ("<2.15", "keras 2.15", False, True): "keras 2",
    ("<2.15", "keras 2.15", True, False): "keras 2",
    ("<2.15", "keras 2.15", True, True): "keras 2",
    ("<2.15", "keras 3", False, False): "keras 3",
    ("<2.15", "keras 3", False, True): "keras 3",
    ("<2.15", "keras 3", True, False): "keras 3",
    ("<2.15", "keras 3", True, True): "keras 3",
    # 2.15 reads it, takes either generation of keras, and its own Keras 2 stands in for a missing tf_keras
    ("2.15", "no keras", False, False): "not-installed",
    ("2.15", "no keras", False, True): "not-installed",
    ("2.15", "no keras", True, False): "tf_keras 2",
    ("2.15", "no keras", True, True): "tf_keras 2",
    ("2.15", "keras 2.15", False, False): "keras 2",
    ("2.15", "keras 2.15", False, True): "keras 2",
    ("2.15", "keras 2.15", True, False): "keras 2",
    ("2.15", "keras 2.15", True, True): "tf_keras 2",
    ("2.15", "keras 3", False, False): "keras 3",
    ("2.15", "keras 3", False, True): "not-installed",
    ("2.15", "keras 3", True, False): "keras 3",
    ("2.15", "keras 3", True, True): "tf_keras 2",
    # from 2.16 on a Keras 2 package fails at import, and tf_keras is the Keras 2 that works
    (">=2.16", "no keras", False, False): "not-installed",
    (">=2.16", "no keras", False, True): "not-installed",
    (">=2.16", "no keras", True, False): "tf_keras 2",
    (">=2.16", "no keras", True, True): "tf_keras 2",
    (">=2.16", "keras 2.15", False, False): "keras 2",
    (">=2.16", "keras 2.15", False, True): "not-installed",
    (">=2.16", "keras 2.15", True, False): "tf_keras 2",
    (">=2.16", "keras 2.15", True, True): "tf_keras 2",
    (">=2.16", "keras 3", False, False): "keras 3",
    (">=2.16", "keras 3", False, True): "not-installed",
    (">=2.16", "keras 3", True, False): "keras 3",
    (">=2.16", "keras 3", True, True): "tf_keras 2",
}

# setting -> (KERAS_BACKEND, backend in keras.json, what Keras 3 computes with or which refusal); jax is installed,
# torch is not
BACKEND_SETTINGS = {
    "no backend setting": (None, None, "tensorflow"),
    "an empty KERAS_BACKEND": ("", None, "tensorflow"),
    "KERAS_BACKEND=tensorflow": ("tensorflow", None, "tensorflow"),
    "KERAS_BACKEND=jax": ("jax", None, "jax"),
    "KERAS_BACKEND=numpy": ("numpy", None, "numpy"),
    "KERAS_BACKEND=torch, which is missing": ("torch", None, "not-installed"),
    "KERAS_BACKEND=JAX": ("JAX", None, "setting"),
    "keras.json with jax": (None, "jax", "jax"),
    "keras.json with theano": (None, "theano", "setting"),
    "KERAS_BACKEND=jax over keras.json with theano": ("jax", "theano", "jax"),
}


def _era(version):
    if version is None:
        return "none"
    minor = int(version.split(".")[1])
    return "<2.15" if minor < 15 else "2.15" if minor == 15 else ">=2.16"


def _installed(tf, keras_version, tf_keras_kind):
    modules = [plain("jax"), plain("numpy")]
    if tf is not None:
        modules.append(tensorflow(tf))
    if keras_version is not None:
        modules.append(keras(keras_version))
    if tf_keras_kind is not None:
        minor = int((tf or "2.16.0").split(".")[1]) + (tf_keras_kind == "other")
        modules.append(tf_keras(f"2.{minor}.0"))
    return modules


def _outcome(decided):
    return decided.kind if isinstance(decided, Refusal) else f"{decided.provider} {decided.generation}"


def _rows():
    for tf, kind, tfk, spelling in itertools.product(TENSORFLOWS, KERASES, TF_KERASES, ON + OFF):
        installed = f"TensorFlow {tf or 'missing'}, {kind}, tf_keras {tfk or 'missing'}"
        yield pytest.param(tf, kind, tfk, spelling, id=f"{installed}, TF_USE_LEGACY_KERAS={spelling!r}")


@pytest.mark.parametrize(("tf", "kind", "tfk", "spelling"), list(_rows()))
def test_truth_table(tf, kind, tfk, spelling):
    expected = TABLE[_era(tf), kind, tfk is not None, spelling in ON]
    modules = _installed(tf, KERASES[kind], tfk)

    for setting, (variable, in_file, gives) in BACKEND_SETTINGS.items():
        config = Config("/k/keras.json", "valid" if in_file else "absent", in_file)
        decided = decide(world(*modules, legacy=spelling, backend=variable, config=config))
        if expected == "keras 3" and gives == "tensorflow" and tf is None:
            assert _outcome(decided) == "not-installed", setting
        elif expected == "keras 3" and gives in ("not-installed", "setting"):
            assert _outcome(decided) == gives, setting
        elif _breaks_tensorflow(tf, kind, expected, gives, spelling):
            assert _outcome(decided) == "setting", setting
        else:
            assert _outcome(decided) == expected, setting
            if isinstance(decided, Choice):
                assert decided.backend == (gives if expected == "keras 3" else "tensorflow"), setting
                _check_warnings(decided, spelling, variable or in_file)

    if tf is not None:
        _check_imported(modules, spelling, expected)


def _breaks_tensorflow(tf, kind, expected, gives, spelling):
    """`import tensorflow` imports Keras 3 and raises for a backend that does not exist, unless the variable is on."""
    return expected == "tf_keras 2" and kind == "keras 3" and gives == "setting" and spelling not in ON and bool(tf)


def _check_warnings(choice, spelling, wish):
    text = "\n".join(choice.warnings)
    assert ("is not on: TensorFlow accepts 1, true and True" in text) == (spelling in ("TRUE", "yes", " 1"))
    assert ("is not heeded: Keras 2 computes" in text) == (
        choice.generation == 2 and wish not in (None, "", "tensorflow")
    )


def _check_imported(modules, spelling, expected):
    """The same row with TensorFlow imported: lazy still, resolved, failed, and with the variable changed since."""
    for at_import in (spelling in ON, spelling not in ON):
        unresolved = decide(_imported(modules, None, ("unresolved", None), at_import, legacy=spelling))
        assert _outcome(unresolved) == expected
        failed = decide(_imported(modules, None, ("failed", None), at_import, legacy=spelling))
        assert _outcome(failed) == "incompatible"
        for module in modules:
            if module.name in ("keras", "tf_keras"):
                resolved = decide(
                    _imported(modules, module.name, ("resolved", module.name), at_import, legacy=spelling)
                )
                assert _outcome(resolved) == f"{module.name} {2 if module.version.startswith('2') else 3}"


def _imported(modules, provider, state, at_import, **settings):
    """The same installation with TensorFlow imported, and `tf.keras` in that state."""
    modules = [loaded(module) if module.name in ("tensorflow", provider) else module for module in modules]
    return world(*modules, keras_is=state, at_import=at_import, **settings)


# (variable now, variable at `import tensorflow`, what tf.keras is) -> what serves, and whether the two roads part
STATES = [
    pytest.param("1", True, ("resolved", "keras"), "keras", True, id="resolved to keras while off, then set again"),
    pytest.param("1", False, ("resolved", "tf_keras"), "tf_keras", True, id="resolved to tf_keras, set late"),
    pytest.param(None, False, ("resolved", "keras"), "keras", False, id="resolved to keras"),
    pytest.param("1", True, ("resolved", "tf_keras"), "tf_keras", False, id="resolved to tf_keras"),
    pytest.param(None, True, ("resolved", "tf_keras"), "tf_keras", True, id="resolved to tf_keras, then unset"),
    pytest.param(None, False, ("latched", "keras"), "keras", False, id="latched on keras"),
    pytest.param("1", False, ("latched", "keras"), "keras", True, id="latched on keras, then set"),
    pytest.param(None, False, ("unresolved", None), "keras", False, id="unresolved, variable off"),
    pytest.param("1", True, ("unresolved", None), "tf_keras", False, id="unresolved, variable on"),
    pytest.param("1", False, ("unresolved", None), "tf_keras", True, id="unresolved, variable set late"),
    pytest.param(None, True, ("unresolved", None), "keras", True, id="unresolved, variable unset late"),
    pytest.param(None, False, ("absent", None), "keras", False, id="TensorFlow half imported"),
]


@pytest.mark.parametrize("tf", ["2.15.1", "2.16.2", "2.21.0"])
@pytest.mark.parametrize(("legacy", "at_import", "state", "provider", "parts"), STATES)
def test_an_imported_tensorflow_gives_what_its_keras_is(tf, legacy, at_import, state, provider, parts):
    modules = [tensorflow(tf), keras(), tf_keras(tf)]

    choice = decide(_imported(modules, "keras", state, at_import, legacy=legacy))

    assert choice.provider == provider
    late = [text for text in choice.warnings if "when tensorflow was imported" in text]
    assert len(late) == parts
    if parts:
        road = "tf_keras" if at_import else "keras"
        other = f", `from tensorflow.keras import ...` gives {road}" if road != provider else " and stays so"
        assert f"tf.keras is {provider}{other}." in late[0]
        assert "Cure: set the variable before the first import of tensorflow, and restart Python" in late[0]


@pytest.mark.parametrize("legacy", ["1", None])
def test_a_failed_loader_asks_for_a_restart_and_names_the_cause(legacy):
    refusal = decide(_imported([tensorflow(), keras()], None, ("failed", None), legacy == "1", legacy=legacy))

    assert refusal.kind == "incompatible"
    assert refusal.cure.endswith("restart Python")
    assert ('pip install "tf-keras==2.16.*"' in refusal.cure) == (legacy == "1")


def test_an_imported_keras_alone_does_not_change_what_tf_keras_is():
    modules = [tensorflow(), loaded(keras(), "tensorflow"), tf_keras()]

    assert decide(world(*modules, legacy="1")).provider == "tf_keras"


def test_a_loaded_keras_tells_its_backend_and_a_later_wish_is_too_late():
    choice = decide(world(tensorflow(), plain("jax"), loaded(keras(), "tensorflow"), backend="jax"))

    assert (choice.backend, choice.backend_source) == ("tensorflow", "loaded")
    assert any("KERAS_BACKEND=jax came too late" in text for text in choice.warnings)
