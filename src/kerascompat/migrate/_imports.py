"""Imports, and assignments that are imports in disguise."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Optional

from kerascompat.migrate._clauses import clauses, module_span
from kerascompat.migrate._homes import is_name, is_private_module, is_public, public_home, without_source_folder
from kerascompat.migrate._roots import Place, leads_to_a_root, locate
from kerascompat.migrate._source import Edit
from kerascompat.migrate._work import PACKAGES, chain_of

if TYPE_CHECKING:
    from kerascompat.migrate._scopes import Path, Statement
    from kerascompat.migrate._work import Work

_PRIVATE_COPY = ("tensorflow", "python", "keras")


class Imports:
    """The step that moves import statements."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.by_start = {use.start: use for use in work.reader.uses}

    def run(self) -> None:
        """Move every import of the file, then every assignment of a root."""
        for statement in self.work.reader.imports:
            self._import(statement)
        for statement in self.work.reader.assignments:
            self._assignment(statement)

    def _import(self, statement: Statement) -> None:
        if isinstance(statement.node, ast.Import):
            self._import_modules(statement)
        elif not statement.node.level and statement.node.module:
            module = tuple(statement.node.module.split("."))
            if module[0] in PACKAGES and module[0] not in self.work.around.own:
                place = locate(module)
                if place is not None:
                    self._from_keras(statement, place)
                elif leads_to_a_root(module):
                    self._from_above(statement, module)
                elif module[0] == "kerascompat" and not self.work.target.path.startswith("kerascompat"):
                    self._only_here(statement, statement.node.module)

    def _from_keras(self, statement: Statement, place: Place) -> None:
        """`from tensorflow.keras.layers import Dense`."""
        node = statement.node
        start, end = self.work.layout.span(node)
        if self.work.is_current(place) or self.work.cannot(start, place, node.module):
            return
        homes = [self._home(place, alias.name) for alias in node.names]
        missing = [alias.name for alias, home in zip(node.names, homes) if home is None]
        if place.root == _PRIVATE_COPY and not missing and self._keeps_private_copy():
            message = "stays, because another import of TensorFlow's private copy does, and the two do not mix"
            self.work.add(start, "private", f"`{node.module}` {message}")
            return
        if missing:
            names = ", ".join(missing)
            self.work.add(start, "private", f"`{node.module}` is private, and no public home of {names} is certain")
            return
        root = self.work.target.root(place.api)
        modules = [".".join([str(root), *(home or ())]) for home in homes]
        if len(set(modules)) == 1:
            low, high = module_span(self.work.source.data[start:end])
            edit = Edit(start + low, start + high, modules[0].encode())
        else:
            lines = [f"from {module} import {_alias(alias)}" for module, alias in zip(modules, node.names)]
            edit = Edit(start, end, self.work.layout.joined(statement, lines))
        self.work.add(start, "import", f"`{node.module}` becomes `{modules[0]}`", edit)

    def _keeps_private_copy(self) -> bool:
        """Whether something in the file is imported from `tensorflow.python.keras` that has no public home."""
        for statement in self.work.reader.imports:
            node = statement.node
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                place = locate(tuple(node.module.split(".")))
                is_copy = place is not None and place.root == _PRIVATE_COPY
                if place and is_copy and any(self._home(place, alias.name) is None for alias in node.names):
                    return True
        return False

    def _home(self, place: Place, name: str) -> Optional[Path]:
        """The public module below the root that a name is imported from; None where that is not certain."""
        sub = without_source_folder(place.below)
        if is_public(sub):
            if sub == place.below and not place.is_private_root:
                return None if is_private_module(sub, name) else sub
            # What lies at a private path has more names than the public module of the same path.
            return sub if is_public((*sub, name)) or is_name(sub, name) else None
        home = public_home(sub, name)
        return None if home is None else tuple(home.split(".")) if home else ()

    def _from_above(self, statement: Statement, module: Path) -> None:
        """`from tensorflow import keras, nn`."""
        node = statement.node
        start, _ = self.work.layout.span(node)
        moved: dict[int, str] = {}
        for number, alias in enumerate(node.names):
            place = locate((*module, alias.name))
            if alias.name == "*":
                if module[0] == "tensorflow":
                    self.work.add(start, "star", "names that come from `import *` cannot be followed")
                continue
            if place is None or place.rest or self.work.is_current(place):
                away = module == ("kerascompat",) and place is None and not leads_to_a_root((*module, alias.name))
                if away and not self.work.target.path.startswith("kerascompat"):
                    self._only_here(statement, f"kerascompat.{alias.name}")
                continue
            if self.work.cannot(start, place, alias.name):
                continue
            local = alias.asname or alias.name
            if place.implied:
                moved[number] = f"from {self.work.target.path} import {_alias(alias)}"
            else:
                moved[number] = self.work.target.statement(place.api, local)
        if moved:
            self._take_out(statement, moved, f"from {'.'.join(module)} import")

    def _import_modules(self, statement: Statement) -> None:
        """`import tensorflow.keras.backend as K, keras`."""
        start, _ = self.work.layout.span(statement.node)
        moved: dict[int, str] = {}
        for number, alias in enumerate(statement.node.names):
            path = tuple(alias.name.split("."))
            place = locate(path) if path[0] not in self.work.around.own else None
            if place is None or (alias.asname is None and path[0] in ("tensorflow", "kerascompat")):
                continue  # the uses of `tensorflow` tell
            if self.work.is_current(place) or self.work.cannot(start, place, alias.name):
                continue
            sub = place.below
            if not is_public(sub):
                self.work.add(start, "private", f"`{alias.name}` is private, and no public home of it is certain")
            elif alias.asname is None or not sub:
                moved[number] = self.work.target.statement(place.api, alias.asname or path[0])
            else:
                root = self.work.target.root(place.api)
                moved[number] = f"import {'.'.join([str(root), *sub])} as {alias.asname}"
        if moved:
            self._take_out(statement, moved, "import")

    def _only_here(self, statement: Statement, name: str) -> None:
        message = f"`{name}` is a name that only kerascompat offers; replace it by hand"
        self.work.add(self.work.layout.span(statement.node)[0], "only-kerascompat", message)

    def _take_out(self, statement: Statement, moved: dict[int, str], head: str) -> None:
        """Replace some names of an import statement by statements of their own."""
        node = statement.node
        start, end = self.work.layout.span(node)
        lines = list(dict.fromkeys(moved.values()))
        if len(moved) == len(node.names):
            edits = [Edit(start, end, self.work.layout.joined(statement, lines))]
        elif isinstance(node, ast.Import):
            where = clauses(self.work.source.data[start:end])
            inline = {number: text for number, text in moved.items() if text.startswith("import ")}
            edits = [
                Edit(
                    start + where.aliases[number][0], start + where.aliases[number][1], text[len("import ") :].encode()
                )
                for number, text in inline.items()
            ]
            if len(inline) < len(moved):
                rest = [
                    inline.get(number, f"import {_alias(alias)}")[len("import ") :]
                    for number, alias in enumerate(node.names)
                    if number not in moved or number in inline
                ]
                others = [text for text in lines if text not in inline.values()]
                edits = [Edit(start, end, self.work.layout.joined(statement, [f"import {', '.join(rest)}", *others]))]
        else:
            edits = [*self.work.layout.without(statement, set(moved)), self.work.layout.after(statement, lines)]
        gone = ", ".join(node.names[number].name for number in moved)
        self.work.add(start, "import", f"`{head} {gone}` becomes `{lines[0]}`", *edits)

    def _assignment(self, statement: Statement) -> None:
        """`keras = tf.keras` is an import in disguise."""
        value, _ = self.work.layout.span(statement.node.value)
        use = self.by_start[value]
        path, home = self.work.path(use.name, use.scope)
        if path is None or home is None or path[0] in self.work.around.own or locate(path) is not None:
            return
        place = locate(path + use.attributes)
        if place is None or place.below or self.work.is_current(place) or self.work.target.root(place.api) is None:
            return
        start, end = self.work.layout.span(statement.node)
        target = statement.node.targets[0].id
        line = self.work.target.statement(place.api, target)
        self.work.taken.add(use.start)
        self.work.add(
            start, "import", f"`{target} = {chain_of(use)}` becomes `{line}`", Edit(start, end, line.encode())
        )


def _alias(alias: Any) -> str:
    return f"{alias.name} as {alias.asname}" if alias.asname else str(alias.name)
