"""Where a choice meets the measured table. Imported only when something failed, may fail, or is asked."""

from __future__ import annotations

from kerascompat import _environment, _matrix
from kerascompat._facts import Refusal, Verdict
from kerascompat._hazards import SWITCH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

    from kerascompat._facts import Choice
    from kerascompat._matrix import Releases


# What a combination depends on beside the facts, and where each tells its version.
_BESIDE = {"protobuf": ("google", "protobuf"), "jaxlib": ("jaxlib", "version")}


def releases_of(choice: Choice) -> Releases:
    """The combination of releases that a choice is in this process."""
    versions = {name: _environment.version_below(*place) for name, place in _BESIDE.items()}
    return _matrix.releases_of(choice, _environment.python_version(), **versions)


def verdict_of(choice: Choice) -> Verdict:
    """What the table says of a choice."""
    if choice.mocked:
        return Verdict("untested", "the module is a mock")
    return _matrix.table().verdict(releases_of(choice), _kept(choice))


def _kept(choice: Choice) -> Optional[int]:
    """The generation that a cure must keep: that of a surface which has it fixed."""
    return None if choice.surface == "keras" else choice.generation


def of_failed_import(choice: Choice) -> Optional[Verdict]:
    """The verdict where the table has seen this import fail, else None."""
    releases = releases_of(choice)
    row = _matrix.table().row(releases)
    return None if row is None or row.imports else _matrix.table().verdict(releases, _kept(choice))


def as_measured(verdict: Verdict, found: str) -> str:
    """What to say of a measured failure beside what was found now: where it is the same, only that it is."""
    fails, _, where = verdict.reason.rpartition(" (")
    # the measured text is cut, and has no paths: its beginning tells
    if fails.startswith(f"import fails: {found[:60]}"):
        return f"so it was {where.rstrip(')')}"
    return f"measured: {verdict.reason}"


def refusal(choice: Choice) -> Optional[Refusal]:
    """The refusal of a choice whose import was measured to fail, NumPy's and Python's release included; else None."""
    if not _environment.is_as_measured():
        return None
    releases = releases_of(choice)
    row = _matrix.table().row(releases)
    if row is None or row.imports or (row.releases.numpy, row.releases.python) != (releases.numpy, releases.python):
        return None
    verdict = _matrix.table().verdict(releases, _kept(choice))
    cure = f"{verdict.cure}, or " if verdict.cure else ""
    return Refusal(
        choice.surface,
        "incompatible",
        f"{releases} cannot be imported together",
        verdict.reason,
        f"{cure}set {SWITCH}=1 to import all the same",
        choice.provider,
    )
