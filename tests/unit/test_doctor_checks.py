"""Each check of the doctor on written evidence: what it says, how bad it is, and the cure, to the letter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from given import keras, keras_core, loaded, plain, tensorflow, tf_keras, world
from hypothesis import given, settings
from hypothesis import strategies as st

from kerascompat import _matrix
from kerascompat._facts import Choice, Config, Module, Refusal, Verdict
from kerascompat._resolver import _KINDS, decide
from kerascompat.doctor import _diagnosis
from kerascompat.doctor._diagnosis import examine, fails
from kerascompat.doctor._evidence import Evidence, Owner
from kerascompat.doctor._finding import Finding
from kerascompat.doctor._forcing import Forced
from kerascompat.doctor._kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = _matrix.table().registry
SITE = "/site"


def evidence(*modules, verdict=None, owners=(), registry=REGISTRY, surface="keras", **others):
    """Evidence beside facts, as `given.world` writes them."""
    beside = ("protobuf", "generated", "stale", "leavings", "hiding", "forcing", "roads", "versions", "unread")
    given_facts = {name: value for name, value in others.items() if name not in beside}
    python = given_facts.pop("python", "3.11.7")
    facts = replace(world(*modules, **given_facts), python=python)
    rest = {name: others[name] for name in beside if name in others}
    rest.setdefault("versions", tuple((owner.name, owner.version) for owner in owners))
    return Evidence(facts, decide(facts, surface), verdict, tuple(owners), registry=registry, **rest)


def owner(name, version, module=None, **others):
    return Owner(module or name.replace("-", "_"), name, version, SITE, **others)


CONFIG = "/home/user/.keras/keras.json"
TENSORFLOW = owner("tensorflow", "2.16.2")
KERAS = owner("keras", "3.15.1")

ROWS = {
    "nothing is installed": (
        evidence(),
        "error",
        "no-keras",
        "kerascompat.keras needs a Keras; found: tensorflow is not installed; keras is not installed; tf_keras is not"
        " installed",
        "pip install tensorflow (it brings Keras)",
    ),
    "the variable is on and tf_keras is missing": (
        evidence(tensorflow(), keras(), legacy="1"),
        "error",
        "legacy-without-tf-keras",
        "TF_USE_LEGACY_KERAS=1 asks for Keras 2 from tf_keras; found: tf_keras is not installed; tensorflow 2.16.2,"
        " keras 3.15.1",
        'pip install "tf-keras==2.16.*", or unset TF_USE_LEGACY_KERAS',
    ),
    "the variable is on, tf_keras is missing, and Keras 2.15 serves": (
        evidence(tensorflow("2.15.1"), keras("2.15.0"), legacy="1"),
        "warning",
        "legacy-without-tf-keras",
        "TF_USE_LEGACY_KERAS=1 asks for tf_keras, which is not installed; keras 2.15.0 is of the same generation and"
        " serves, while tf.keras itself will fail",
        'pip install "tf-keras==2.15.*"',
    ),
    "a look-alike": (
        evidence(tensorflow(), keras(), legacy="yes"),
        "warning",
        "look-alike",
        "TF_USE_LEGACY_KERAS='yes' is not on: TensorFlow accepts 1, true and True, to the letter",
        "export TF_USE_LEGACY_KERAS=1",
    ),
    "a variable that nobody reads": (
        evidence(tensorflow("2.14.1"), keras("2.14.0"), legacy="1"),
        "warning",
        "variable-ignored",
        "TF_USE_LEGACY_KERAS=1 has no effect: tensorflow 2.14.1 does not read it (2.15 was the first to)",
        "unset TF_USE_LEGACY_KERAS",
    ),
    "a tf_keras of another minor version": (
        evidence(tensorflow(), keras(), tf_keras("2.18.0"), legacy="1"),
        "warning",
        "tf-keras-minor",
        "tf_keras 2.18.0 is made for TensorFlow 2.18, and tensorflow 2.16.2 is installed",
        'pip install "tf-keras==2.16.*"',
    ),
    "a tf_keras beside a TensorFlow that never had one": (
        evidence(tensorflow("2.13.1"), keras("2.13.1"), tf_keras("2.15.1")),
        "warning",
        "tf-keras-minor",
        "tf_keras 2.15.1 is made for TensorFlow 2.15, and tensorflow 2.13.1 is installed",
        "pip uninstall -y tf-keras",
    ),
    "a Keras 2 package on TensorFlow 2.16": (
        evidence(tensorflow(), keras("2.15.0")),
        "error",
        "keras-2-too-old",
        "keras 2.15.0 does not work with tensorflow 2.16.2",
        'pip install "keras>=3"',
    ),
    "a Keras 2 package on TensorFlow 2.16, beside tf_keras": (
        evidence(tensorflow(), keras("2.15.0"), tf_keras()),
        "warning",
        "keras-2-too-old",
        "keras 2.15.0 does not work with tensorflow 2.16.2; tf_keras 2.16.0 serves",
        'pip install "keras>=3"',
    ),
    "Keras 3 forced into TensorFlow 2.14": (
        evidence(tensorflow("2.14.1"), keras()),
        "warning",
        "keras-3-too-new",
        "tensorflow 2.14.1 was made for Keras 2: with keras 3.15.1 its tf.keras cannot be loaded, while keras works by"
        " itself",
        'pip install "keras==2.14.*"',
    ),
    "Keras 4": (
        evidence(tensorflow(), keras("4.0.0")),
        "warning",
        "keras-4",
        "keras 4.0.0: tf.keras will look for Keras 2 in it, and kerascompat.keras takes it as it is",
        'pip install "keras>=3,<4", or import kerascompat.keras instead of tf.keras',
    ),
    "a release that is newer than the data": (
        evidence(tensorflow("2.31.0"), keras()),
        "note",
        "newer-than-measured",
        "tensorflow 2.31.0 is newer than the newest tensorflow that was measured, 2.21",
        "pip install -U kerascompat, if there is a newer one",
    ),
    "tf_keras alone": (
        evidence(tensorflow(), tf_keras()),
        "note",
        "stand-in",
        "keras is not installed: tf_keras 2.16.0 serves instead",
        "pip install keras",
    ),
    "NumPy 2 under a TensorFlow for NumPy 1": (
        evidence(tensorflow(), keras(), plain("numpy", "2.2.6")),
        "error",
        "numpy-2-too-early",
        "tensorflow 2.16.2 was built for NumPy 1, and numpy 2.2.6 is installed",
        'pip install "numpy<2"',
    ),
    "NumPy 2 under a TensorFlow for NumPy 1, which Keras does not compute with": (
        evidence(tensorflow(), keras(), plain("numpy", "2.2.6"), plain("jax"), backend="jax"),
        "warning",
        "numpy-2-too-early",
        "tensorflow 2.16.2 was built for NumPy 1, and numpy 2.2.6 is installed",
        'nothing, as long as nothing imports tensorflow; else pip install -U "tensorflow>=2.18"',
    ),
    "NumPy 2 where the matrix has a better cure": (
        evidence(
            tensorflow(), keras(), plain("numpy", "2.2.6"), verdict=Verdict("broken", "import fails", "pip install X")
        ),
        "error",
        "numpy-2-too-early",
        "tensorflow 2.16.2 was built for NumPy 1, and numpy 2.2.6 is installed",
        "pip install X",
    ),
    "a protobuf that is older than tf_keras's code": (
        evidence(
            tensorflow("2.18.1"),
            keras(),
            tf_keras("2.21.0"),
            legacy="1",
            protobuf="5.29.6",
            generated=(("tf_keras", "6.31.1"),),
        ),
        "error",
        "protobuf-too-old",
        "tf_keras 2.21.0 was built with protobuf 6.31.1, and protobuf 5.29.6 is installed",
        'pip install "tf-keras==2.18.*"',
    ),
    "a protobuf that is older by its patch alone": (
        evidence(tensorflow("2.20.0"), keras(), protobuf="5.28.1", generated=(("tensorflow", "5.28.3"),)),
        "error",
        "protobuf-too-old",
        "tensorflow 2.20.0 was built with protobuf 5.28.3, and protobuf 5.28.1 is installed",
        'pip install "protobuf>=5.28.3"',
    ),
    "a protobuf that is older than TensorFlow's code": (
        evidence(tensorflow("2.18.1"), keras(), protobuf="4.25.9", generated=(("tensorflow", "5.28.3"),)),
        "error",
        "protobuf-too-old",
        "tensorflow 2.18.1 was built with protobuf 5.28.3, and protobuf 4.25.9 is installed",
        'pip install "protobuf>=5.28.3"',
    ),
    "a Python that no TensorFlow has a wheel for": (
        evidence(python="3.15.0"),
        "error",
        "no-wheel",
        "no TensorFlow that was measured has a wheel for Python 3.15",
        "make an environment with Python 3.13: uv venv --python 3.13",
    ),
    "Keras 2.15 alone on a Python that TensorFlow 2.15 does not know": (
        evidence(keras("2.15.0"), python="3.12.1"),
        "error",
        "no-wheel",
        "keras 2.15.0 needs TensorFlow 2.15, which has no wheel for Python 3.12",
        'pip install "tensorflow==2.21.0" "tf-keras==2.21.*", which is Keras 2 there',
    ),
    "a TensorFlow that was built for another Python": (
        evidence(tensorflow("2.15.1"), keras("2.15.0"), python="3.12.1"),
        "note",
        "no-wheel",
        "tensorflow 2.15.1 has wheels for Python 3.9, 3.10, 3.11, and this is Python 3.12",
        "nothing, if it is a build of your own; else a new environment",
    ),
    "a backend that is missing while another is there": (
        evidence(keras(), plain("jax")),
        "error",
        "backend-missing",
        "keras 3.15.1 is to compute with tensorflow (no setting asks for another); found: tensorflow is not installed;"
        " installed: jax",
        "pip install tensorflow, or choose what is there: export KERAS_BACKEND=jax",
    ),
    "a backend that no Keras has": (
        evidence(tensorflow(), keras(), backend="pytorch"),
        "error",
        "unknown-backend",
        "KERAS_BACKEND=pytorch asks for a backend that keras 3.15.1 has; found: its backends are tensorflow, jax,"
        " torch, numpy, openvino (exact, lower case)",
        "export KERAS_BACKEND=torch, and pip install torch",
    ),
    "a backend that came too late": (
        evidence(tensorflow(), loaded(keras(), "tensorflow"), backend="jax"),
        "warning",
        "backend-late",
        "KERAS_BACKEND=jax came too late: keras 3.15.1 was imported before, and computes with tensorflow",
        "set it before the first import of keras or tensorflow, and restart Python",
    ),
    "a backend that Keras 2 does not have": (
        evidence(tensorflow("2.15.1"), keras("2.15.0"), backend="jax"),
        "warning",
        "backend-ignored",
        "KERAS_BACKEND=jax is not heeded: Keras 2 computes with TensorFlow only",
        'pip install -U "keras>=3" would give it',
    ),
    "keras.json with an entry that Keras does not accept": (
        evidence(tensorflow(), keras(), config=Config(CONFIG, "valid", invalid=(("floatx", "'float8'"),))),
        "error",
        "keras-json-invalid",
        f"Keras reads {CONFIG} when it is imported; found: \"floatx\": 'float8', which Keras does not accept",
        f"correct {CONFIG}, or move it away; Keras writes a new one",
    ),
    "keras.json that is no JSON": (
        evidence(tensorflow(), keras(), config=Config(CONFIG, "not-json", detail="JSONDecodeError: no")),
        "warning",
        "keras-json-ignored",
        f"{CONFIG} is not JSON and Keras ignores it (JSONDecodeError: no)",
        "correct it, or move it away",
    ),
    "keras.json that is stale, and overruled": (
        evidence(tensorflow(), keras(), backend="tensorflow", config=Config(CONFIG, "valid", "theano")),
        "warning",
        "keras-json-stale",
        f'{CONFIG} has "backend": "theano", which no Keras 3 has',
        f'write "backend": "tensorflow" into {CONFIG}, or delete the file',
    ),
    "keras.json that is overruled": (
        evidence(tensorflow(), keras(), backend="tensorflow", config=Config(CONFIG, "valid", "jax")),
        "note",
        "keras-json-overruled",
        f'KERAS_BACKEND=tensorflow overrules "backend": "jax" in {CONFIG}',
        f"unset KERAS_BACKEND to follow the file, or correct {CONFIG}",
    ),
    "a library that sets the variable": (
        evidence(tensorflow(), keras(), forcing=(Forced("deepface 0.0.103", "/site/deepface/DeepFace.py:19", "1"),)),
        "warning",
        "variable-forced",
        "deepface 0.0.103 sets TF_USE_LEGACY_KERAS=1 in /site/deepface/DeepFace.py:19",
        "export TF_USE_LEGACY_KERAS=1 yourself, so that it is Keras 2 whoever comes first; it needs:"
        ' pip install "tf-keras==2.16.*"',
    ),
    "a library that sets the variable, which is on": (
        evidence(
            tensorflow(),
            keras(),
            tf_keras(),
            legacy="1",
            forcing=(Forced("deepface 0.0.103", "/site/deepface.py:19", None),),
        ),
        "note",
        "variable-forced",
        "deepface 0.0.103 sets TF_USE_LEGACY_KERAS in /site/deepface.py:19",
        "nothing: the variable is on already",
    ),
    "a library that switches the variable off": (
        evidence(tensorflow(), keras(), tf_keras(), legacy="1", forcing=(Forced("odd 1", "/site/odd.py:2", "0"),)),
        "warning",
        "variable-forced",
        "odd 1 sets TF_USE_LEGACY_KERAS=0 in /site/odd.py:2",
        "import TensorFlow before that library, or use kerascompat.keras2, which the variable does not change",
    ),
    "a Keras against TensorFlow's pin": (
        evidence(
            tensorflow("2.15.1"),
            keras(),
            owners=(owner("tensorflow", "2.15.1", requires=("keras<2.16,>=2.15.0",)), KERAS),
        ),
        "warning",
        "requirement-unmet",
        "tensorflow 2.15.1 requires keras<2.16,>=2.15.0 (found 3.15.1)",
        'pip install "keras<2.16,>=2.15.0"',
    ),
    "something that TensorFlow needs and that is not there": (
        evidence(
            tensorflow(), keras(), owners=(owner("tensorflow", "2.16.2", requires=("wrapt>=1.11.0", "gast")), KERAS)
        ),
        "error",
        "requirement-missing",
        "tensorflow 2.16.2 requires wrapt, gast; not installed",
        'pip install "wrapt>=1.11.0" "gast"',
    ),
    "more than a few things that are not there": (
        evidence(tensorflow(), keras(), owners=(owner("tensorflow", "2.16.2", requires=tuple("abcd")), KERAS)),
        "error",
        "requirement-missing",
        "tensorflow 2.16.2 requires a, b, c, d; not installed",
        'pip install "tensorflow==2.16.2"',
    ),
    "something that TensorFlow requires and does not import": (
        evidence(tensorflow(), keras(), owners=(owner("tensorflow", "2.16.2", requires=("libclang>=13",)), KERAS)),
        "note",
        "requirement-missing",
        "tensorflow 2.16.2 requires libclang; not installed",
        'pip install "libclang>=13"',
    ),
    "something that a tf_keras needs which is not used": (
        evidence(tensorflow(), keras(), owners=(TENSORFLOW, KERAS, owner("tf-keras", "2.16.0", requires=("six",)))),
        "note",
        "requirement-missing",
        "tf-keras 2.16.0 requires six; not installed",
        'nothing, as long as nothing imports tf_keras; else pip install "six"',
    ),
    "a pin of a TensorFlow that Keras does not compute with": (
        evidence(
            tensorflow(),
            keras(),
            plain("jax"),
            backend="jax",
            owners=(owner("tensorflow", "2.16.2", requires=("ml-dtypes~=0.3.1",)), KERAS),
            versions=(("ml-dtypes", "0.5.4"),),
        ),
        "note",
        "requirement-unmet",
        "tensorflow 2.16.2 requires ml-dtypes~=0.3.1 (found 0.5.4)",
        'nothing, as long as nothing imports tensorflow; else pip install "ml-dtypes~=0.3.1"',
    ),
    "a pin of the backend": (
        evidence(
            keras(),
            plain("jax"),
            backend="jax",
            owners=(KERAS, owner("jax", "0.10.2", requires=("ml_dtypes>=0.5.0",))),
            versions=(("ml-dtypes", "0.3.2"),),
        ),
        "error",
        "requirement-unmet",
        "jax 0.10.2 requires ml_dtypes>=0.5.0 (found 0.3.2)",
        'pip install "ml_dtypes>=0.5.0"',
    ),
    "metadata that an interrupted upgrade has left": (
        evidence(tensorflow(), keras(), owners=(TENSORFLOW, KERAS), stale=("/site/keras-3.10.0.dist-info",)),
        "warning",
        "stale-metadata",
        "/site/keras-3.10.0.dist-info is of a release whose files are gone",
        "delete /site/keras-3.10.0.dist-info",
    ),
    "a yanked release": (
        evidence(tensorflow("2.20.0"), keras(), tf_keras("2.20.0"), owners=(owner("tf-keras", "2.20.0"),)),
        "warning",
        "yanked",
        "tf-keras 2.20.0 was yanked (no reason given)",
        'pip install "tf-keras==2.20.1"',
    ),
    "two owners of tensorflow/": (
        evidence(
            tensorflow(), keras(), owners=(TENSORFLOW, owner("tensorflow-cpu", "2.16.2", module="tensorflow"), KERAS)
        ),
        "warning",
        "two-owners",
        "tensorflow 2.16.2 and tensorflow-cpu 2.16.2 have both installed tensorflow/",
        'pip uninstall -y tensorflow tensorflow-cpu, then pip install "tensorflow==2.16.2"',
    ),
    "two owners of keras/, of different versions": (
        evidence(
            tensorflow(), keras(), owners=(TENSORFLOW, KERAS, owner("keras-nightly", "3.16.0.dev1", module="keras"))
        ),
        "error",
        "two-owners",
        "keras 3.15.1 and keras-nightly 3.16.0.dev1 have both installed keras/",
        'pip uninstall -y keras keras-nightly, then pip install "keras==3.15.1"',
    ),
    "files that are gone": (
        evidence(tensorflow(), keras(), owners=(TENSORFLOW, replace(KERAS, missing=("keras/a.py", "keras/b.py")))),
        "error",
        "half-removed",
        "keras 3.15.1 is installed, and 2 of its files are missing: keras/a.py ...",
        'pip install --force-reinstall --no-deps "keras==3.15.1"',
    ),
    "nearly all files gone, which an installer believes to be there": (
        evidence(
            tensorflow(),
            Module("keras", "namespace", location="/site/keras"),
            owners=(TENSORFLOW, replace(KERAS, missing=("keras/__init__.py",))),
        ),
        "error",
        "no-keras",
        "kerascompat.keras needs a Keras; found: tensorflow 2.16.2; keras at /site/keras is a left-over folder without"
        " __init__.py; tf_keras is not installed",
        'pip install --force-reinstall --no-deps "keras==3.15.1"',
    ),
    "what pip could not remove": (
        evidence(tensorflow(), keras(), leavings=("/site/~eras",)),
        "warning",
        "half-removed",
        "/site/~eras is left of a removal that failed",
        "delete /site/~eras",
    ),
    "files without metadata": (
        evidence(tensorflow(), keras(location="/v/site-packages/keras"), owners=(TENSORFLOW,)),
        "warning",
        "orphan-files",
        "keras 3.15.1 lies in /v/site-packages without metadata",
        "delete /v/site-packages/keras, then pip install keras; a build of your own may stay",
    ),
    "a left-over folder": (
        evidence(Module("tensorflow", "namespace", location="/site/tensorflow"), keras(), plain("jax"), backend="jax"),
        "warning",
        "leftover-folder",
        "tensorflow at /site/tensorflow is a left-over folder without __init__.py",
        "delete /site/tensorflow",
    ),
    "metadata of another release": (
        evidence(tensorflow(), keras("3.10.0"), owners=(TENSORFLOW, KERAS)),
        "error",
        "version-mismatch",
        "keras 3.15.1 is installed, and its own files say 3.10.0",
        'pip install --force-reinstall --no-deps "keras==3.15.1"',
    ),
    "the distribution tensorflow-keras": (
        evidence(tensorflow(), keras(), versions=(("tensorflow-keras", "0.1"),)),
        "warning",
        "impostor",
        "tensorflow-keras 0.1 is installed: it is not tf-keras, and gives no Keras 2",
        'pip uninstall -y tensorflow-keras, and pip install "tf-keras==2.16.*" if Keras 2 is wanted',
    ),
    "a home-made tf_keras": (
        evidence(tensorflow(), keras(), tf_keras(parts=())),
        "warning",
        "impostor",
        "tf_keras at /site/tf_keras is not the tf-keras package (no api/_v2)",
        'rename or delete /site/tf_keras, then pip install "tf-keras==2.16.*"',
    ),
    "keras_core beside Keras 3": (
        evidence(tensorflow(), keras(), keras_core()),
        "note",
        "keras-core-leftover",
        "keras_core 0.1.7 is installed beside keras 3.15.1",
        "pip uninstall -y keras-core",
    ),
    "a file of the user's own": (
        evidence(tensorflow(), keras(), hiding=(("keras", "/home/user/project/keras.py"),)),
        "warning",
        "hidden-by-a-file",
        "/home/user/project/keras.py hides the package keras from a script in that folder",
        "rename /home/user/project/keras.py",
    ),
    "a release on disk that is newer than what is imported": (
        evidence(tensorflow(), replace(keras("3.15.1"), state="loaded", loaded_version="3.10.0")),
        "warning",
        "restart",
        "keras 3.10.0 is imported, and keras 3.15.1 is installed now",
        "restart Python (in a notebook: restart the kernel)",
    ),
    "two roads to tf.keras": (
        evidence(
            loaded(tensorflow()),
            loaded(keras()),
            loaded(tf_keras()),
            roads=(("tf.keras", "tf_keras"), ("from tensorflow.keras import ...", "keras")),
        ),
        "error",
        "split-brain",
        "`tf.keras` gives tf_keras; `from tensorflow.keras import ...` gives keras",
        "set TF_USE_LEGACY_KERAS before the first import of tensorflow, keep one way of import, and restart Python",
    ),
    "two Kerases side by side": (
        evidence(loaded(tensorflow()), loaded(keras()), loaded(tf_keras())),
        "note",
        "two-kerases",
        "keras 3.15.1 and tf_keras 2.16.0 are both imported",
        "kerascompat.owner(obj) tells whose an object is; use one of them for a model",
    ),
    "a combination that was measured to fail": (
        evidence(tensorflow(), keras(), verdict=Verdict("broken", "metrics fails: …", "pip install X")),
        "error",
        "broken-combination",
        "metrics fails: …",
        "pip install X",
    ),
    "a combination against the pins": (
        evidence(tensorflow(), keras(), verdict=Verdict("unsupported", "tensorflow declares …; every step passes")),
        "warning",
        "unsupported-combination",
        "tensorflow declares …; every step passes",
        "kerascompat matrix shows what is verified",
    ),
    "a part that could not be read": (
        evidence(tensorflow(), keras(), unread=(("forcing", "OSError: no"),)),
        "warning",
        "check-failed",
        "forcing could not be read: OSError: no",
        "report it, with the output of kerascompat doctor --json",
    ),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_finding_says_what_how_bad_and_the_cure(row):
    given_evidence, severity, code, what, cure = ROWS[row]
    found = [each for each in examine(given_evidence).findings if each.code == code]
    assert [(each.severity, each.what, each.cure) for each in found] == [(severity, what, cure)]
    assert found[0].why == KINDS[code].why


CLEAN = {
    "TensorFlow 2.15 as it comes": evidence(tensorflow("2.15.1"), keras("2.15.0"), plain("numpy", "1.26.4")),
    "TensorFlow 2.16 with tf_keras and the variable": evidence(tensorflow(), keras(), tf_keras(), legacy="1"),
    "TensorFlow 2.18 with NumPy 2": evidence(tensorflow("2.18.1"), keras(), plain("numpy", "2.0.2")),
    "JAX alone": evidence(keras(), plain("jax"), backend="jax"),
    "a rebuild of TensorFlow under another name, which tf-keras requires as tensorflow": evidence(
        tensorflow(),
        keras(),
        owners=(
            owner("tensorflow-cpu", "2.16.2", module="tensorflow", requires=("keras>=3.0.0",)),
            owner("keras-nightly", "3.15.1", module="keras"),
            owner("tf-keras", "2.16.0", requires=("tensorflow<2.17,>=2.16",)),
        ),
    ),
    "requirements for another system, for an extra, and in words of an old build tool": evidence(
        tensorflow(),
        keras(),
        owners=(
            owner(
                "tensorflow",
                "2.16.2",
                requires=("tensorflow-intel==2.16.2; python_version < '3'", "foo; extra == 'x'", "bar (>1"),
            ),
            KERAS,
        ),
    ),
    "a protobuf of the very version": evidence(
        tensorflow("2.18.1"), keras(), protobuf="5.28.3", generated=(("tensorflow", "5.28.3"),)
    ),
    "a build of one's own outside of site-packages": evidence(tensorflow(), keras(location="/src/keras")),
    "a requirement that lies there without metadata": evidence(
        tensorflow(),
        keras(),
        owners=(owner("tensorflow", "2.16.2", requires=("six>=1.12", "keras>=3.0.0")),),
        versions=(("six", ""),),
    ),
    "a TensorFlow that tells no version, of a distribution of its own name": evidence(
        tensorflow("2.16.2"), keras(), owners=(Owner("tensorflow", "my-tensorflow", "2.16.2", SITE), KERAS)
    ),
    "a mock": evidence(Module("tensorflow", "mock", state="loaded"), Module("keras", "mock", state="loaded")),
}


@pytest.mark.parametrize("row", CLEAN)
def test_a_good_environment_has_no_finding(row):
    assert examine(CLEAN[row]).findings == ()


def test_a_breakage_is_reported_once_with_its_cause():
    broken = Verdict("broken", "import fails: …", "pip install X")
    codes = [
        finding.code
        for finding in examine(evidence(tensorflow(), keras(), plain("numpy", "2.2.6"), verdict=broken)).findings
    ]
    assert codes == ["numpy-2-too-early"]


def test_the_numpy_that_a_finding_explains_is_not_reported_as_a_requirement_again():
    pinned = owner("tensorflow", "2.16.2", requires=("numpy<2.0.0",))
    diagnosis = examine(
        evidence(tensorflow(), keras(), plain("numpy", "2.2.6"), owners=(pinned, KERAS), versions=(("numpy", "2.2.6"),))
    )
    assert [finding.code for finding in diagnosis.findings] == ["numpy-2-too-early"]


def test_what_was_upgraded_under_the_process_is_not_compared_with_what_is_imported():
    imported = replace(tensorflow("2.16.2"), state="loaded", loaded_version="2.15.1")
    codes = [finding.code for finding in examine(evidence(imported, keras(), tf_keras("2.16.0"))).findings]
    assert "restart" in codes
    assert "tf-keras-minor" not in codes


def test_a_warning_of_the_choice_that_a_check_explains_is_said_once():
    codes = [finding.code for finding in examine(evidence(tensorflow(), keras("2.15.0"), tf_keras())).findings]
    assert codes.count("keras-2-too-old") == 1


def test_a_check_that_crashes_is_a_finding_and_the_others_speak(monkeypatch):
    def lame(_evidence):
        return {}["floor"]

    monkeypatch.setattr(_diagnosis, "CHECKS", (lame, *_diagnosis.CHECKS))
    findings = examine(evidence(tensorflow(), keras(), legacy="yes")).findings
    assert [(finding.code, finding.what) for finding in findings] == [
        ("look-alike", "TF_USE_LEGACY_KERAS='yes' is not on: TensorFlow accepts 1, true and True, to the letter"),
        ("check-failed", "the check lame failed: KeyError: 'floor'"),
    ]


def test_errors_come_first_and_notes_last():
    diagnosis = examine(
        evidence(
            tensorflow(), keras(), keras_core(), plain("numpy", "2.2.6"), legacy="yes", hiding=(("jax", "/x/jax.py"),)
        )
    )
    assert [finding.severity for finding in diagnosis.findings] == ["error", "warning", "warning", "note"]


@pytest.mark.parametrize(
    ("severity", "strict", "fail"),
    [
        ("error", False, True),
        ("warning", False, False),
        ("warning", True, True),
        ("note", True, False),
        ("", True, False),
    ],
)
def test_only_errors_fail_and_warnings_where_it_is_strict(severity, strict, fail):
    findings = (Finding("look-alike", severity, "", "", ""),) if severity else ()
    assert fails(_diagnosis.Diagnosis(evidence(), findings), strict=strict) is fail


def test_the_cure_is_given_for_uv_too():
    cure = 'pip uninstall -y keras, then pip install "keras==3.15.1"; uv pip install x; pipx; python -m pip install y;'
    cure += ' pip install -U "tensorflow>=2.18"'
    assert Finding("yanked", "note", "", "", cure).cure_with_uv == (
        'uv pip uninstall keras, then uv pip install "keras==3.15.1"; uv pip install x; pipx; uv pip install y;'
        ' uv pip install "tensorflow>=2.18"'
    )


def test_every_finding_has_its_heading_in_the_page_and_no_heading_is_left_over():
    page = (ROOT / "docs/doctor.md").read_text(encoding="utf-8")
    headings = [line[4:] for line in page.splitlines() if line.startswith("### ")]
    assert sorted(headings) == sorted(KINDS)


@pytest.mark.parametrize("code", sorted({row[2] for row in ROWS.values()}))
def test_the_example_of_a_finding_in_the_page_is_what_the_check_says(code):
    page = (ROOT / "docs/doctor.md").read_text(encoding="utf-8")
    section = page.partition(f"### {code}\n")[2].partition("\n### ")[0]
    examples = [
        f"    {code}: {what}\n      cure: {cure}\n" for _, _, found, what, cure in ROWS.values() if found == code
    ]
    assert any(example in section for example in examples)
    assert section.strip().split(".")[0].lower() == KINDS[code].severity


def test_every_kind_is_found_in_some_row():
    elsewhere = {
        # of the surfaces keras3 and v1.keras, and of a running process: tests/fake/test_doctor.py
        *("keras-too-old", "no-v1", "tf-keras-failed", "surface-stands", "variable-late", "import-failed"),
        *("import-differs", "version-unknown", "tensorflow-version-unknown"),
    }
    assert {row[2] for row in ROWS.values()} | elsewhere == set(KINDS)


def test_every_code_of_the_decision_is_a_kind():
    assert set(_KINDS) <= set(KINDS)


modules = st.sampled_from([
    tensorflow(), tensorflow("2.12.1"), tensorflow("2.17.1"), tensorflow(None), keras(), keras("2.15.0"), keras("4.1"),
    keras(None, parts=()), tf_keras(), tf_keras("nonsense"), keras_core(), plain("jax"), plain("numpy", "2.0.2"),
    Module("keras", "file", location="/x/keras.py"), Module("tensorflow", "blocked"), loaded(keras("3.1.0"), "jax"),
    Module("tensorflow", "mock"), Module("keras", "namespace", location="/site/keras"),
])  # fmt: skip
texts = st.sampled_from([None, "", "1", "yes", "jax", "theano", "2.16.2", "3.15.1", "x.y"])


@settings(max_examples=300, deadline=None)
@given(
    st.lists(modules, max_size=6),
    texts,
    texts,
    st.lists(st.tuples(st.sampled_from(["tensorflow", "keras", "tf-keras"]), texts.filter(bool), texts), max_size=4),
    texts,
    st.sampled_from(["keras", "keras2", "keras3", "v1.keras"]),
)
def test_no_evidence_makes_a_check_crash(found, legacy, backend, distributions, protobuf, surface):
    owners = tuple(owner(name, version, requires=(required or "",)) for name, version, required in distributions)
    config = Config(CONFIG, "valid", backend)
    diagnosis = examine(
        evidence(
            *found,
            legacy=legacy,
            backend=backend,
            owners=owners,
            protobuf=protobuf,
            generated=(("tensorflow", protobuf or ""),),
            config=config,
            surface=surface,
        )
    )
    assert "check-failed" not in {finding.code for finding in diagnosis.findings}
    assert all(finding.code in KINDS and finding.cure and finding.what for finding in diagnosis.findings)
    assert isinstance(diagnosis.evidence.outcome, (Choice, Refusal))
