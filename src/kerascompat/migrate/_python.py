"""What moves the imports of one Python file to another Keras: findings that carry their edits."""

from __future__ import annotations

import ast
import re
import warnings
from bisect import bisect_right
from typing import Optional

from kerascompat.migrate._branches import Branches
from kerascompat.migrate._imports import Imports
from kerascompat.migrate._source import Finding, Source
from kerascompat.migrate._strings import literal_findings
from kerascompat.migrate._unused import Unused
from kerascompat.migrate._uses import Uses
from kerascompat.migrate._work import Options, Surroundings, Work

_LEFT = re.compile(rb"\b(?:tf|tensorflow)\.keras\b")


def analyse(source: Source, options: Options, around: Optional[Surroundings] = None) -> list[Finding]:
    """The findings of one file, in the order of its lines.

    Raises:
        SyntaxError: where it is no Python of this interpreter.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source.data.decode())
    work = Work(source, options, around or Surroundings(), tree)
    for step in (Imports, Uses, Branches, Unused):
        step(work).run()
    work.found += literal_findings(source, work.reader.strings, work.reader.docstrings, options, analyse)
    _report_what_is_left(work)
    return sorted(work.found, key=lambda finding: (finding.line, finding.column))


def _report_what_is_left(work: Work) -> None:
    """Every other mention outside strings, so that a search finds nothing that was not reported."""
    if work.target.name == "tf.keras":
        return
    reported = {finding.line for finding in work.found if not finding.edits}
    literals = [node for node, _ in (*work.reader.strings, *work.reader.docstrings)]
    spans = [work.layout.span(node) for node in literals]
    covered = sorted(spans + [(edit.start, edit.end) for finding in work.found for edit in finding.edits])
    starts = [start for start, _ in covered]
    for match in _LEFT.finditer(work.source.data):
        start, end = match.span()
        near = covered[max(0, bisect_right(starts, start) - 3) : bisect_right(starts, start)]
        if any(low <= start and end <= high for low, high in near):
            continue
        line = work.source.position(start)[0]
        if line in reported:
            continue
        comment = b"#" in work.source.data[work.source.line_start(start) : start]
        name = match.group().decode()
        why = "in a comment" if comment else "it is no use that can be followed"
        work.add(start, "comment" if comment else "unclear", f"`{name}` is left alone: {why}")
