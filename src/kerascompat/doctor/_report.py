"""The diagnosis as text, and as plain values for JSON. Both are safe to paste in public."""

from __future__ import annotations

import json
import platform
import re
import sys
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kerascompat import __version__
from kerascompat._facts import Choice, Refusal
from kerascompat._metadata import normalized
from kerascompat._resolver import describe
from kerascompat.doctor import _private
from kerascompat.doctor._finding import ERROR, SEVERITIES, WARNING
from kerascompat.doctor._kinds import (
    BACKEND,
    DOCTOR,
    INSTALLATION,
    KERAS,
    KINDS,
    PROCESS,
    SETTINGS,
    TENSORFLOW,
    VERDICT,
)
from kerascompat.doctor._marks import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kerascompat.doctor._diagnosis import Diagnosis
    from kerascompat.doctor._evidence import Evidence
    from kerascompat.doctor._finding import Finding
    from kerascompat.doctor._marks import Marks

SCHEMA = 1
"""The number of the JSON's form; another number means other names or other meanings."""


def report(diagnosis: Diagnosis, *, verbose: bool = False, marks: Marks = PLAIN) -> str:
    """The diagnosis as text.

    Args:
        diagnosis: what to tell.
        verbose: whether to tell every fact.
        marks: how a line is marked.
    """
    evidence = diagnosis.evidence
    lines = [f"kerascompat doctor (kerascompat {__version__}, Python {evidence.facts.python} in {evidence.prefix})"]
    for area, status in _statuses(diagnosis.evidence):
        found = [each for each in diagnosis.findings if KINDS[each.code].area == area]
        if status or found:
            worst = _state(area, diagnosis.evidence) or (found[0].severity if found else "")
            lines.append(f"{marks.of(worst)} {area:<12} {status or _counted(found)}")
            lines += [f"    {line}" for each in found for line in _lines(each, marks)]
    if verbose:
        lines += ["", "facts", *(f"  {line}" for line in facts_of(diagnosis.evidence))]
    lines += ["", _sum(diagnosis, marks)]
    change = _private.stripper()
    return "\n".join(change(line) for line in lines)


def _state(area: str, evidence: Evidence) -> str:
    """How bad it is by the outcome itself; the finding that says why may stand elsewhere."""
    if area == KERAS:
        return ERROR if isinstance(evidence.outcome, Refusal) else ""
    kind = evidence.verdict.kind if area == VERDICT and evidence.verdict else ""
    return {"broken": ERROR, "unsupported": WARNING}.get(kind, "")


def _versions_around(evidence: Evidence) -> dict[str, str]:
    """The versions of what TensorFlow and the Kerases require; what else is installed is nobody's business."""
    required = {
        normalized(re.split(r"[^\w.-]", line, maxsplit=1)[0]) for owner in evidence.owners for line in owner.requires
    }
    named = required | {owner.name for owner in evidence.owners}
    return {name: version for name, version in evidence.versions if name in named}


def _lines(finding: Finding, marks: Marks) -> list[str]:
    _, *others = finding.lines()
    head = marks.head(finding.severity, f"{finding.code} ({finding.severity})")
    return [f"{head}: {finding.what}", *others]


