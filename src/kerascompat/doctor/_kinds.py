"""Every kind of finding: where it belongs, how bad it is, why it matters. Each has its heading in docs/doctor.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kerascompat.doctor._finding import ERROR, NOTE, WARNING, Finding

if TYPE_CHECKING:
    from typing import Optional

KERAS, TENSORFLOW, BACKEND, SETTINGS = "Keras", "TensorFlow", "Backend", "Settings"
INSTALLATION, PROCESS, VERDICT, DOCTOR = "Installation", "Process", "Verdict", "Doctor"
AREAS = (KERAS, TENSORFLOW, BACKEND, SETTINGS, INSTALLATION, PROCESS, VERDICT, DOCTOR)


@dataclass(frozen=True)
class Kind:
    """A kind of finding.

    Attributes:
        area: the line of the report that it stands under.
        severity: how bad it usually is.
        why: why it matters.
    """

    area: str
    severity: str
    why: str


KINDS = {
    "no-keras": Kind(KERAS, ERROR, "without a Keras there is nothing to import"),
    "legacy-without-tf-keras": Kind(
        KERAS, ERROR, "the variable makes tf.keras the package tf_keras, which TensorFlow does not bring"
    ),
    "keras-too-old": Kind(KERAS, ERROR, "the installed Keras is generation 2, and generation 3 is asked for"),
    "no-v1": Kind(KERAS, ERROR, "only Keras 2 has the TensorFlow 1 style API"),
    "keras-2-too-old": Kind(
        KERAS, ERROR, "Keras 2.13 to 2.15 calls a function of TensorFlow that was removed in 2.16, and fails at import"
    ),
    "keras-3-too-new": Kind(KERAS, WARNING, "TensorFlow before 2.15 looks for the folders of Keras 2"),
    "keras-4": Kind(KERAS, WARNING, "TensorFlow takes every Keras whose version does not begin with `3.` for Keras 2"),
    "tf-keras-minor": Kind(
        KERAS, WARNING, "each tf-keras is made for the TensorFlow of its own minor version, and says so since 2.15.1"
    ),
    "stand-in": Kind(KERAS, NOTE, "no `keras` is installed that could be used, so the next in line serves"),
    "version-unknown": Kind(KERAS, NOTE, "a version is in the package's own text; where it is not, its folders tell"),
    "newer-than-measured": Kind(KERAS, NOTE, "this version of kerascompat is older than that release"),
    "numpy-2-too-early": Kind(
        TENSORFLOW, ERROR, "TensorFlow before 2.18 is compiled for NumPy 1, and its import fails under NumPy 2"
    ),
    "protobuf-too-old": Kind(
        TENSORFLOW, ERROR, "code that protobuf has generated runs with that version of protobuf and newer ones only"
    ),
    "no-wheel": Kind(TENSORFLOW, WARNING, "an installer finds a release only where it has a wheel for this Python"),
    "tensorflow-version-unknown": Kind(
        TENSORFLOW, NOTE, "TensorFlow tells its version in its metadata only, and it has none here"
    ),
    "backend-missing": Kind(
        BACKEND, ERROR, "Keras computes with what the settings say, and does not look for another backend by itself"
    ),
    "unknown-backend": Kind(BACKEND, ERROR, "Keras takes the name of a backend to the letter, and fails at import"),
    "backend-late": Kind(BACKEND, WARNING, "Keras reads its backend once, when it is imported"),
    "backend-ignored": Kind(BACKEND, WARNING, "Keras 2 computes with TensorFlow only"),
    "look-alike": Kind(SETTINGS, WARNING, "TensorFlow compares the value with 1, true and True, to the letter"),
    "variable-ignored": Kind(SETTINGS, WARNING, "TensorFlow reads TF_USE_LEGACY_KERAS since 2.15"),
    "variable-late": Kind(
        SETTINGS, WARNING, "TensorFlow reads it at two moments: when it is imported, and when tf.keras is first used"
    ),
    "variable-forced": Kind(
        SETTINGS, NOTE, "a library that sets the variable decides for the whole process, for whoever is imported later"
    ),
    "keras-json-invalid": Kind(SETTINGS, ERROR, "every Keras reads this file at import, and raises on such an entry"),
    "keras-json-ignored": Kind(SETTINGS, WARNING, "Keras ignores a file that is not JSON, and says nothing"),
    "keras-json-stale": Kind(
        SETTINGS, WARNING, "the file outlives the Keras that wrote it; only KERAS_BACKEND goes before it"
    ),
    "keras-json-overruled": Kind(SETTINGS, NOTE, "KERAS_BACKEND goes before the file"),
    "requirement-unmet": Kind(
        INSTALLATION, WARNING, "an installer was told to ignore the pins, or a later installation changed what is there"
    ),
    "requirement-missing": Kind(INSTALLATION, ERROR, "the import looks for it, and stops where it is not there"),
    "yanked": Kind(INSTALLATION, WARNING, "its makers have withdrawn that release"),
    "two-owners": Kind(
        INSTALLATION, WARNING, "the one that came last has overwritten files of the other; removing one breaks both"
    ),
    "stale-metadata": Kind(
        INSTALLATION,
        WARNING,
        "an upgrade was interrupted; an installer may take that release for the one that is there",
    ),
    "half-removed": Kind(INSTALLATION, ERROR, "a removal failed, or took files that two distributions had"),
    "orphan-files": Kind(INSTALLATION, WARNING, "no installer knows of these files: none will update or remove them"),
    "leftover-folder": Kind(INSTALLATION, WARNING, "Python imports a folder without __init__.py as an empty package"),
    "version-mismatch": Kind(
        INSTALLATION, ERROR, "the files are of one release and the metadata of another: a part was overwritten"
    ),
    "impostor": Kind(INSTALLATION, WARNING, "it has the name of the package, and is not the package"),
    "keras-core-leftover": Kind(INSTALLATION, NOTE, "keras-core became Keras 3; objects of the two do not mix"),
    "hidden-by-a-file": Kind(
        INSTALLATION, WARNING, "Python looks into the folder of the script first: `import` finds that file"
    ),
    "restart": Kind(PROCESS, WARNING, "a process keeps what it has imported, whatever is installed later"),
    "split-brain": Kind(PROCESS, ERROR, "objects of one Keras are not accepted by the other"),
    "two-kerases": Kind(PROCESS, NOTE, "both are imported; objects of one are not accepted by the other"),
    "tf-keras-failed": Kind(PROCESS, ERROR, "TensorFlow does not try again: every later use of tf.keras fails"),
    "surface-stands": Kind(PROCESS, WARNING, "a surface that is loaded keeps its choice for the life of the process"),
    "broken-combination": Kind(VERDICT, ERROR, "exactly these releases were measured together, and failed"),
    "unsupported-combination": Kind(VERDICT, WARNING, "the releases' own requirements exclude each other"),
    "import-failed": Kind(
        KERAS, ERROR, "the decision is made from facts; the import was tried in a process of its own"
    ),
    "import-differs": Kind(KERAS, WARNING, "a process of its own gets another Keras than the facts here tell"),
    "check-failed": Kind(DOCTOR, WARNING, "a part of the doctor met what it does not know; the rest is as reported"),
}


def make(code: str, what: str, cure: str, severity: Optional[str] = None) -> Finding:
    """A finding of a kind.

    Args:
        code: its kind.
        what: what was found.
        cure: what to do.
        severity: how bad it is here, where that is not as usual.
    """
    kind = KINDS[code]
    return Finding(code, severity or kind.severity, what, kind.why, cure)
