"""Imports of TensorFlow that nothing uses any more."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Optional

from kerascompat.migrate._clauses import clauses
from kerascompat.migrate._roots import locate
from kerascompat.migrate._source import Edit

if TYPE_CHECKING:
    from kerascompat.migrate._scopes import Binding, Scope, Statement
    from kerascompat.migrate._work import Work


class Unused:
    """The step that takes out imports whose last use was moved."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def run(self) -> None:
        """Take them out, or shorten `import tensorflow.keras` to what is still used."""
        names: dict[bool, dict[tuple[Optional[Scope], str], None]] = {True: {}, False: {}}
        for use in self.work.reader.uses:
            names[use.start in self.work.taken][use.scope.lookup(use.name), use.name] = None
        dropped: dict[Statement, list[Any]] = defaultdict(list)
        for scope, name in names[True]:
            if scope is None:
                continue
            bindings = scope.bindings[name]
            imports = all(binding.kind == "import" and binding.alias is not None for binding in bindings)
            if not imports or (scope, name) in names[False] or self._is_needed_elsewhere(scope, name):
                self._shorten(bindings)
                continue
            for binding in bindings:
                if binding.statement is not None:
                    dropped[binding.statement].append(binding.alias)
        for statement, aliases in dropped.items():
            self._drop(statement, aliases)

    def _is_needed_elsewhere(self, scope: Scope, name: str) -> bool:
        if scope.parent is not None:
            return False
        word = re.escape(name.encode())
        data = self.work.source.data
        return (
            self.work.around.is_package
            or name in self.work.around.exported
            or any(_is_type(text, name) for _, text in self.work.reader.strings)
            or re.search(rb"(?m)^[^\n]*(?:>>>|\.\.\.) [^\n]*\b" + word + rb"\.", data) is not None
            or re.search(rb"__all__[^\]\)]*['\"]" + word + rb"['\"]", data) is not None
        )

    def _shorten(self, bindings: list[Binding]) -> None:
        """`import tensorflow.keras`, of which only `tensorflow` is still used."""
        for binding in bindings:
            if binding.alias is None or binding.alias.asname or binding.statement is None:
                continue
            path = tuple(binding.alias.name.split("."))
            node = binding.statement.node
            place = locate(path)
            if not isinstance(node, ast.Import) or len(path) < 2 or place is None or self.work.is_current(place):
                continue
            start, end = self.work.layout.span(node)
            span = clauses(self.work.source.data[start:end]).names[node.names.index(binding.alias)]
            edit = Edit(start + span[0], start + span[1], path[0].encode())
            self.work.add(start, "import", f"`{binding.alias.name}` becomes `{path[0]}`", edit)

    def _drop(self, statement: Statement, aliases: list[Any]) -> None:
        node, source = statement.node, self.work.source
        start, end = self.work.layout.span(node)
        gone = ", ".join(dict.fromkeys(alias.asname or alias.name.partition(".")[0] for alias in aliases))
        message = f"`{gone}` is not used any more"
        if len(node.names) > len(aliases):
            numbers = {node.names.index(alias) for alias in aliases}
            self.work.add(start, "unused", message, *self.work.layout.without(statement, numbers))
            return
        inside = [edit for edit in self.work.additions if edit.start == self.work.layout.after(statement, [""]).start]
        if not self.work.layout.has_own_lines(node) or (len(statement.suite) == 1 and not inside):
            if inside:  # the new import takes its place
                text = inside[0].text.lstrip(b"; ")
                self.work.remove_edits(inside[0].__eq__)
                self.work.add(start, "unused", message, Edit(start, end, text.strip()))
            return
        first = source.line_start(start)
        self.work.add(start, "unused", message, Edit(first, source.next_line(end), b""))


def _is_type(text: str, name: str) -> bool:
    """Whether a string looks like a quoted type that speaks of a name: `"Optional[tf.Tensor]"`."""
    return (
        re.fullmatch(r"[\w.\[\]|]+(?:(?:, ?| \| )[\w.\[\]|]+)*", text) is not None
        and re.search(rf"\b{name}\.", text) is not None
    )
