"""Where statements stand in a file, and the edits that put new ones beside them."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kerascompat.migrate._clauses import clauses
from kerascompat.migrate._source import Edit

if TYPE_CHECKING:
    from kerascompat.migrate._scopes import Statement
    from kerascompat.migrate._source import Source


class Layout:
    """The lines of one source."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def span(self, node: Any) -> tuple[int, int]:
        source = self.source
        return source.offset(node.lineno, node.col_offset), source.offset(node.end_lineno, node.end_col_offset)

    def is_blank(self, start: int) -> bool:
        """Whether the line that begins at a position is empty."""
        return not self.source.data[start : self.source.next_line(start)].strip()

    def _is_alone(self, low: int, high: int) -> bool:
        """Whether a name stands alone on its line between parentheses, with its comma and its comment."""
        source = self.source
        before = source.data[source.line_start(low) : low]
        after = source.data[high : source.line_end(high)].lstrip(b" \t,")
        return not before.strip() and (not after or after.startswith(b"#"))

    def has_own_lines(self, node: Any) -> bool:
        """Whether nothing but a comment stands beside a statement."""
        start, end = self.span(node)
        data, source = self.source.data, self.source
        before = data[source.line_start(start) : start]
        after = data[end : source.line_end(end)].lstrip(b" \t\f")
        return not before.strip(b" \t\f") and (not after or after.startswith(b"#"))

    def joined(self, statement: Statement, lines: list[str]) -> bytes:
        """Several statements in the place of one."""
        start = self.span(statement.node)[0]
        if not self.has_own_lines(statement.node):
            return "; ".join(lines).encode()
        indent = self.source.data[self.source.line_start(start) : start]
        return (self.source.newline + indent).join(line.encode() for line in lines)

    def after(self, statement: Statement, lines: list[str]) -> Edit:
        """New statements behind one, in its suite."""
        start, end = self.span(statement.node)
        source = self.source
        if not self.has_own_lines(statement.node):
            return Edit(end, end, "".join(f"; {line}" for line in lines).encode())
        indent = source.data[source.line_start(start) : start]
        text = b"".join(indent + line.encode() + source.newline for line in lines)
        place = source.next_line(end)
        if place == len(source.data) and source.line_end(end) == place:
            return Edit(place, place, source.newline + text[: -len(source.newline)])
        return Edit(place, place, text)

    def sorted_in(self, statement: Statement, line: str) -> Edit:
        """A new import near another one, where an import sorter would put it; behind it in an unsorted block."""
        if not isinstance(statement.node, (ast.Import, ast.ImportFrom)) or not self.has_own_lines(statement.node):
            return self.after(statement, [line])
        block = self._block(statement)
        ours = _sort_key(ast.parse(line).body[0])
        for index in (None, 1):  # `import` before `from`, then all by module
            keys = [_sort_key(node)[index:] for node in block]
            if keys == sorted(keys):
                ahead = [node for node, key in zip(block, keys) if key < ours[index:]]
                if ahead:
                    return self.after(replace(statement, node=ahead[-1]), [line])
                start = self.source.line_start(self.span(block[0])[0])
                indent = self.source.data[start : self.span(block[0])[0]]
                return Edit(start, start, indent + line.encode() + self.source.newline)
        return self.after(statement, [line])

    def _block(self, statement: Statement) -> list[Any]:
        """The imports around a statement that no other line interrupts, without `__future__`."""
        suite, here = statement.suite, statement.suite.index(statement.node)
        block = [statement.node]
        for step in (-1, 1):
            index = here + step
            while 0 <= index < len(suite):
                node, beside = suite[index], block[0] if step < 0 else block[-1]
                first, second = (node, beside) if step < 0 else (beside, node)
                if not isinstance(node, (ast.Import, ast.ImportFrom)) or not self.has_own_lines(node):
                    break
                if first.end_lineno + 1 != second.lineno or getattr(node, "module", "") == "__future__":
                    break
                block.insert(0, node) if step < 0 else block.append(node)
                index += step
        return block

    def without(self, statement: Statement, numbers: set[int]) -> list[Edit]:
        """Take aliases out of a statement that keeps others."""
        start, end = self.span(statement.node)
        spans = clauses(self.source.data[start:end]).aliases
        edits = []
        last_kept = max(number for number in range(len(spans)) if number not in numbers)
        for number in sorted(numbers):
            low, high = start + spans[number][0], start + spans[number][1]
            if self._is_alone(low, high):
                edits.append(Edit(self.source.line_start(low), self.source.next_line(high), b""))
            elif number < last_kept:
                edits.append(Edit(start + spans[number][0], start + spans[number + 1][0], b""))
            else:
                edits.append(Edit(start + spans[number - 1][1], start + spans[number][1], b""))
        return edits


def _sort_key(node: Any) -> tuple[Any, ...]:
    """How import sorters order: `import` before `from`, then by module, without regard to case."""
    is_from = isinstance(node, ast.ImportFrom)
    relative = getattr(node, "level", 0)
    module = (node.module or "") if is_from else node.names[0].name
    return (is_from, -relative, module.lower())
