"""The diagnosis: every check, run on the evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kerascompat.doctor import _decided, _installation, _process, _requirements, _settings
from kerascompat.doctor._evidence import read
from kerascompat.doctor._finding import ERROR, SEVERITIES, WARNING, Finding
from kerascompat.doctor._kinds import AREAS, KINDS, make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kerascompat.doctor._evidence import Evidence

    Check = Callable[[Evidence], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    _decided.refusal,
    _requirements.keras_2,
    _requirements.tf_keras_minor,
    _requirements.numpy_2,
    _requirements.protobuf,
    _requirements.wheels,
    _requirements.undeclared,
    _requirements.unmet,
    _requirements.yanked,
    _settings.stale_file,
    _settings.overruled_file,
    _settings.forced_variable,
    _installation.two_owners,
    _installation.stale,
    _installation.half_removed,
    _installation.mismatch,
    _installation.orphan,
    _installation.leftover,
    _installation.impostors,
    _installation.keras_core,
    _installation.hidden,
    _process.restart,
    _process.split_brain,
    _process.two_kerases,
    _decided.newer_than_measured,
    _decided.verdict,
)

_SAYS_WHAT_IS_BROKEN = frozenset({"numpy-2-too-early", "protobuf-too-old", "keras-2-too-old", "requirement-missing"})


@dataclass(frozen=True)
class Diagnosis:
    """What is resolved, on which evidence, and what is wrong with it. As text, it is the doctor's report.

    Attributes:
        evidence: everything that was looked at.
        findings: what was found, the worst first.
    """

    evidence: Evidence
    findings: tuple[Finding, ...]

    @property
    def worst(self) -> str:
        """The severity of the worst finding, empty where there is none."""
        return self.findings[0].severity if self.findings else ""

    def after(self, check: Check) -> Diagnosis:
        """The same diagnosis with what one more check finds."""
        return replace(self, findings=_sorted((*self.findings, *_run(check, self.evidence))))

    def __str__(self) -> str:
        import sys

        from kerascompat.doctor._marks import marks_for, shown
        from kerascompat.doctor._report import report

        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"  # where it is most probably printed
        return shown(report(self, marks=marks_for(encoding, {}, is_terminal=False)), encoding)

    __repr__ = __str__  # in a notebook, the last line of a cell shows it


def diagnose(surface: str = "keras") -> Diagnosis:
    """What is wrong with the Keras of this process and its environment; imports neither TensorFlow nor Keras.

    Called from inside a running program, it sees what `kerascompat doctor` cannot: what is imported already, and
    whether that agrees with what is installed and with itself. Its cost is some 100 ms: it reads metadata.

    Args:
        surface: `"keras"`, `"keras2"`, `"keras3"` or `"v1.keras"`: the name below `kerascompat`.

    Returns:
        The diagnosis; printed, it is the doctor's report, and its `findings` are values.
    """
    return examine(read(surface))


def examine(evidence: Evidence) -> Diagnosis:
    """The diagnosis of some evidence: every check, none of which can stop the others."""
    found = [make("check-failed", f"{part} could not be read: {why}", _TELL) for part, why in evidence.unread]
    for check in CHECKS:
        found += _run(check, evidence)
    told = {finding.code for finding in found}
    found += [echo for echo in _run(_decided.warnings, evidence) if echo.code not in told]
    return Diagnosis(evidence, _sorted(_once(found)))


_TELL = "report it, with the output of kerascompat doctor --json"


def _run(check: Check, evidence: Evidence) -> list[Finding]:
    try:
        return list(check(evidence))
    except Exception as error:  # noqa: BLE001 - whatever a check trips over, the others have something to say
        what = f"the check {check.__name__} failed: {type(error).__name__}: {error}"
        return [make("check-failed", what, _TELL)]


def _once(findings: list[Finding]) -> Iterator[Finding]:
    """Without what the matrix has measured where another finding names its cause."""
    named = {each.code for each in findings if each.severity == ERROR} & _SAYS_WHAT_IS_BROKEN
    against = named | {each.code for each in findings if each.code == "requirement-unmet"}
    echoes = {"broken-combination": named, "unsupported-combination": against}
    return (finding for finding in findings if not echoes.get(finding.code))


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    order = sorted(
        dict.fromkeys(findings),
        key=lambda each: (SEVERITIES.index(each.severity), AREAS.index(KINDS[each.code].area)),
    )
    return tuple(order)


def fails(diagnosis: Diagnosis, *, strict: bool) -> bool:
    """Whether something is wrong: an error, or where it is strict a warning."""
    return diagnosis.worst in ((ERROR, WARNING) if strict else (ERROR,))
