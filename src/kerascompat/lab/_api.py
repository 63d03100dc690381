"""The public API of every Keras: what is measured, and how it becomes `data/api.json` and `data/signatures.json`."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from packaging.version import Version

from kerascompat._history import SCHEMA, format_spans
from kerascompat.lab._combinations import PYTHON, newest
from kerascompat.lab._environments import Pins

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kerascompat.lab._combinations import Registry

ROOTS = {
    ("keras", 2): {"keras": "keras", "tf.keras": "keras.api._v2.keras", "v1": "keras.api._v1.keras"},
    ("keras", 3): {"keras": "keras", "tf.keras": "keras._tf_keras.keras"},
    ("tf_keras", 2): {
        "tf_keras": "tf_keras",
        "tf_keras/tf.keras": "tf_keras.api._v2.keras",
        "tf_keras/v1": "tf_keras.api._v1.keras",
    },
}
"""By provider and generation: the labels of the views, and the module that each begins at."""


@dataclass(frozen=True)
class Subject:
    """One release of a provider, and the environment that it is looked at in."""

    provider: str
    release: str
    pins: Pins

    @property
    def name(self) -> str:
        """What it is called in reports."""
        return f"{self.provider} {self.release}"

    @property
    def minor(self) -> str:
        """The minor version, which stands for the release in the data."""
        return minor_of(self.release)

    @property
    def roots(self) -> Mapping[str, str]:
        """The labels of its views, and the module that each begins at."""
        return ROOTS[self.provider, min(Version(self.release).major, 3)]


def minor_of(release: str) -> str:
    """`3.15` for `3.15.1`."""
    version = Version(release)
    return f"{version.major}.{version.minor}"


def subjects(registry: Registry) -> list[Subject]:
    """The newest final release of each minor version of `keras` and `tf-keras`, oldest first."""
    finals = {name: _finals(registry[name]) for name in ("tensorflow", "keras", "tf-keras")}
    tensorflow = finals["tensorflow"]
    last = tensorflow[max(tensorflow)]
    found = []
    for minor, release in sorted(finals["keras"].items()):
        if minor in tensorflow and minor < (3, 0):
            found.append(Subject("keras", release, Pins(PYTHON, (f"tensorflow=={tensorflow[minor]}",))))
        else:
            found.append(Subject("keras", release, Pins(PYTHON, (f"tensorflow=={last}",), (f"keras=={release}",))))
    for minor, release in sorted(finals["tf-keras"].items()):
        pins = (f"tensorflow=={tensorflow[minor]}", f"tf-keras=={release}")
        found.append(Subject("tf_keras", release, Pins(PYTHON, pins)))
    return found


def _finals(releases: Mapping[str, Mapping[str, Any]]) -> dict[tuple[int, int], str]:
    return newest({text: facts for text, facts in releases.items() if not Version(text).is_prerelease})


@dataclass(frozen=True)
class Record:
    """What a walk wrote of one release."""

    subject: Subject
    views: Mapping[str, Mapping[str, Mapping[str, Any]]]
    classes: Sequence[Mapping[str, Any]]


Found = dict[str, dict[str, dict[str, list[str]]]]
"""By path and by what was found of it (a kind, a call): the labels, each with its minor versions, oldest first."""


def merge(records: Iterable[Record], date: str) -> tuple[str, str]:
    """The texts of `api.json` and `signatures.json`.

    Args:
        records: of all subjects, in their order.
        date: the day of the measurement.
    """
    records = list(records)
    names: Found = {}
    calls: Found = {}
    bases: Found = {}
    main = _main_names(records)
    for record in records:
        said: Found = {}
        above: Found = {}
        for label, view in record.views.items():
            for path, entry in view.items():
                _add(names, path, entry["kind"], label, record.subject.minor)
                for name, call in _calls(path, entry, record, main):
                    _add(said, name, call, label, record.subject.minor)
                for base in _base(path, entry, record, main):
                    _add(above, path, base, label, record.subject.minor)
        _agree(said, calls, record.subject)
        _agree(above, bases, record.subject)
    measured: dict[str, list[str]] = defaultdict(list)
    for record in records:
        measured[record.subject.provider].append(record.subject.release)
    order = {provider: [minor_of(each) for each in releases] for provider, releases in measured.items()}
    head = {"schema": SCHEMA, "measured": date, "releases": measured}
    return (
        _lines(head, names=_compact(names, order)),
        _lines({"schema": SCHEMA, "measured": date}, calls=_compact(calls, order), bases=_compact(bases, order)),
    )


def _add(into: Found, path: str, what: str, label: str, minor: str) -> None:
    into.setdefault(path, {}).setdefault(what, {}).setdefault(label, []).append(minor)


def _agree(said: Found, into: Found, subject: Subject) -> None:
    """Add what was said of one release: where all its views say the same, under the name of the provider alone."""
    for path, found in said.items():
        for what, labels in found.items():
            for label in (subject.provider,) if len(found) == 1 else labels:
                _add(into, path, what, label, subject.minor)


def _main_names(records: Iterable[Record]) -> dict[tuple[str, str, int], str]:
    """By provider, release and class: of its names the one that most releases have; of several, the shortest."""
    counted: dict[str, int] = defaultdict(int)
    every: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for record in records:
        for view in record.views.values():
            for path, entry in view.items():
                counted[path] += 1
                if "class" in entry:
                    every[record.subject.provider, record.subject.release, entry["class"]].add(path)
    return {key: min(paths, key=lambda path: (-counted[path], len(path), path)) for key, paths in every.items()}


def _calls(
    path: str, entry: Mapping[str, Any], record: Record, main: Mapping[tuple[str, str, int], str]
) -> Iterator[tuple[str, str]]:
    """The names below a path, its own included, and how each is called; a class is written out under one name."""
    if entry.get("call") is not None:
        yield path, entry["call"]
    if "class" not in entry:
        return
    name = main[record.subject.provider, record.subject.release, entry["class"]]
    kind = record.classes[entry["class"]]
    if name != path:
        yield path, f"= {name}"
        return
    if kind["call"] is not None:
        yield path, kind["call"]
    for method, call in kind["methods"].items():
        if call is not None:
            yield f"{path}.{method}", call


def _base(
    path: str, entry: Mapping[str, Any], record: Record, main: Mapping[tuple[str, str, int], str]
) -> Iterator[str]:
    """The name of the nearest public class that a class derives from, where it is not of the same name."""
    base = record.classes[entry["class"]]["base"] if "class" in entry else None
    if base is not None:
        name = main[record.subject.provider, record.subject.release, base]
        if name != path:
            yield name


def _compact(found: Found, order: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """By path and by what was found of it: the spans as text."""
    return {path: {what: format_spans(found[path][what], order) for what in found[path]} for path in sorted(found)}


def _lines(head: Mapping[str, Any], **parts: Mapping[str, Any]) -> str:
    """JSON with one line for each entry, so that a change reads as a diff."""
    begun = json.dumps(head, ensure_ascii=False)[:-1]
    texts = []
    for name, part in parts.items():
        lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in part.items())
        texts.append(f'"{name}": {{\n{lines}\n}}')
    return f"{begun},\n" + ",\n".join(texts) + "}\n"
