"""Checks of what is set: the variables and `keras.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kerascompat._facts import BACKENDS, LEGACY_ON
from kerascompat.doctor._finding import WARNING
from kerascompat.doctor._kinds import make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kerascompat.doctor._evidence import Evidence
    from kerascompat.doctor._finding import Finding


def stale_file(evidence: Evidence) -> Iterator[Finding]:
    """A backend in `keras.json` that no Keras of today has, such as theano."""
    config = evidence.facts.config
    if config.backend is None or config.backend in BACKENDS:
        return
    known = tuple(
        part.partition(":")[2] for part in evidence.facts.module("keras").parts if part.startswith("backend:")
    )
    if config.backend not in known:
        cure = f'write "backend": "tensorflow" into {config.path}, or delete the file'
        yield make("keras-json-stale", f'{config.path} has "backend": "{config.backend}", which no Keras 3 has', cure)


def overruled_file(evidence: Evidence) -> Iterator[Finding]:
    """A backend that somebody has written into `keras.json`, and that the variable overrules."""
    config, wish = evidence.facts.config, evidence.facts.keras_backend
    if config.backend in BACKENDS[1:] and wish and wish != config.backend:  # the first is what Keras writes itself
        text = f'KERAS_BACKEND={wish} overrules "backend": "{config.backend}" in {config.path}'
        yield make("keras-json-overruled", text, f"unset KERAS_BACKEND to follow the file, or correct {config.path}")


def forced_variable(evidence: Evidence) -> Iterator[Finding]:
    """A library that sets the variable for the whole process."""
    facts = evidence.facts
    for each in evidence.forcing:
        text = f"{each.library} sets TF_USE_LEGACY_KERAS{f'={each.value}' if each.value else ''} in {each.line}"
        turns_on = each.value is None or each.value in LEGACY_ON
        severity = None if turns_on == facts.legacy_on else WARNING
        cure = "export TF_USE_LEGACY_KERAS=1 yourself, so that it is Keras 2 whoever comes first"
        if turns_on == facts.legacy_on:
            cure = f"nothing: the variable is {'on' if facts.legacy_on else 'off'} already"
        elif not turns_on:
            cure = (
                "import TensorFlow before that library, or use kerascompat.keras2, which the variable does not change"
            )
        elif not facts.module("tf_keras").is_package:
            cure += f"; it needs: {evidence.install_tf_keras}"
        yield make("variable-forced", text, cure, severity)
