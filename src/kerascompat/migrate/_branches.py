"""Two ways to the same import: `try: ... except ImportError: ...`, and tests of a version."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Optional

from kerascompat.migrate._source import Edit, apply

if TYPE_CHECKING:
    from kerascompat.migrate._scopes import Statement
    from kerascompat.migrate._work import Work

_IMPORT_ERRORS = {"ImportError", "ModuleNotFoundError", "AttributeError", "Exception"}


class Branches:
    """The step that leaves one import where both branches have become the same."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def run(self) -> None:
        """Collapse them, inner ones first."""
        for statement in reversed(self.work.reader.choices):
            self._collapse(statement)

    def _collapse(self, statement: Statement) -> None:
        """`try: ... except ImportError: ...` and version tests whose branches have become the same import."""
        node = statement.node
        branches = self._branches(node)
        start, end = self.work.layout.span(node)
        if branches is None or not self._has_own_lines_around(node) or self.work.source.data.startswith(b"elif", start):
            return
        if b"#" in self.work.source.data[start:end]:
            return
        edits = [edit for edit in self.work.edits if start <= edit.start and start < edit.end <= end]
        if not edits:
            return
        texts = [self._branch_text(branch, edits) for branch in branches]
        if len(set(texts)) != 1 or not texts[0]:
            return
        self.work.remove_edits(edits.__contains__)
        indent = self.work.source.data[self.work.source.line_start(start) : start]
        text = (self.work.source.newline + indent).join(texts[0])
        is_test = isinstance(node, ast.If)
        code, message = "fallback", "both branches import the same now"
        if is_test and self.work.target.name != "keras2":
            code = "version-test"
            message = "this test chose a Keras, and is gone; where that was Keras 2, `--to keras2` keeps it"
        whole = Edit(start, end, text)
        if self._is_added_before(statement, b"".join(texts[0])):
            whole = Edit(self.work.source.line_start(start), self.work.source.next_line(end), b"")
        self.work.add(start, code, message, whole)
        self.work.take(start, end)
        if is_test:
            self._drop_version_function(statement, is_gone=not whole.text)

    def _is_added_before(self, statement: Statement, line: bytes) -> bool:
        """Whether the one import is already added further up in the module."""
        if statement.parent is not self.work.reader.root.node:
            return False
        start = self.work.layout.span(statement.node)[0]
        added = (edit for edit in self.work.additions if edit.start < start and edit.text[:1] != b" ")
        return any(edit.text.strip() == line for edit in added)

    def _branches(self, node: Any) -> Optional[list[list[Any]]]:
        if isinstance(node, ast.Try):
            if node.orelse or node.finalbody or len(node.handlers) != 1:
                return None
            kind = node.handlers[0].type
            names = [getattr(each, "id", "") for each in getattr(kind, "elts", [kind])] if kind else ["ImportError"]
            return [node.body, node.handlers[0].body] if set(names) <= _IMPORT_ERRORS else None
        is_test = b"version" in self.work.source.data[slice(*self.work.layout.span(node.test))]
        return [node.body, node.orelse] if is_test and node.orelse else None

    def _has_own_lines_around(self, node: Any) -> bool:
        start, end = self.work.layout.span(node)
        before = self.work.source.data[self.work.source.line_start(start) : start]
        return not before.strip() and not self.work.source.data[end : self.work.source.line_end(end)].strip()

    def _branch_text(self, branch: list[Any], edits: list[Edit]) -> tuple[bytes, ...]:
        """The statements of a branch as they will be, without their indentation; empty where one is no import."""
        lines = []
        for node in branch:
            start, end = self.work.layout.span(node)
            inside = [
                replace(e, start=e.start - start, end=e.end - start) for e in edits if start <= e.start and e.end <= end
            ]
            text = apply(self.work.source.data[start:end], inside)
            if not text.startswith((b"from ", b"import ")) or b"\n" in text:
                return ()
            lines.append(text)
        return tuple(lines)

    def _drop_version_function(self, statement: Statement, *, is_gone: bool) -> None:
        """`version_fn = getattr(tf.keras, "version", None)`, which only the test has used."""
        index = statement.suite.index(statement.node)
        before = statement.suite[index - 1] if index else None
        if not (isinstance(before, ast.Assign) and isinstance(before.targets[0], ast.Name)):
            return
        name = before.targets[0].id
        start, end = self.work.layout.span(before)
        data = self.work.source.data
        word = re.compile(rb"\b" + re.escape(name.encode()) + rb"\b")
        test = data[slice(*self.work.layout.span(statement.node.test))]
        if b"version" not in data[start:end] or len(word.findall(data)) != len(word.findall(test)) + 1:
            return
        if not self.work.layout.has_own_lines(before):
            return
        self.work.remove_edits(lambda edit: start <= edit.start and start < edit.end <= end)
        first = self.work.source.line_start(start)
        if is_gone and self.work.layout.is_blank(self.work.source.next_line(self.work.layout.span(statement.node)[1])):
            while first and self.work.layout.is_blank(self.work.source.line_start(first - 1)):
                first = self.work.source.line_start(first - 1)  # the empty lines behind are enough
        edit = Edit(first, self.work.source.next_line(end), b"")
        self.work.add(start, "unused", f"`{name}` is not used any more", edit)
        self.work.take(start, end)
