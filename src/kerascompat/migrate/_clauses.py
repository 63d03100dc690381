"""Where the parts of an import statement stand.

`ast` tells that of an alias since Python 3.10 only, and that of the module never.
"""

from __future__ import annotations

import io
import re
import tokenize
from dataclasses import dataclass
from itertools import accumulate

Span = tuple[int, int]


# Blanks and continued lines may stand between all parts.
_MODULE = re.compile(rb"from(?:\s|\\)+([\w.](?:[\w.]|(?:\s|\\)+(?=\.)|(?<=\.)(?:\s|\\)+)*)(?=(?:\s|\\)+import\b)")


@dataclass(frozen=True)
class Clauses:
    """Positions, in bytes from the statement's start, of the imported names and of each with its `as`."""

    names: tuple[Span, ...]
    aliases: tuple[Span, ...]


def module_span(text: bytes) -> Span:
    """Where the module of a `from` statement stands."""
    match = _MODULE.match(text)
    if match is None:
        message = f"no module in {text!r}"
        raise ValueError(message)
    return match.span(1)


def clauses(text: bytes) -> Clauses:
    """Read the text of one import statement."""
    rows = io.StringIO(text.decode()).readlines()  # lines as `tokenize` counts them
    line_starts = [0, *accumulate(len(row.encode()) for row in rows)]

    def offset(row: int, column: int) -> int:
        return line_starts[row - 1] + len(rows[row - 1][:column].encode())

    tokens = [
        (token.string, offset(*token.start), offset(*token.end))
        for token in tokenize.generate_tokens(io.StringIO(text.decode()).readline)
        if token.type in (tokenize.NAME, tokenize.OP)
    ]
    if tokens[0][0] == "from":
        tokens = tokens[next(index for index, token in enumerate(tokens) if index and token[0] == "import") :]
    names: list[Span] = []
    aliases: list[Span] = []
    start = last = named = None
    for string, begin, end in [*tokens[1:], (",", 0, 0)]:
        if string in "()":
            continue
        if string == ",":
            if start is not None:
                names.append((start, named or last or start))
                aliases.append((start, last or start))
            start = last = named = None
            continue
        if string == "as":
            named = last
        start = begin if start is None else start
        last = end
    return Clauses(tuple(names), tuple(aliases))
