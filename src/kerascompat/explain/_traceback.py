"""Text as terminals, notebooks and log files give it, and the errors that stand in it.

Terminals wrap and cut, so what an error says is compared without white space and backticks: `squash`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# No line says more than this before it can be told, and no error goes on for longer.
_LINE, _LINES, _MESSAGE = 2000, 40, 4000
_ABOVE = 300
_QUOTE = 200

_ANSI = re.compile(r"\x1b(?:\[[0-9;:?]*[ -/]*[@-~]|\][^\x07\x1b]{0,400}(?:\x07|\x1b\\)?|[@-Z\\^_])")
_BOX = "│┃┆╎╭╰┌└├╮╯┐┘┤"
# What programs write before a line that another program wrote. Each is bounded, and tried at the beginning only.
_PREFIX = re.compile(
    r"""\s{0,40}(?:
        E\s{1,60}(?=\S)                                                         # pytest
      | >\s                                                                     # a quoted mail or issue
      | \((?:[^()\s]{1,60}\s)?pid=\d{1,9}[^()]{0,60}\)\s?                       # ray
      | \[\d[\d,.]{0,20}\](?:<std\w{3}>)?:\s?                                   # mpirun
      | \[?\d{4}-\d\d-\d\d[T\s]\d\d:\d\d:\d\d[\d.,]{0,12}(?:Z|[+-]\d\d:?\d\d)?\]?:?\s?
      | \[?\d\d:\d\d:\d\d[\d.,]{0,9}\]?\s
      | [IWEF]\d{4,8}\s[\d:.]{1,20}\s{1,8}\d{1,9}\s\S{1,80}\]\s?                # absl
      | \[?(?:DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL|FATAL|STDERR|stderr)\b\]?\s{0,8}(?:[:|-]\s?)?
      | (?:root|absl|tensorflow|py\.warnings):(?=\S)                            # logging
      | -\s
      | error:\s(?=Import)                                                      # pyright
      | Exception[ ]encountered:\s
      | (?:─▶|cause:)\s                                                         # uv
    )""",
    re.VERBOSE,
)
_PREFIXES = 6
_COMPOSED = re.compile(r"[\w.-]{1,60}\s{1,20}\|\s")
_CHECKED = re.compile(r"\s-\s(?:error|warning):\s")

_TYPE_END = re.compile(r"(?:Error|Exception|Warning):(?=\s|\Z)")
_TYPE = re.compile(r"[A-Za-z_][\w.]{0,400}\Z")
_SEPARATORS = " \t:|])>}-…"
_PER_LINE = 4

_FRAME = re.compile(r'\s*File "')
_NUMBERED = re.compile(r"\s*-{0,6}>?\s{0,8}\d{1,6}\s|\s*❱\s")
_LINK = re.compile(r"\s*(?:The above exception was the direct cause|During handling of the above exception)")
_HEADER = re.compile(r"\s*(?:Traceback \(most recent call last\)|\S+\s+Traceback \(most recent call last\))")
_ENDS = ("...", "…")

_QUOTES = {0x2018: "'", 0x2019: "'"}


def squash(text: str) -> str:
    """The text without white space and backticks, and with plain quotes: what survives wrapping and Markdown."""
    return "".join(text.split()).replace("`", "").translate(_QUOTES)


@dataclass(frozen=True)
class Error:
    """One error, or one line that may be one.

    Attributes:
        lines: all the lines of the text.
        line: its number, from 1.
        begin: where its message begins in that.
        kind: the exception's type without its module; empty where the line names none.
        chain: the same number for exceptions that one traceback has linked.
        start: where the lines above it begin: after the error before it.
    """

    lines: Sequence[str] = field(repr=False)
    line: int
    begin: int
    kind: str
    chain: int
    start: int

    @functools.cached_property
    def head(self) -> str:
        """What its first line says, squashed."""
        return squash(self.lines[self.line - 1][self.begin :])

    @functools.cached_property
    def said(self) -> str:
        """What it says with the lines that go on with it, squashed."""
        parts = [self.lines[self.line - 1][self.begin :]]
        length = len(parts[0])
        for line in self.lines[self.line : self.line + _LINES]:
            if length > _MESSAGE or _FRAME.match(line) or _LINK.match(line) or _HEADER.match(line) or _is_typed(line):
                break
            parts.append(line)
            length += len(line)
        return squash(" ".join(parts))[:_MESSAGE]

    @property
    def quote(self) -> str:
        """Its first line, cleaned."""
        text = self.lines[self.line - 1].strip()
        return text if len(text) <= _QUOTE else f"{text[:_QUOTE]}…"

    @property
    def cut(self) -> Optional[str]:
        """What is left of the first line where a terminal has cut it, else None."""
        return next((self.head[: -len(end)] for end in _ENDS if self.head.endswith(end)), None)


@dataclass(frozen=True)
class Text:
    """What was read: the cleaned lines, and the errors among them in their order."""

    lines: Sequence[str]
    errors: tuple[Error, ...] = field(default=())

    def above(self, error: Error) -> str:
        """The lines of the traceback above an error, squashed, with plain slashes."""
        return squash("".join(self.frames(error))).replace("\\", "/")

    def frames(self, error: Error) -> Sequence[str]:
        """The lines of the traceback above an error."""
        return self.lines[max(error.start, error.line - 1 - _ABOVE) : error.line - 1]

    @functools.cached_property
    def squashed(self) -> str:
        """All of it, squashed, with plain slashes."""
        return squash("".join(self.lines)).replace("\\", "/")


def read(text: str, heads: frozenset[str] = frozenset(), hint: Optional[re.Pattern[str]] = None) -> Text:
    """Find the errors in a text.

    Args:
        text: what was pasted or piped.
        heads: how lines without the name of an exception may begin, squashed, of one length.
        hint: what else such lines may say, squashed.
    """
    lines = [_clean(line) for line in _split(text)]
    return Text(lines, tuple(_errors(lines, heads, hint)))


def _split(text: str) -> list[str]:
    """The lines; a traceback that was written as one line (JSON logs) becomes its lines."""
    lines: list[str] = []
    for line in text.replace("\0", "").splitlines():
        if "\\n" in line and ("Traceback (most recent call last):\\n" in line or line.count("\\n  File") > 1):
            lines += line.replace('\\"', '"').split("\\n")
        else:
            lines.append(line)
    return _dedent(lines)


def _dedent(lines: list[str]) -> list[str]:
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [line[margin:] for line in lines] if margin else lines


def _clean(line: str) -> str:
    line = line[: 2 * _LINE]
    line = (_ANSI.sub("", line) if "\x1b" in line else line)[:_LINE].rstrip()
    if line[-1:] in _BOX:
        line = line.rstrip(_BOX).rstrip()
    for _ in range(_PREFIXES):
        shorter = _without_prefix(line)
        if shorter == line:
            break
        line = shorter
    return line


def _without_prefix(line: str) -> str:
    begun = line.lstrip()
    if begun[:1] and begun[0] in _BOX:
        return begun[1:].removeprefix(" ")
    match = _PREFIX.match(line) or ("|" in line and _COMPOSED.match(line)) or None
    if match is None and " - " in line:
        match = _CHECKED.search(line)
    return line[match.end() :] if match else line


def _errors(lines: Sequence[str], heads: frozenset[str], hint: Optional[re.Pattern[str]]) -> Iterator[Error]:
    width = len(next(iter(heads), ""))
    chain, start, linked, frame = 0, 0, False, -1
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        is_source = 0 <= frame < indent
        frame = indent if _FRAME.match(line) else -1
        if _LINK.match(line):
            linked = True
        if is_source or frame >= 0 or _NUMBERED.match(line):
            continue
        found = list(_typed(line))
        if found:
            chain, linked = chain if linked else chain + 1, False
        elif not line[:1].isspace() and _may_begin(line, heads, width, hint):
            found = [("", 0)]
        for kind, begin in found:
            yield Error(lines, index + 1, begin, kind, chain, start)
        if found and found[0][0]:
            start = index + 1


def _may_begin(line: str, heads: frozenset[str], width: int, hint: Optional[re.Pattern[str]]) -> bool:
    text = squash(line)
    return text[:width] in heads or (hint is not None and hint.search(text) is not None)


def _typed(line: str) -> Iterator[tuple[str, int]]:
    """Each exception that a line names, with where its message begins; in an indented line the first word alone."""
    for count, end in enumerate(_TYPE_END.finditer(line)):
        if count == _PER_LINE:
            return
        name = _TYPE.search(line[max(0, end.end() - 400) : end.end() - 1])
        if name is None:
            continue
        before = line[: end.end() - 1 - len(name[0])]
        if not before.strip() or (before[-1] in _SEPARATORS and not line[0].isspace()):
            yield name[0].rpartition(".")[2], end.end()


def _is_typed(line: str) -> bool:
    return any(True for _ in _typed(line))
