"""What becomes of one file: read, analysed by its kind, and what it would be."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Optional

from kerascompat.migrate._documents import analyse_document
from kerascompat.migrate._files import LARGEST
from kerascompat.migrate._notebooks import analyse_notebook
from kerascompat.migrate._python import analyse
from kerascompat.migrate._requirements import is_manifest, requirement_findings
from kerascompat.migrate._roots import Target
from kerascompat.migrate._source import Finding, Source, UnreadableError, apply
from kerascompat.migrate._work import Options, Surroundings


@dataclass(frozen=True)
class Report:
    """One file: what was found, its bytes, and its new ones where they differ."""

    path: str
    findings: tuple[Finding, ...] = ()
    old: bytes = b""
    new: Optional[bytes] = None

    @property
    def is_code(self) -> bool:
        """Whether it imports what it names, and so needs the requirement."""
        return self.path.endswith((".py", ".pyi", ".ipynb"))


def report(path: str, options: Options, around: Surroundings) -> Report:
    """Read and analyse a file; whatever is wrong with it is a finding, and leaves it as it is."""
    try:
        size = os.path.getsize(path)
        if size > LARGEST:
            return _untouched(path, "too-large", f"{size:,} bytes, more than {LARGEST:,}")
        with open(path, "rb") as stream:
            raw = stream.read()
    except OSError as error:
        return _untouched(path, "unreadable", str(error.strerror or error))
    if b"keras" not in raw:
        return Report(path, old=raw if is_manifest(path) else b"")
    try:
        source = Source(raw, python=path.endswith((".py", ".pyi")))
        findings = _findings(path, source, options, around)
        data = apply(source.data, (edit for finding in findings for edit in finding.edits))
    except UnreadableError as error:
        return _untouched(path, "not-text", str(error))
    except SyntaxError as error:
        return _untouched(path, "does-not-parse", f"{error.msg}", error.lineno or 1)
    except (ValueError, RecursionError, MemoryError) as error:
        return _untouched(path, "does-not-parse", f"{type(error).__name__}: {error}")
    if data == source.data:
        return Report(path, tuple(findings), raw)
    new = source.write(data)
    if new is None:
        return _untouched(path, "not-text", f"the result cannot be said in {source.encoding}")
    return Report(path, tuple(findings), raw, new)


def with_requirement(made: Report, target: Target) -> Report:
    """The report of a manifest, with what it says of the requirement."""
    if not made.old:
        return made  # it could not be read, or says nothing
    try:
        source = Source(made.old, python=made.path.endswith(".py"))
    except UnreadableError as error:
        return _untouched(made.path, "not-text", str(error))
    findings = (*made.findings, *requirement_findings(made.path, source, target))
    data = apply(source.data, (edit for finding in findings for edit in finding.edits))
    return Report(made.path, findings, made.old, None if data == source.data else source.write(data))


def _findings(path: str, source: Source, options: Options, around: Surroundings) -> list[Finding]:
    if path.endswith((".py", ".pyi")):
        return analyse(source, options, around)
    if path.endswith(".ipynb"):
        return analyse_notebook(source, options, around)
    if path.endswith((".md", ".rst")):
        return analyse_document(source, options)
    return []


def _untouched(path: str, code: str, message: str, line: int = 1) -> Report:
    return Report(path, (Finding(line, 1, code, f"left untouched: {message}"),))