def _statuses(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Each area with what there is to say of it when all is well."""
    facts, outcome = evidence.facts, evidence.outcome
    chosen = isinstance(outcome, Choice)
    name = f"kerascompat.{outcome.surface}"
    yield KERAS, f"{name} is {outcome}: {outcome.rule}" if isinstance(outcome, Choice) else f"{name} cannot be had"
    yield TENSORFLOW, _installed(evidence, "tensorflow")
    if isinstance(outcome, Choice):
        yield BACKEND, f"{outcome.backend}{_version(evidence, outcome.backend)}, from {outcome.backend_source}"
    else:
        yield BACKEND, ""
    yield SETTINGS, "; ".join(_settings(evidence))
    yield INSTALLATION, ", ".join(dict.fromkeys(map(str, evidence.owners))) or "no TensorFlow and no Keras"
    loaded = [module for module in facts.modules if module.state != "unloaded"]
    yield PROCESS, f"imported: {', '.join(map(str, loaded))}" if loaded else ""
    yield VERDICT, str(evidence.verdict) if chosen and evidence.verdict else ""
    yield DOCTOR, ""


def _installed(evidence: Evidence, module: str) -> str:
    there = evidence.facts.module(module)
    owners = [owner.name for owner in evidence.owners_of(module) if owner.name != module]
    return describe(there) + (f" (from {' and '.join(owners)})" if owners else "")


def _version(evidence: Evidence, backend: str) -> str:
    version = evidence.facts.module(backend).effective_version
    return f" {version}" if version else ""


def _settings(evidence: Evidence) -> Iterator[str]:
    facts = evidence.facts
    for name, value in (("TF_USE_LEGACY_KERAS", facts.legacy_keras), ("KERAS_BACKEND", facts.keras_backend)):
        yield f"{name}={_on_one_line(value)}" if value is not None else f"{name} is not set"
    if facts.keras_home is not None:
        yield f"KERAS_HOME={_on_one_line(facts.keras_home)}"
    backend = f', "backend": "{facts.config.backend}"' if facts.config.backend else ""
    yield f"{facts.config.path} is {facts.config.state}{backend}"


def _on_one_line(value: str) -> str:
    return value if value.isprintable() else repr(value)


def _sum(diagnosis: Diagnosis, marks: Marks) -> str:
    if not diagnosis.findings:
        return f"{marks.of('')} nothing found that needs to be cured"
    more = "`kerascompat doctor -v` shows every fact, `--json` is for a bug report"
    return f"{marks.of(diagnosis.worst)} {_counted(diagnosis.findings)}; {more}"


def _counted(findings: Iterable[Finding]) -> str:
    """`1 error, 2 warnings`."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(f"{counts[each]} {each}{'s' * (counts[each] > 1)}" for each in SEVERITIES if counts[each])


def facts_of(evidence: Evidence) -> Iterator[str]:
    """Every fact, one a line."""
    facts = evidence.facts
    for name in ("legacy_keras", "keras_backend", "keras_home"):
        yield f"{name}: {getattr(facts, name)!r}"
    yield f"keras.json: {_named(facts.config)}"
    yield f"tf.keras: {_named(facts.tensorflow_keras)}"
    for module in facts.modules:
        yield f"module {module.name}: {_named(module)}"
    for owner in evidence.owners:
        missing = f", {len(owner.missing)} files missing" if owner.missing else ""
        yield f"distribution {owner} in {owner.folder}: requires {', '.join(owner.requires) or 'nothing'}{missing}"
    yield f"protobuf: {evidence.protobuf}; generated code: {dict(evidence.generated)}"
    if isinstance(evidence.outcome, Choice):
        yield f"exposes: {', '.join(evidence.outcome.modules)}; private sources: {evidence.outcome.private}"
    for statement, provider in evidence.roads:
        yield f"`{statement}` gives {provider}"
    around = (f"{name} {version}" for name, version in _versions_around(evidence).items())
    yield f"installed of what they require: {', '.join(around) or 'nothing'}"
    for name in ("hiding", "leavings", "stale", "forcing", "unread"):
        yield f"{name}: {getattr(evidence, name) or 'nothing'}"
    yield f"path: {sys.path}"


def _named(value: Any) -> str:
    """The fields of a frozen value that say something."""
    named = ((name, item) for name, item in vars(value).items() if item not in (None, "", ()) and name != "name")
    return ", ".join(f"{name}={item if isinstance(item, str) else repr(item)}" for name, item in named)


def to_json(diagnosis: Diagnosis) -> str:
    """The diagnosis as JSON; its `facts` are those that `Facts.from_json` reads."""
    evidence = diagnosis.evidence
    is_chosen = isinstance(evidence.outcome, Choice)
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "kerascompat": __version__,
        "platform": {"system": platform.system(), "machine": platform.machine(), "python": evidence.facts.python},
        "prefix": evidence.prefix,
        "choice": asdict(evidence.outcome) if is_chosen else None,
        "refusal": None if is_chosen else asdict(evidence.outcome),
        "verdict": asdict(evidence.verdict) if evidence.verdict else None,
        "findings": [finding.to_dict() for finding in diagnosis.findings],
        "facts": json.loads(evidence.facts.to_json()),
        "distributions": [{**asdict(owner), "missing": len(owner.missing)} for owner in evidence.owners],
        "versions": _versions_around(evidence),
        "protobuf": {"installed": evidence.protobuf, "generated": dict(evidence.generated)},
        "roads": dict(evidence.roads),
    }
    return json.dumps(_private.deep(data, _private.stripper()), indent=2)
