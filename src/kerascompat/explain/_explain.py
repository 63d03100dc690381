"""`explain`: a text in, findings out; nothing is read, imported or run."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Optional

from kerascompat.doctor._finding import Finding
from kerascompat.explain import _calls, _files, _installs, _mixing, _names, _own
from kerascompat.explain._foreign import is_foreign
from kerascompat.explain._texts import words
from kerascompat.explain._traceback import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kerascompat.explain._known import Known
    from kerascompat.explain._traceback import Error, Text

PAGE = "docs/explain.md"

KNOWN: tuple[Known, ...] = (*_mixing.KNOWN, *_installs.KNOWN, *_files.KNOWN, *_calls.KNOWN, *_names.KNOWN, *_own.KNOWN)
"""Every known error; of two that fit one line, the first one counts."""

CODES = tuple(sorted({known.code for known in KNOWN if known.code} | set(_names.CODES)))
"""Every code that a finding can have."""

_WIDTH = 6
# A log may say one thing a hundred thousand times.
_REPEATS = 20
_VARYING = tuple(known for known in KNOWN if len(known.begins) < _WIDTH)
_BY_HEAD: dict[str, list[Known]] = {}
for _known in KNOWN:
    if len(_known.begins) >= _WIDTH:
        _BY_HEAD.setdefault(_known.begins[:_WIDTH], []).append(_known)
# What a line that names no exception must say for the known errors that begin with a name.
_HINT = re.compile(
    r"objecthasnoattribute'|gotanunexpectedkeyword|gotmultiplevaluesforargument|isnotavailablewithKeras3"
    r"|tobeinstalled|compiledusingNumPy1|numpy\.core\.\w{5,10}failedtoimport|-keras2|_keras2"
)
_WORD = re.compile(r"\{(\w+)\}")


def explain(text: str) -> tuple[Finding, ...]:
    """Name cause and cure of the known errors in a traceback or a log.

    Args:
        text: what a terminal, a notebook or a log file shows.

    Returns:
        A finding for each known error, the root cause first; none where nothing is known of what was given.
    """
    whole = read(text, frozenset(_BY_HEAD), _HINT)
    standard: dict[str, str] = {}
    found: dict[tuple[str, str], tuple[int, int, Finding]] = {}
    seen: Counter[str] = Counter()
    for error in whole.errors:
        seen[error.head] += 1
        if seen[error.head] > _REPEATS:
            continue
        for known, said in _matches(error, whole):
            standard = standard or words("\n".join(whole.lines))
            finding = _finding(known, error, said, standard)
            found.setdefault((finding.code, finding.why), (known.rank, error.line, finding))
    return tuple(finding for _, _, finding in sorted(found.values(), key=lambda each: each[:2]))


def _matches(error: Error, whole: Text) -> Iterator[tuple[Known, Mapping[str, str]]]:
    """The known error that one error is, with its words."""
    head = error.head if len(error.head) >= _WIDTH else error.said
    for known in (*_BY_HEAD.get(head[:_WIDTH], ()), *_VARYING):
        match = known.match(error)
        said = None if match is None or is_foreign(error, whole) else _said(known, match, error, whole)
        if said is not None:
            yield known, said
            return


def _said(known: Known, match: re.Match[str], error: Error, whole: Text) -> Optional[Mapping[str, str]]:
    groups = {name: value for name, value in match.groupdict().items() if value}
    if known.given is None:
        return groups
    given = known.given(match, error, whole)
    return None if given is None else {**groups, **given}


def _finding(known: Known, error: Error, said: Mapping[str, str], standard: Mapping[str, str]) -> Finding:
    every = {**standard, **said}
    quote = f"{error.quote} (line {error.line})"
    return Finding(
        said.get("code", known.code), known.severity, quote, _fill(known.why, every), _fill(known.cure, every), PAGE
    )


def _fill(sentence: str, every: Mapping[str, str]) -> str:
    """The sentence with its words, which may have words themselves; what is no word stays."""
    for _ in range(2):
        sentence = _WORD.sub(lambda match: every.get(match[1], match[0]), sentence)
    return sentence
