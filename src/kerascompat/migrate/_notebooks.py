"""Jupyter notebooks: the code cells read as one file, the changed lines written back, everything else left as it is."""

from __future__ import annotations

import ast
import json
import re
import warnings
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kerascompat.migrate._python import analyse
from kerascompat.migrate._source import Edit, Finding, Source, UnreadableError, apply

if TYPE_CHECKING:
    from kerascompat.migrate._work import Options, Surroundings

_BLANK = re.compile(r"[ \t\r\n]*")
_MAGIC = re.compile(rb"^([ \t]*)(?:[%!?].*|[^\n#'\"]*\?{1,2}[ \t]*|\w+[ \t]*=[ \t]*[%!].*)$")


@dataclass(frozen=True)
class _Cell:
    """The `source` of a code cell: where its JSON stands, its lines, and where each line's JSON stands."""

    start: int
    end: int
    lines: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    is_list: bool


def analyse_notebook(source: Source, options: Options, around: Surroundings) -> list[Finding]:
    """The findings of a notebook; `line` and `column` are those of the `.ipynb` file.

    Raises:
        UnreadableError: where it is no notebook.
        SyntaxError: where its code is no Python.
    """
    text = source.data.decode()
    cells = _cells(text)
    read = [_python(cell) for cell in cells]
    kept = [code for code, _ in read]
    names = frozenset(word.decode() for _, magics in read for word in re.findall(rb"[A-Za-z_]\w*", magics))
    around = replace(around, exported=around.exported | names)
    starts, position = [], 0
    for code in kept:
        starts.append(position)
        position += len(code) + 1
    whole = Source(b"\n".join(kept))  # an empty line between cells keeps what is added at the end of one in it
    found = analyse(whole, options, around)
    changes = {
        number: _change(text, cell, starts[number], len(kept[number]), found) for number, cell in enumerate(cells)
    }
    result = []
    for finding in found:
        number = bisect_right(starts, whole.offset(finding.line, 0)) - 1
        line = finding.line - whole.line(starts[number])
        spans = cells[number].spans
        where = _bytes(text, spans[min(line, len(spans) - 1)][0])
        edits = [changes[bisect_right(starts, edit.start) - 1] for edit in finding.edits]
        result.append(
            source.finding(where, finding.code, f"cell {number + 1}: {finding.message}", dict.fromkeys(edits))
        )
    for number, (_, magics) in enumerate(read):
        if b"tf.keras" in magics or b"tensorflow.keras" in magics:
            message = f"cell {number + 1}: a magic speaks of tf.keras; left alone"
            result.append(source.finding(_bytes(text, cells[number].start), "unclear", message))
    return result


def _change(text: str, cell: _Cell, low: int, length: int, found: list[Finding]) -> Edit:
    """All edits of a cell as one edit of the notebook's text; the JSON of a cell is written once."""
    inside = [
        replace(edit, start=edit.start - low, end=edit.end - low)
        for finding in found
        for edit in finding.edits
        if low <= edit.start and edit.end <= low + length
    ]
    old = "".join(cell.lines).encode()
    new = apply(old if old.endswith(b"\n") else old + b"\n", inside)
    start, end, written = _written(text, cell, (new if old.endswith(b"\n") else new[:-1]).decode())
    return Edit(_bytes(text, start), _bytes(text, end), written.encode())


def _bytes(text: str, index: int) -> int:
    return len(text[:index].encode())


def _python(cell: _Cell) -> tuple[bytes, bytes]:
    """The code of a cell, with its magics replaced by as many bytes that mean nothing, and the magics."""
    code = "".join(cell.lines).encode()
    end = b"" if code.endswith(b"\n") else b"\n"
    if b"keras" in code and _parses(code):
        return code + end, b""
    if code.lstrip().startswith(b"%%") and not re.match(rb"\s*%%(?:time|timeit|capture|prun)\b", code):
        return b"\n".join(b"#" * len(line) for line in code.split(b"\n")) + end, code
    old = code.split(b"\n")
    new = [_without_magic(line) for line in old]
    magics = [before for before, after in zip(old, new) if before != after]
    return b"\n".join(new) + end, b"\n".join(magics)


