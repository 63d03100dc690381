"""What the decision itself says: its refusal, its warnings, and what the matrix knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kerascompat._facts import Choice, Refusal
from kerascompat._matrix import newest_of
from kerascompat._versions import release
from kerascompat.doctor._finding import ERROR, WARNING
from kerascompat.doctor._kinds import make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kerascompat.doctor._evidence import Evidence
    from kerascompat.doctor._finding import Finding


def refusal(evidence: Evidence) -> Iterator[Finding]:
    """Why no Keras can be had."""
    outcome = evidence.outcome
    if isinstance(outcome, Refusal):
        cure = evidence.reinstall(outcome.name or "") or outcome.cure  # an installer believes that it is there
        yield make(outcome.code, f"{outcome.asked}; found: {outcome.found}", cure, ERROR)


def warnings(evidence: Evidence) -> Iterator[Finding]:
    """What the choice warns of."""
    if isinstance(evidence.outcome, Choice):
        for code, text in evidence.outcome.notes:
            what, _, cure = text.partition("; " if code == "backend-ignored" else " Cure: ")
            severity = WARNING if code == "legacy-without-tf-keras" else None
            yield make(code, what.rstrip("."), cure or _CURES[code], severity)


_CURES = {
    "variable-ignored": "unset TF_USE_LEGACY_KERAS",
    "stand-in": "pip install keras",
    "version-unknown": "nothing, if this is a build of your own or a frozen application; else reinstall the package",
    "tensorflow-version-unknown": "nothing, if this is a build of your own or a frozen application; else reinstall it",
    "surface-stands": "restart Python",
}


def verdict(evidence: Evidence) -> Iterator[Finding]:
    """What the matrix has against the combination."""
    found = evidence.verdict
    if found is None or found.kind not in ("broken", "unsupported"):
        return
    cure = found.cure or "kerascompat matrix shows what is verified"
    yield make(f"{found.kind if found.kind == 'broken' else 'unsupported'}-combination", found.reason, cure)


def newer_than_measured(evidence: Evidence) -> Iterator[Finding]:
    """Releases that came after the data, and a Keras of the next generation."""
    for module, distribution in (("tensorflow", "tensorflow"), ("keras", "keras"), ("tf_keras", "tf-keras")):
        there = evidence.facts.module(module)
        version = release(there.effective_version) if there.is_package else None
        newest = release(newest_of(evidence.registry.get(distribution, {})))
        if version and newest and version > newest:
            known = ".".join(map(str, newest))
            text = f"{there} is newer than the newest {distribution} that was measured, {known}"
            yield make("newer-than-measured", text, "pip install -U kerascompat, if there is a newer one")
    keras = evidence.facts.module("keras")
    version = release(keras.effective_version) if keras.is_package else None
    if version and version[0] >= 4 and evidence.facts.module("tensorflow").is_package:
        text = f"{keras}: tf.keras will look for Keras 2 in it, and kerascompat.keras takes it as it is"
        yield make("keras-4", text, 'pip install "keras>=3,<4", or import kerascompat.keras instead of tf.keras')
