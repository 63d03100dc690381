"""What was measured: which releases work together, read from `data/` when it is asked for, and not before.

A row of `data/matrix.json` speaks only for the exact releases that it names. `nox -s measure` writes it,
`kerascompat.lab` measures; `data/registry.json` holds what the releases declare of each other.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from kerascompat._facts import Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, Optional

    from kerascompat._facts import Choice

FOLDER = os.path.join(os.path.dirname(__file__), "data")
SCHEMA = 1

BESIDE = frozenset({"save_h5", "export", "tflite", "mixed_precision", "distribution"})
"""Steps beside the common way: a combination where they fail is used all the same, and its verdict names them."""

BASIC = frozenset({"import", "parity", "sequential", "functional", "subclassed", "fit_arrays"})
"""Steps without which there is nothing to use: where they fail, nothing excuses it."""

DISTRIBUTIONS = {"tf_keras": "tf-keras", "keras_core": "keras-core"}


@dataclass(frozen=True)
class Releases:
    """A combination of releases.

    Attributes:
        python: the minor version, `3.11`.
        tensorflow: the release, None where it is not installed.
        provider: `keras`, `tf_keras` or `keras_core`.
        version: the provider's release.
        backend: what it computes with.
        backend_version: the release of the backend's own package, None for TensorFlow and NumPy (which stand beside);
            of JAX with another release of jaxlib, both.
        numpy: the release of NumPy.
        protobuf: the release of protobuf, None where it is not installed or not known.
    """

    python: str
    tensorflow: Optional[str]
    provider: str
    version: Optional[str]
    backend: str
    backend_version: Optional[str] = None
    numpy: Optional[str] = None
    protobuf: Optional[str] = None

    def __str__(self) -> str:
        named = [f"{self.provider} {self.version}"]
        named += [f"tensorflow {self.tensorflow}"] if self.tensorflow else []
        named += [f"{self.backend} {self.backend_version}"] if self.backend_version else []
        named += [f"numpy {self.numpy}"] if self.numpy else []
        return ", ".join(named)


@dataclass(frozen=True)
class Row:
    """One measured combination.

    Attributes:
        releases: what was installed.
        variable: `TF_USE_LEGACY_KERAS` as it was set, None where it was not.
        failed: the steps that failed, each with its error; all others of the table's steps passed.
        error: the first true error: the innermost of the first step that failed.
        absent: the steps that do not exist there: training on an inference backend, TFLite without TensorFlow.
        date: the day of the measurement.
        asked: what was asked for; the rest is what resolved to it on that day.
        command: what measures the very same again.
        log: the first 16 digits of the SHA-256 of its log.
    """

    releases: Releases
    variable: Optional[str]
    failed: tuple[tuple[str, str], ...]
    error: Optional[str]
    absent: tuple[str, ...]
    date: str
    asked: str
    command: str
    log: str

    @property
    def imports(self) -> bool:
        """Whether the provider could be imported."""
        return "import" not in dict(self.failed)


class Table:
    """All rows, and what the releases declare.

    Args:
        steps: what each row was put through, in this order.
        rows: the measured combinations.
        registry: by distribution and release: `requires`, `requires_python`, `pythons`, `yanked`.
    """

    def __init__(
        self,
        steps: Iterable[str] = (),
        rows: Iterable[Row] = (),
        registry: Optional[Mapping[str, Mapping[str, Mapping[str, Any]]]] = None,
    ) -> None:
        self.steps = tuple(steps)
        self.rows = tuple(rows)
        self.registry = registry or {}

    def verdict(self, releases: Releases, generation: Optional[int] = None) -> Verdict:
        """What is known of a combination.

        Args:
            releases: the combination.
            generation: the generation that its cure must keep; tf_keras keeps its own anyway.
        """
        against = list(self._against(releases))
        row = self.row(releases)
        if row is None:
            if against:
                return Verdict("unsupported", f"not measured; {'; '.join(against)}", self._cure(releases, generation))
            return Verdict("untested", "not measured in exactly these releases")
        where = f"measured on Python {row.releases.python}, {row.date}"
        broken = self.broken(row)
        limits = tuple(step for step, _ in row.failed if step not in broken)
        if broken:
            reason = f"{broken[0]} fails: {dict(row.failed)[broken[0]]} ({where})"
            return Verdict("broken", reason, self._cure(releases, generation), limits, row.date)
        works = f"every step{' but ' + ', '.join(limits) if limits else ''} passes ({where})"
        if against:
            return Verdict("unsupported", f"{'; '.join(against)}; {works}", None, limits, row.date)
        return Verdict("verified", works, None, limits, row.date)

    def row(self, releases: Releases) -> Optional[Row]:
        """The row that speaks for a combination.

        Where none is of the very same Python, NumPy and protobuf, one that differs in these speaks for it, if all such
        rows agree.
        """
        rows = [row for row in self.rows if _speaks(row, releases)]
        same_python = [row for row in rows if row.releases.python == releases.python]
        for alike in ([row for row in rows if row.releases == releases], same_python, rows):
            if alike:
                return alike[0] if len({self.broken(row) for row in alike}) == 1 else None
        return None

    def broken(self, row: Row) -> tuple[str, ...]:
        """The steps of a row that the combination breaks.

        Not among them are steps beside the common way, and those that fail wherever this release of the provider was
        measured (`metrics` with Keras 2.13.1, whose `R2Score` fails): these say nothing of the combination.
        """
        own = self._own_limits.get((row.releases.provider, row.releases.version, row.releases.backend), frozenset())
        return tuple(step for step, _ in row.failed if step not in BESIDE | own)

    @cached_property
    def _own_limits(self) -> Mapping[tuple[str, Optional[str], str], frozenset[str]]:
        """By provider, release and backend: the steps that fail in all combinations that were measured.

        Two are needed at least, and not all under NumPy 2, which breaks what works under NumPy 1.
        """
        measured = defaultdict(list)
        for row in self.rows:
            if row.imports:
                measured[row.releases.provider, row.releases.version, row.releases.backend].append(row)
        return {
            key: frozenset.intersection(*(frozenset(step for step, _ in row.failed) for row in rows)) - BASIC
            for key, rows in measured.items()
            if len(rows) > 1 and any(_alike(row.releases.numpy, "1") for row in rows)
        }

    def nearest(self, releases: Releases, generation: Optional[int] = None) -> Optional[Row]:
        """The verified combination that changes least, on the same backend.

        It is of the same provider, since another one is not chosen where it is merely installed; of any provider of a
        generation, where a surface has that fixed.
        """
        candidates = (
            row
            for row in self.verified
            if self.has_python(row.releases, releases.python)
            and row.releases.backend == releases.backend
            and (
                _is_chosen(row.releases, releases) if generation is None else generation_of(row.releases) == generation
            )
            and (row.releases.tensorflow is None) == (releases.tensorflow is None)
        )
        return min(candidates, key=lambda row: _distance(row.releases, releases), default=None)

    @cached_property
    def verified(self) -> tuple[Row, ...]:
        """The rows that a user can be sent to: nothing is broken, nothing against the pins, nothing a pre-release."""
        return tuple(
            row
            for row in self.rows
            if not self.broken(row) and not any(self._against(row.releases)) and not _is_prerelease(row.releases)
        )

    def has_python(self, releases: Releases, python: str) -> bool:
        """Whether the releases can be installed on that Python."""
        if releases.python == python or releases.backend_version:
            return releases.python == python  # what the backend's package wants is not known
        tensorflow = self.registry.get("tensorflow", {}).get(releases.tensorflow or "", {})
        provider = self.registry.get(DISTRIBUTIONS.get(releases.provider, releases.provider), {})
        requires = provider.get(releases.version or "", {}).get("requires_python")
        return (
            python in tensorflow.get("pythons", ())
            and requires is not None
            and Version(python) in SpecifierSet(requires)
        )

    def _cure(self, releases: Releases, generation: Optional[int]) -> Optional[str]:
        row = self.nearest(releases, generation)
        return None if row is None else f"pip install {' '.join(_pins(row.releases, releases))}"

    def _against(self, releases: Releases) -> Iterator[str]:
        """What the releases declare, and is not met."""
        installed = {
            "keras": releases.version if releases.provider == "keras" else None,
            "keras-nightly": releases.version if releases.provider == "keras" else None,
            "tensorflow": releases.tensorflow,
            "numpy": releases.numpy,
            "protobuf": releases.protobuf,
        }
        provider = DISTRIBUTIONS.get(releases.provider, releases.provider)
        for name, version in (("tensorflow", releases.tensorflow), (provider, releases.version)):
            facts = self.registry.get(name, {}).get(version or "", {})
            pythons = facts.get("pythons")
            if pythons is not None and releases.python not in pythons:
                yield f"{name} {version} has no wheel for Python {releases.python}"
            for line in facts.get("requires", ()):
                requirement = Requirement(line)
                found = installed.get(requirement.name)
                applies = requirement.marker is None or requirement.marker.evaluate({"python_version": releases.python})
                if applies and found and not _allows(requirement, found):
                    yield f"{name} {version} declares {requirement.name}{requirement.specifier}"


def releases_of(choice: Choice, python: str, protobuf: Optional[str] = None, jaxlib: Optional[str] = None) -> Releases:
    """The combination that a choice is."""
    backend = choice.backend
    version = None if backend in ("tensorflow", "numpy") else choice.version_of(backend)
    if backend == "jax" and jaxlib not in (None, version):
        version = f"{version} with jaxlib {jaxlib}"
    return Releases(
        python=".".join(python.split(".")[:2]),
        tensorflow=choice.version_of("tensorflow"),
        provider=choice.provider,
        version=choice.version,
        backend=backend,
        backend_version=version,
        numpy=choice.version_of("numpy"),
        protobuf=protobuf,
    )


@cache
def table() -> Table:
    """The measured table that kerascompat brings; an empty one where it is missing or damaged."""
    try:
        return read_table(FOLDER)
    except (OSError, ValueError):
        return Table()


def read_table(folder: str) -> Table:
    """The table of a folder.

    Raises:
        OSError: there is none.
        ValueError: it is damaged, or of another version.
    """
    path = os.path.join(folder, "matrix.json")
    data = _read(path)
    registry = _read(os.path.join(folder, "registry.json"))
    try:
        if data["schema"] != SCHEMA:
            message = f"{path}: schema {data['schema']}, not {SCHEMA}"
            raise ValueError(message)
        return Table(data["steps"], map(_thaw, data["rows"]), registry["distributions"])
    except (KeyError, TypeError, AttributeError) as error:
        message = f"{path} is no table of measurements: {error!r}"
        raise ValueError(message) from error


def newest_of(releases: Iterable[str]) -> Optional[str]:
    """The newest of some releases that is no pre-release, None of none."""
    return max((text for text in releases if not Version(text).is_prerelease), key=Version, default=None)


def _read(path: str) -> Any:
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def _thaw(data: dict[str, Any]) -> Row:
    releases = Releases(**{name: data.pop(name) for name in Releases.__dataclass_fields__})
    return Row(releases, **{**data, "failed": tuple(data["failed"].items()), "absent": tuple(data["absent"])})


def _speaks(row: Row, asked: Releases) -> bool:
    """Whether what was measured is what is asked, release by release; of NumPy the major version counts."""
    measured = row.releases
    return (
        measured.provider == asked.provider
        and measured.backend == asked.backend
        and _equal(measured.tensorflow, asked.tensorflow)
        and _equal(measured.version, asked.version)
        and _equal(measured.backend_version, asked.backend_version)
        and _alike(measured.numpy, asked.numpy)
        and _fits(row, asked.protobuf)
    )


def _fits(row: Row, protobuf: Optional[str]) -> bool:
    """Whether a row speaks for another protobuf of the same major version.

    Code that protobuf has generated runs with its own version and newer ones: what worked works with a newer one, and
    what failed fails with an older one (`google/protobuf/runtime_version.py`).
    """
    measured = row.releases.protobuf
    if measured is None or protobuf is None:
        return True
    one, other = version_of(protobuf), version_of(measured)
    return _alike(measured, protobuf) and (one >= other if row.imports else one <= other)


def _equal(one: Optional[str], other: Optional[str]) -> bool:
    return one == other or (one is not None and other is not None and version_of(one) == version_of(other))


def _alike(one: Optional[str], other: Optional[str]) -> bool:
    """Whether the major versions agree; an unknown one does not differ."""
    return one is None or other is None or version_of(one).major == version_of(other).major


@cache
def version_of(text: str) -> Version:
    """A text as a version; what is none counts as 0."""
    try:
        return Version(text)
    except ValueError:  # no version at all, or numbers of more digits than Python converts
        return Version("0")


def _allows(requirement: Requirement, version: str) -> bool:
    """Whether a requirement admits a version; what is no version cannot be told."""
    try:
        return requirement.specifier.contains(Version(version), prereleases=True)
    except ValueError:
        return True


def generation_of(releases: Releases) -> int:
    """The generation of the provider of a combination."""
    return (
        2
        if releases.provider == "tf_keras"
        or (version_of(releases.version or "3").major < 3 and releases.provider == "keras")
        else 3
    )


def _is_chosen(other: Releases, asked: Releases) -> bool:
    """Whether what is installed as `other` is chosen where `asked` is now, without a change of the variable."""
    heeds = asked.tensorflow is None or version_of(asked.tensorflow) >= Version("2.15")
    if asked.provider == "tf_keras" and not heeds:
        return other.provider == "keras" and generation_of(other) == 2
    return other.provider == asked.provider


def _is_prerelease(releases: Releases) -> bool:
    return any(version_of(text).is_prerelease for text in (releases.tensorflow, releases.version) if text)


def _distance(row: Releases, asked: Releases) -> tuple[object, ...]:
    """How much must change: what Keras computes with weighs most, then the package, then its version."""
    return (
        not _equal(row.tensorflow, asked.tensorflow),
        minors(row.tensorflow, asked.tensorflow),
        not _equal(row.backend_version, asked.backend_version),
        minors(row.backend_version, asked.backend_version),
        row.provider != asked.provider,
        not _equal(row.version, asked.version),
        minors(row.version, asked.version),
        not _alike(row.numpy, asked.numpy),
        not _alike(row.protobuf, asked.protobuf),
        # of equals, the newest
        *(-part for part in (*version_of(row.version or "0").release, *version_of(row.backend_version or "0").release)),
    )


def minors(one: Optional[str], other: Optional[str]) -> int:
    """How many minor versions apart; of another major version, none is nearer than the next."""
    if one is None or other is None:
        return 0
    first, second = version_of(one), version_of(other)
    return abs(first.minor - second.minor) if first.major == second.major else 1000


def _pins(row: Releases, asked: Releases) -> Iterator[str]:
    """The pins of a row, as far as they hold the combination together.

    Of NumPy and protobuf the major version is named where it must change; which release there is for a Python, the
    installer knows.
    """
    if row.tensorflow:
        yield f'"tensorflow=={row.tensorflow}"'
    yield f'"{DISTRIBUTIONS.get(row.provider, row.provider)}=={row.version}"'
    if row.backend_version:
        yield f'"{row.backend}=={version_of(row.backend_version).public}"'  # a local label is on no index
    if row.backend == "jax":
        yield f'"jaxlib=={row.backend_version}"'  # which jax did not require before 0.4.34
    for name, kept, found in (("numpy", row.numpy, asked.numpy), ("protobuf", row.protobuf, asked.protobuf)):
        if kept is not None and not _alike(kept, found):
            yield f'"{name}=={version_of(kept).major}.*"'