def _parses(code: bytes) -> bool:
    """Whether a cell is plain Python: a line that begins with `%` may continue the one before."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(code)
    except (SyntaxError, ValueError):
        return False
    return True


def _without_magic(line: bytes) -> bytes:
    match = _MAGIC.match(line)
    if match is None:
        return line
    indent = match.group(1)
    rest = len(line) - len(indent)
    # `0` keeps a suite from being empty
    return indent + (b"0" + b" " * (rest - 1) if indent and rest else b"#" * rest)


def _written(text: str, cell: _Cell, new: str) -> tuple[int, int, str]:
    """(start, end, JSON) of a cell's new source, in the layout of the old one."""
    ascii_only = text.isascii()
    if not cell.is_list:
        return cell.start, cell.end, json.dumps(new, ensure_ascii=ascii_only)
    lines = new.splitlines(keepends=True) if "\r" not in new else re.findall(r"[^\n]*\n|[^\n]+", new)
    same_head = _common(cell.lines, tuple(lines))
    same_tail = min(_common(cell.lines[::-1], tuple(lines[::-1])), len(cell.lines) - same_head, len(lines) - same_head)
    first, last = same_head, len(cell.lines) - same_tail
    between = text[cell.spans[0][1] : cell.spans[1][0]] if len(cell.spans) > 1 else ",\n    "
    tokens = {line: text[slice(*span)] for line, span in zip(cell.lines, cell.spans)}
    changed = lines[first : len(lines) - same_tail]
    written = [tokens.get(line) or json.dumps(line, ensure_ascii=ascii_only) for line in changed]
    if first < last and written:
        return cell.spans[first][0], cell.spans[last - 1][1], between.join(written)
    kept_head = [text[slice(*span)] for span in cell.spans[:first]]
    kept_tail = [text[slice(*span)] for span in cell.spans[last:]]
    return cell.spans[0][0], cell.spans[-1][1], between.join([*kept_head, *written, *kept_tail])


def _common(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    count = 0
    for one, other in zip(first, second):
        if one != other:
            break
        count += 1
    return count


def _cells(text: str) -> list[_Cell]:
    """The code cells, with positions."""
    try:
        value = json.loads(text)
        if not isinstance(value, dict) or not isinstance(value.get("cells"), list):
            message = "it is no notebook of format 4"
            raise UnreadableError(message)
        return _Scanner(text).cells()
    except (json.JSONDecodeError, RecursionError) as error:
        message = f"it is no notebook: {error}"
        raise UnreadableError(message) from error


class _Scanner:
    """Walks JSON that is known to be valid, for the positions that the `json` module does not tell."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.decoder = json.JSONDecoder()

    def blank(self, index: int) -> int:
        match = _BLANK.match(self.text, index)
        return match.end() if match else index

    def members(self, index: int) -> list[tuple[object, int, int]]:
        """(key, start, end) of each member of the object or array that begins at a position."""
        is_object = self.text[index] == "{"
        closing = "}" if is_object else "]"
        found: list[tuple[object, int, int]] = []
        index = self.blank(index + 1)
        while self.text[index] != closing:
            key: object = len(found)
            if is_object:
                key, index = self.decoder.raw_decode(self.text, index)
                index = self.blank(self.blank(index) + 1)
            _, end = self.decoder.raw_decode(self.text, index)
            found.append((key, index, end))
            index = self.blank(end)
            if self.text[index] == ",":
                index = self.blank(index + 1)
        return found

    def cells(self) -> list[_Cell]:
        cells = []
        every = next(start for key, start, _ in self.members(self.blank(0)) if key == "cells")
        for _, start, _ in self.members(every):
            cell, _ = self.decoder.raw_decode(self.text, start)
            if not isinstance(cell, dict) or cell.get("cell_type") != "code" or not cell.get("source"):
                continue
            begin, stop = next((low, high) for key, low, high in self.members(start) if key == "source")
            source = cell["source"]
            if isinstance(source, str):
                cells.append(_Cell(begin, stop, (source,), ((begin, stop),), is_list=False))
            else:
                spans = tuple((low, high) for _, low, high in self.members(begin))
                cells.append(_Cell(begin, stop, tuple(source), spans, is_list=True))
        return cells
