"""A text file as bytes, what is to be changed in it, and what was found in it."""

from __future__ import annotations

import codecs
import io
import re
import tokenize
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, order=True)
class Edit:
    """Bytes `start` to `end` of the text, in UTF-8, give way to `text`; an insertion where both are equal."""

    start: int
    end: int
    text: bytes


@dataclass(frozen=True)
class Finding:
    """One thing that was found in a file.

    `edits` is what mends it, and is empty where a person must look. `line` counts from 1, `column` from 1 in
    characters.
    """

    line: int
    column: int
    code: str
    message: str
    edits: tuple[Edit, ...] = ()


class UnreadableError(ValueError):
    """A file is not text in the encoding that it declares."""


class Source:
    """The text of a file, as UTF-8 whatever the file's own encoding is.

    Positions are bytes of that text, which is how `ast` counts them; in a UTF-8 file they are the file's own, after a
    byte order mark.
    """

    def __init__(self, raw: bytes, *, python: bool = True) -> None:
        self.raw = raw
        self.mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
        body = raw[len(self.mark) :]
        try:
            self.encoding = tokenize.detect_encoding(io.BytesIO(raw).readline)[0] if python else "utf-8"
            text = body.decode("utf-8" if self.mark else self.encoding)
        except (SyntaxError, UnicodeDecodeError, LookupError) as error:
            raise UnreadableError(str(error)) from error
        if self.mark:
            self.encoding = "utf-8"
        if "\0" in text or text.encode(self.encoding) != body:
            message = "its bytes are not those of a text"
            raise UnreadableError(message)
        self.data = text.encode()
        self._starts = [0, *accumulate(map(len, self.data.splitlines(keepends=True)))]

    @property
    def newline(self) -> bytes:
        """The line end that the file uses first."""
        found = _LINE_END.search(self.data)
        return found.group() if found else b"\n"

    def offset(self, line: int, column: int) -> int:
        """The position of what `ast` calls line and column."""
        return self._starts[line - 1] + column

    def line_start(self, offset: int) -> int:
        """Where the line of a position begins."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def line_end(self, offset: int) -> int:
        """Where the line of a position ends, without its line end."""
        found = _LINE_END.search(self.data, offset)
        return found.start() if found else len(self.data)

    def next_line(self, offset: int) -> int:
        """Where the line after that of a position begins; the end of the text after the last line."""
        index = bisect_right(self._starts, offset)
        return self._starts[index] if index < len(self._starts) else len(self.data)

    def line(self, offset: int) -> int:
        """The line of a position, counted from 1."""
        return bisect_right(self._starts, offset)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a position, both counted from 1, the column in characters."""
        line = self.line(offset)
        return line, len(self.data[self._starts[line - 1] : offset].decode(errors="replace")) + 1

    def finding(self, offset: int, code: str, message: str, edits: Iterable[Edit] = ()) -> Finding:
        """A finding at a position."""
        line, column = self.position(offset)
        return Finding(line, column, code, message, tuple(edits))

    def write(self, data: bytes) -> Optional[bytes]:
        """The bytes of the file with another text; None where its encoding cannot say it."""
        try:
            return self.mark + data.decode().encode(self.encoding)
        except UnicodeEncodeError:
            return None


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The text with the edits made. The same edit twice is made once.

    Raises:
        ValueError: where two edits overlap.
    """
    parts, position = [], 0
    for edit in sorted(set(edits)):
        if edit.start < position:
            message = f"two edits overlap at byte {edit.start}"
            raise ValueError(message)
        parts += [data[position : edit.start], edit.text]
        position = edit.end
    return b"".join([*parts, data[position:]])
