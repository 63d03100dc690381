"""Which Keras has a name: since when, until when, and as what. Read from `data/api.json` when it is asked for.

`nox -s measure-api` writes the file: what a walk through the public API of the newest release of each minor version
found, by import. A span, `2.12-3.15`, is of minor versions that follow each other among those that were measured.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, Optional

FOLDER = os.path.join(os.path.dirname(__file__), "data")
SCHEMA = 1

VIEWS = {
    "keras": "keras",
    "tf.keras": "tf.keras",
    "v1": "tf.compat.v1.keras",
    "tf_keras": "tf_keras",
    "tf_keras/tf.keras": "tf.keras with TF_USE_LEGACY_KERAS=1",
    "tf_keras/v1": "tf.compat.v1.keras with TF_USE_LEGACY_KERAS=1",
}
"""The labels of what was walked through, and how a program comes there."""

Spans = tuple[tuple[str, str], ...]
"""The first and the last minor version of each run, oldest first."""


@dataclass(frozen=True)
class History:
    """What is known of a name.

    Attributes:
        name: its path below the root: `layers.Dense`.
        kinds: `module`, `class`, `function` or `value`, each with the views that have it so and their spans.
        measured: by provider, the minor versions that were looked at, oldest first.
    """

    name: str
    kinds: tuple[tuple[str, tuple[tuple[str, Spans], ...]], ...]
    measured: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def kind(self) -> str:
        """What it is in the newest release that has it."""
        return self.kinds[-1][0]

    def minors(self, *views: str) -> list[str]:
        """The minor versions that have the name in one of the views, oldest first; the views are of one provider."""
        every = dict(self.measured)[provider_of(views[0])]
        found = {
            minor
            for _, labels in self.kinds
            for label, spans in labels
            if label in views
            for first, last in spans
            for minor in every[every.index(first) : every.index(last) + 1]
        }
        return [minor for minor in every if minor in found]

    def places(self) -> list[str]:
        """Which Keras has it, a phrase for each run of minor versions: `Keras 2.12 to 2.15`, `tf_keras`."""
        every = dict(self.measured)
        legacy = self.minors("tf_keras", "tf_keras/tf.keras")
        found = _runs("Keras", self.minors("keras", "tf.keras"), every["keras"])
        found += ["tf_keras"] if legacy == [*every["tf_keras"]] else _runs("tf_keras", legacy, every["tf_keras"])
        return found or ["tf.compat.v1.keras of Keras 2"]

    def where(self) -> str:
        """Which Keras has it, in one phrase."""
        *others, last = self.places()
        return f"{', '.join(others)} and {last}" if others else last


def provider_of(view: str) -> str:
    """The provider that a view is of."""
    return view.partition("/")[0] if view.startswith("tf_keras") else "keras"


def _runs(name: str, minors: Sequence[str], every: Sequence[str]) -> list[str]:
    """Each run of minor versions as a phrase; the newest that was measured is not said to be the last."""
    texts = []
    for first, last in spans_of(minors, every):
        if last == every[-1]:
            texts.append(f"{name} {first} and newer")
        else:
            texts.append(f"{name} {first}" if first == last else f"{name} {first} to {last}")
    return texts


def spans_of(minors: Iterable[str], every: Sequence[str]) -> Spans:
    """The runs of minor versions that follow each other."""
    places = sorted(every.index(minor) for minor in minors)
    firsts = [place for place in places if place - 1 not in places]
    lasts = [place for place in places if place + 1 not in places]
    return tuple((every[first], every[last]) for first, last in zip(firsts, lasts))


def format_spans(labels: Mapping[str, Iterable[str]], measured: Mapping[str, Sequence[str]]) -> str:
    """Views and their minor versions as the data has them: `keras 2.12-3.15, v1 2.12`."""
    texts = []
    for label, minors in labels.items():
        spans = spans_of(minors, measured[provider_of(label)])
        texts.append(f"{label} {'+'.join(first if first == last else f'{first}-{last}' for first, last in spans)}")
    return ", ".join(texts)


def parse_spans(text: str) -> tuple[tuple[str, Spans], ...]:
    """What `format_spans` wrote."""
    parts = (each.rpartition(" ") for each in text.split(", "))
    return tuple((label, tuple(_span(run) for run in runs.split("+"))) for label, _, runs in parts)


def _span(text: str) -> tuple[str, str]:
    first, _, last = text.partition("-")
    return first, last or first


def history(name: str) -> Optional[History]:
    """What is known of a name, None where no Keras that was measured has it.

    The first call reads the data, some 3 ms.

    Args:
        name: its path below the root: `layers.Dense`.
    """
    found = _data()["names"].get(name)
    if found is None:
        return None
    kinds = tuple((kind, parse_spans(spans)) for kind, spans in found.items())
    return History(name, kinds, tuple(measured().items()))


def names() -> Sequence[str]:
    """Every name that some Keras has, in the order of the alphabet."""
    return list(_data()["names"])


@cache
def measured() -> Mapping[str, tuple[str, ...]]:
    """By provider, the minor versions that were looked at, oldest first."""
    releases = _data()["releases"]
    return {provider: tuple(".".join(each.split(".")[:2]) for each in releases[provider]) for provider in releases}


def date() -> str:
    """The day of the measurement."""
    return str(_data()["measured"])


@cache
def _data() -> Mapping[str, Any]:
    with open(os.path.join(FOLDER, "api.json"), encoding="utf-8") as file:
        return json.load(file)  # type: ignore[no-any-return] # the file is ours
