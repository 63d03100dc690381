"""Python inside other text: code behind an indentation or a prompt, and its edits as edits of the whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Optional

from kerascompat.migrate._source import Edit, Finding, Source
from kerascompat.migrate._work import Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kerascompat.migrate._work import Options

    Analyse = Callable[[Source, Options, Optional[Surroundings]], list[Finding]]

_PROMPT = re.compile(rb"^([ \t]*)(>>>|\.\.\.)( |(?=\r?$))")


@dataclass(frozen=True)
class Excerpt:
    """Lines of code, where each stands in the text, where its line begins there, and what stands before a new one."""

    lines: tuple[bytes, ...]
    places: tuple[int, ...]
    begins: tuple[int, ...]
    prefix: bytes

    def findings(self, options: Options, analyse: Analyse) -> Iterator[tuple[int, Finding]]:
        """(place, finding) of the excerpt, read as an example: `tf` is TensorFlow where nothing else is said.

        Args:
            options: what is wanted.
            analyse: what reads Python; it in turn reads the excerpts in docstrings.

        Raises:
            SyntaxError: where it is no Python.
        """
        source = Source(b"".join(self.lines), python=False)
        starts = [0, *accumulate(map(len, self.lines))]
        for finding in analyse(source, options, Surroundings(is_example=True)):
            edits = tuple(self._moved(edit, starts) for edit in finding.edits)
            place = self._place(source.offset(finding.line, 0), starts)
            yield place, Finding(finding.line, finding.column, finding.code, finding.message, edits)

    def _place(self, offset: int, starts: list[int]) -> int:
        number = min(bisect_right(starts, offset) - 1, len(self.lines) - 1)
        return self.places[number] + offset - starts[number]

    def _moved(self, edit: Edit, starts: list[int]) -> Edit:
        if edit.start in starts and edit.end in starts and (not edit.text or edit.text.endswith(b"\n")):
            # whole lines, with what stands before them
            begins = [*self.begins, self.places[-1] + len(self.lines[-1])]
            text = b"".join(self.prefix + line for line in edit.text.splitlines(keepends=True))
            return Edit(begins[starts.index(edit.start)], begins[starts.index(edit.end)], text)
        text = re.sub(rb"\r?\n", lambda end: end.group() + self.prefix, edit.text)
        return Edit(self._place(edit.start, starts), self._place(edit.end, starts), text)


def indented(data: bytes, start: int) -> Excerpt:
    """A block of code, all of it indented alike."""
    rows = data.splitlines(keepends=True)
    margins = [len(row) - len(row.lstrip(b" \t")) for row in rows if row.strip()]
    margin = min(margins, default=0)
    prefix = next((row[:margin] for row in rows if row.strip()), b"")
    places, lines, begins, position = [], [], [], start
    for row in rows:
        cut = margin if row.strip() else len(row) - len(row.lstrip(b" \t"))
        begins.append(position)
        places.append(position + cut)
        lines.append(row[cut:])
        position += len(row)
    return Excerpt(tuple(lines), tuple(places), tuple(begins), prefix)


def prompted(data: bytes, start: int) -> Excerpt:
    """The lines behind `>>>` and `...`; what they print is left out."""
    places, lines, begins, position, prefix = [], [], [], start, b""
    for row in data.splitlines(keepends=True):
        match = _PROMPT.match(row)
        if match is not None:
            begins.append(position)
            places.append(position + match.end())
            lines.append(row[match.end() :])
            prefix = match.group(1) + b">>> "
        position += len(row)
    return Excerpt(tuple(lines), tuple(places), tuple(begins), prefix)
