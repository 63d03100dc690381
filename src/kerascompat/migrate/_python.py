"""What moves the imports of one Python file to another Keras: findings that carry their edits."""

from __future__ import annotations

import ast
import re
import warnings
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Any, Optional

from kerascompat.migrate._clauses import clauses, module_span
from kerascompat.migrate._homes import (
    PRIVATE,
    is_name,
    is_private_module,
    is_public,
    public_home,
    without_source_folder,
)
from kerascompat.migrate._layout import Layout
from kerascompat.migrate._roots import ALIASES, V1, V2, Place, Target, leads_to_a_root, locate
from kerascompat.migrate._scopes import Binding, Path, Reader, Scope, Statement, Use, interesting_names
from kerascompat.migrate._source import Edit, Finding, Source, apply
from kerascompat.migrate._strings import literal_findings

_PACKAGES = frozenset({"keras", "kerascompat", "tensorflow", "tf_keras"})
_PRIVATE_COPY = ("tensorflow", "python", "keras")
_LOCAL_NAMES = {V2: ("keras", "compat_keras"), V1: ("keras_v1", "compat_keras_v1")}
_LEFT = re.compile(rb"\b(?:tf|tensorflow)\.keras\b")
_IMPORT_ERRORS = {"ImportError", "ModuleNotFoundError", "AttributeError", "Exception"}
# What a documentation example means by a name that it does not import.
_CUSTOMARY = {"tf": ("tensorflow",), "tensorflow": ("tensorflow",)}


@dataclass(frozen=True)
class Options:
    """What is wanted: where to, and whether strings and documentation are rewritten as well."""

    target: Target
    strings: bool = False
    docs: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What is known of the files around one: top-level modules that are the project's own, names that others import."""

    own: frozenset[str] = frozenset()
    exported: frozenset[str] = frozenset()
    is_package: bool = False
    is_example: bool = False


def analyse(source: Source, options: Options, around: Surroundings = Surroundings()) -> list[Finding]:
    """The findings of one file, in the order of its lines.

    Raises:
        SyntaxError: where it is no Python of this interpreter.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source.data.decode())
    return _File(source, options, around, tree).findings()


class _File:
    """One file while it is analysed."""

    def __init__(self, source: Source, options: Options, around: Surroundings, tree: ast.Module) -> None:
        self.source = source
        self.layout = Layout(source)
        self.target = options.target
        self.options = options
        self.around = around
        extra = ("tf", *_LOCAL_NAMES[V2], *_LOCAL_NAMES[V1])
        self.reader = Reader(tree, interesting_names(source.data, extra), source)
        self.by_start = {use.start: use for use in self.reader.uses}
        self.found: list[Finding] = []
        self.taken: set[int] = set()  # the starts of uses that give way
        self.added: set[tuple[str, Scope]] = set()  # the names of new imports
        self.planned: list[tuple[str, Scope, Scope]] = []  # (name, where it will be used, where it is bound)
        self.needs: dict[tuple[Scope, str], dict[str, list[tuple[Use, Place]]]] = defaultdict(lambda: defaultdict(list))

    def findings(self) -> list[Finding]:
        for statement in self.reader.imports:
            self._import(statement)
        for statement in self.reader.assignments:
            self._assignment(statement)
        for use in self.reader.uses:
            if use.start not in self.taken:
                self._use(use)
        for (scope, name), apis in self.needs.items():
            self._bring_in(scope, name, apis)
        for statement in reversed(self.reader.choices):  # inner ones first
            self._collapse(statement)
        self._drop_unused()
        reader = self.reader
        self.found += literal_findings(self.source, reader.strings, reader.docstrings, self.options)
        self._report_what_is_left()
        return sorted(self.found, key=lambda finding: (finding.line, finding.column))

    def _path(self, name: str, scope: Scope) -> tuple[Optional[Path], Optional[Scope]]:
        """The dotted path that a name stands for (None where that is unclear), and the scope that binds it."""
        home = scope.lookup(name)
        if home is None:
            return (_CUSTOMARY.get(name) if self.around.is_example else None), None
        paths = set()
        for binding in home.bindings[name]:
            if binding.kind != "none":
                paths.add(self._binding_path(binding))
        return (paths.pop() if len(paths) == 1 else None), home

    def _binding_path(self, binding: Binding) -> Optional[Path]:
        if binding.kind == "import" and binding.path[0] not in self.around.own:
            # `compat.v2` is TensorFlow itself
            return binding.path[:1] if binding.path[1:] == ("compat", "v2") else binding.path
        if binding.kind == "chain" and binding.use is not None:
            use, binding.use = binding.use, None  # `keras = keras.x` must not go round for ever
            base = self._path(use.name, use.scope)[0]
            binding.use = use
            return None if base is None else base + use.attributes
        return None

    def _is_current(self, place: Place) -> bool:
        """Whether a name is already what the target asks for."""
        if self.target.name == "tf.keras" and place.root[0] == "tensorflow" and not place.is_private_root:
            return True
        root = self.target.root(place.api)
        return root is not None and place.root == tuple(root.split(".")) and not place.implied

    def _add(self, offset: int, code: str, message: str, *edits: Edit) -> None:
        self.found.append(self.source.finding(offset, code, message, edits))

    def _cannot(self, offset: int, place: Place, name: str) -> bool:
        """Report what the target does not have."""
        if self.target.root(place.api) is not None:
            return False
        self._add(offset, "v1", f"`{name}` is the API of TensorFlow 1, which {self.target.name} does not have")
        return True

    def _import(self, statement: Statement) -> None:
        if isinstance(statement.node, ast.Import):
            self._import_modules(statement)
        elif not statement.node.level and statement.node.module:
            module = tuple(statement.node.module.split("."))
            if module[0] in _PACKAGES and module[0] not in self.around.own:
                place = locate(module)
                if place is not None:
                    self._from_keras(statement, place)
                elif leads_to_a_root(module):
                    self._from_above(statement, module)
                elif module[0] == "kerascompat" and not self.target.path.startswith("kerascompat"):
                    self._only_here(statement, statement.node.module)

    def _from_keras(self, statement: Statement, place: Place) -> None:
        """`from tensorflow.keras.layers import Dense`."""
        node = statement.node
        start, end = self.layout.span(node)
        if self._is_current(place) or self._cannot(start, place, node.module):
            return
        homes = [self._home(place, alias.name) for alias in node.names]
        missing = [alias.name for alias, home in zip(node.names, homes) if home is None]
        if place.root == _PRIVATE_COPY and not missing and self._keeps_private_copy():
            message = "stays, because another import of TensorFlow's private copy does, and the two do not mix"
            self._add(start, "private", f"`{node.module}` {message}")
            return
        if missing:
            names = ", ".join(missing)
            self._add(start, "private", f"`{node.module}` is private, and no public home of {names} is certain")
            return
        root = self.target.root(place.api)
        modules = [".".join([str(root), *(home or ())]) for home in homes]
        if len(set(modules)) == 1:
            low, high = module_span(self.source.data[start:end])
            edit = Edit(start + low, start + high, modules[0].encode())
        else:
            lines = [f"from {module} import {_alias(alias)}" for module, alias in zip(modules, node.names)]
            edit = Edit(start, end, self.layout.joined(statement, lines))
        self._add(start, "import", f"`{node.module}` becomes `{modules[0]}`", edit)

    def _keeps_private_copy(self) -> bool:
        """Whether something in the file is imported from `tensorflow.python.keras` that has no public home."""
        for statement in self.reader.imports:
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
        start, _ = self.layout.span(node)
        moved: dict[int, str] = {}
        for number, alias in enumerate(node.names):
            place = locate((*module, alias.name))
            if alias.name == "*":
                if module[0] == "tensorflow":
                    self._add(start, "star", "names that come from `import *` cannot be followed")
                continue
            if place is None or place.rest or self._is_current(place):
                away = module == ("kerascompat",) and place is None and not leads_to_a_root((*module, alias.name))
                if away and not self.target.path.startswith("kerascompat"):
                    self._only_here(statement, f"kerascompat.{alias.name}")
                continue
            if self._cannot(start, place, alias.name):
                continue
            local = alias.asname or alias.name
            if place.implied:
                moved[number] = f"from {self.target.path} import {_alias(alias)}"
            else:
                moved[number] = self.target.statement(place.api, local)
        if moved:
            self._take_out(statement, moved, f"from {'.'.join(module)} import")

    def _import_modules(self, statement: Statement) -> None:
        """`import tensorflow.keras.backend as K, keras`."""
        start, _ = self.layout.span(statement.node)
        moved: dict[int, str] = {}
        for number, alias in enumerate(statement.node.names):
            path = tuple(alias.name.split("."))
            place = locate(path) if path[0] not in self.around.own else None
            if place is None or (alias.asname is None and path[0] in ("tensorflow", "kerascompat")):
                continue  # the uses of `tensorflow` tell
            if self._is_current(place) or self._cannot(start, place, alias.name):
                continue
            sub = place.below
            if not is_public(sub):
                self._add(start, "private", f"`{alias.name}` is private, and no public home of it is certain")
            elif alias.asname is None or not sub:
                moved[number] = self.target.statement(place.api, alias.asname or path[0])
            else:
                root = self.target.root(place.api)
                moved[number] = f"import {'.'.join([str(root), *sub])} as {alias.asname}"
        if moved:
            self._take_out(statement, moved, "import")

    def _only_here(self, statement: Statement, name: str) -> None:
        message = f"`{name}` is a name that only kerascompat offers; replace it by hand"
        self._add(self.layout.span(statement.node)[0], "only-kerascompat", message)

    def _take_out(self, statement: Statement, moved: dict[int, str], head: str) -> None:
        """Replace some names of an import statement by statements of their own."""
        node = statement.node
        start, end = self.layout.span(node)
        lines = list(dict.fromkeys(moved.values()))
        if len(moved) == len(node.names):
            edits = [Edit(start, end, self.layout.joined(statement, lines))]
        elif isinstance(node, ast.Import):
            where = clauses(self.source.data[start:end])
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
                edits = [Edit(start, end, self.layout.joined(statement, [f"import {', '.join(rest)}", *others]))]
        else:
            edits = [*self.layout.without(statement, set(moved)), self.layout.after(statement, lines)]
        gone = ", ".join(node.names[number].name for number in moved)
        self._add(start, "import", f"`{head} {gone}` becomes `{lines[0]}`", *edits)

    def _assignment(self, statement: Statement) -> None:
        """`keras = tf.keras` is an import in disguise."""
        value, _ = self.layout.span(statement.node.value)
        use = self.by_start[value]
        path, home = self._path(use.name, use.scope)
        if path is None or home is None or path[0] in self.around.own or locate(path) is not None:
            return
        place = locate(path + use.attributes)
        if place is None or place.below or self._is_current(place) or self.target.root(place.api) is None:
            return
        start, end = self.layout.span(statement.node)
        target = statement.node.targets[0].id
        line = self.target.statement(place.api, target)
        self.taken.add(use.start)
        self._add(start, "import", f"`{target} = {_chain(use)}` becomes `{line}`", Edit(start, end, line.encode()))

    def _use(self, use: Use) -> None:
        path, home = self._path(use.name, use.scope)
        if path is None:
            chain = _chain(use)
            ahead = use.attributes[2:3] if use.attributes[:1] == ("compat",) else use.attributes[:1]
            if use.name in _CUSTOMARY and ahead and ahead[0] in ("keras", *ALIASES):
                why = "is bound to more than one thing" if home is not None else "is not bound in this file"
                self._add(use.start, "unclear", f"`{chain}`: `{use.name}` {why}")
            return
        if path[0] in self.around.own:
            return
        place = locate(path + use.attributes)
        if place is None:
            self._leaving(use, path)
            return
        behind = len(place.root) - len(path)
        if behind <= 0:
            self._private_use(use, place, len(path) - len(place.root))
            return
        if self._is_current(place) or self._cannot(use.start, place, _chain(use)):
            return
        if behind == len(use.attributes) and not isinstance(getattr(use.node, "ctx", None), ast.Load):
            self._add(use.start, "unclear", f"`{_chain(use)}` is set or deleted, which changes TensorFlow itself")
            return
        if not use.is_exact:
            message = "stands in a string whose positions this Python does not tell; Python 3.12 does"
            self._add(use.start, "unclear", f"`{_chain(use)}` {message}")
            return
        if place.is_private_root and not self._is_certain(place):
            self._add(use.start, "private", f"`{_chain(use)}` is private, and no public home of it is certain")
            return
        self.taken.add(use.start)
        if home is None:
            local = _LOCAL_NAMES[place.api][0]
            self._replace_chain(use, place, local, behind)
        else:
            self.needs[home, use.name][place.api].append((use, place))

    def _is_certain(self, place: Place) -> bool:
        return not place.rest or is_public(place.rest[:1]) or len(place.rest) == 1

    def _leaving(self, use: Use, path: Path) -> None:
        full = path + use.attributes
        gone = path == ("kerascompat",) and use.attributes and not self.target.path.startswith("kerascompat")
        if gone and not leads_to_a_root(full):
            message = f"`{'.'.join(full)}` is a name that only kerascompat offers; replace it by hand"
            self._add(use.start, "only-kerascompat", message)

    def _private_use(self, use: Use, place: Place, skipped: int) -> None:
        """`keras.engine.topology.Layer`, where `keras` is the root."""
        if skipped or place.implied:
            return
        below = without_source_folder(place.rest)
        for length in range(1, len(below)):
            home = public_home(below[:length], below[length])
            if home is not None:
                last = len(use.attributes) - (len(below) - length - 1)
                text = ".".join(part for part in (use.name, home, below[length]) if part)
                edit = Edit(use.start, use.ends[last], text.encode())
                self._add(use.start, "private", f"`{_chain(use)}` has its public home in `{text}`", edit)
                return
        if place.rest[:1] and place.rest[0] in PRIVATE and not self._is_current(place):
            self._add(use.start, "private", f"`{_chain(use)}` is private, and no public home of it is certain")

    def _replace_chain(self, use: Use, place: Place, local: str, behind: int) -> None:
        text = ".".join((local, *place.implied))
        old = ".".join((use.name, *use.attributes[:behind]))
        self._add(use.start, "use", f"`{old}` becomes `{text}`", Edit(use.start, use.ends[behind], text.encode()))

    def _bring_in(self, scope: Scope, name: str, apis: dict[str, list[tuple[Use, Place]]]) -> None:
        for api, uses in apis.items():
            first = min(use.start for use, _ in uses)
            local = self._existing(scope, api, first, [use for use, _ in uses])
            if local is None:
                local = self._free_name(scope, api, [use for use, _ in uses])
                self.added.add((local, scope))
                line = self.target.statement(api, local)
                for statement in self._statements(scope, name):
                    start = self.layout.span(statement.node)[0]
                    self._add(start, "import", f"adds `{line}`", self.layout.sorted_in(statement, line))
            path = self._path(name, scope)[0] or ()
            home = scope if (local, scope) in self.added or local in scope.bindings else scope.module
            self.planned += [(local, use.scope, home) for use, _ in uses]
            for use, place in uses:
                self._replace_chain(use, place, local, len(place.root) - len(path))

    def _statements(self, scope: Scope, name: str) -> list[Statement]:
        found = [binding.statement for binding in scope.bindings[name] if binding.kind in ("import", "chain")]
        return [statement for statement in found if statement is not None]

    def _is_root(self, binding: Binding, api: str) -> bool:
        path = self._binding_path(binding)
        place = locate(path) if path is not None else None
        return place is not None and not place.below and place.api == api

    def _is_moved_root(self, binding: Binding, api: str) -> bool:
        """Whether a binding is the target's root, or will be: what a call imports stays as it is."""
        return self._is_root(binding, api) and (binding.alias is not None or binding.kind == "chain")

    def _existing(self, scope: Scope, api: str, first: int, uses: list[Use]) -> Optional[str]:
        """The name of an import of the root that stands before the first use, at the top of the scope or the module."""
        for home in dict.fromkeys((scope, scope.module)):
            for name, bindings in home.bindings.items():
                if not all(self._is_moved_root(binding, api) for binding in bindings):
                    continue
                statement = bindings[0].statement
                if statement is None or statement.parent is not home.node:
                    continue
                is_ahead = self.layout.span(statement.node)[0] < first
                is_seen = all(use.scope.lookup(name) is home for use in uses)
                if is_ahead and is_seen and not self._is_hidden(name, home, uses):
                    return name
        return None

    def _free_name(self, scope: Scope, api: str, uses: list[Use]) -> str:
        """A local name that means nothing else in the scope, and nothing else where it will be used."""
        known = _LOCAL_NAMES[api]
        numbered = (f"{known[-1]}_{number}" for number in count(2))
        unknown = (name for name in numbered if name.encode() not in self.source.data)
        homes = (scope, *(use.scope for use in uses))
        return next(
            name
            for name in chain(known, unknown)
            if all(self._is_free(name, home, scope, api) for home in homes)
            and not self._would_hide(name, scope)
            and not self._is_hidden(name, scope, uses)
        )

    def _would_hide(self, name: str, scope: Scope) -> bool:
        """Whether a new binding in a scope would take a name from uses in it that mean an outer one."""
        if scope.parent is None:
            return False
        used = ((use.name, use.scope, use.scope.lookup(use.name)) for use in self.reader.uses)
        return any(
            each == name and home is not scope and scope in user.chain() for each, user, home in (*used, *self.planned)
        )

    def _is_hidden(self, name: str, home: Scope, uses: list[Use]) -> bool:
        """Whether a new import in a scope between a use and the scope of a name binds the same name."""
        return any((name, scope) in self.added for use in uses for scope in use.scope.chain() - home.chain())

    def _is_free(self, name: str, user: Scope, scope: Scope, api: str) -> bool:
        """Whether a name that is bound in a scope means the root for a user inside that scope."""
        home = user.lookup(name)
        if home is None:
            return True
        if home is not scope and home not in scope.chain():
            return False  # the user's own binding may not have happened yet
        return all(self._is_moved_root(binding, api) for binding in home.bindings[name])

    def _drop_unused(self) -> None:
        names: dict[bool, dict[tuple[Optional[Scope], str], None]] = {True: {}, False: {}}
        for use in self.reader.uses:
            names[use.start in self.taken][use.scope.lookup(use.name), use.name] = None
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
        data = self.source.data
        return (
            self.around.is_package
            or name in self.around.exported
            or any(_is_type(text, name) for _, text in self.reader.strings)
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
            if not isinstance(node, ast.Import) or len(path) < 2 or place is None or self._is_current(place):
                continue
            start, end = self.layout.span(node)
            span = clauses(self.source.data[start:end]).names[node.names.index(binding.alias)]
            edit = Edit(start + span[0], start + span[1], path[0].encode())
            self._add(start, "import", f"`{binding.alias.name}` becomes `{path[0]}`", edit)

    def _drop(self, statement: Statement, aliases: list[Any]) -> None:
        node, source = statement.node, self.source
        start, end = self.layout.span(node)
        gone = ", ".join(dict.fromkeys(alias.asname or alias.name.partition(".")[0] for alias in aliases))
        message = f"`{gone}` is not used any more"
        if len(node.names) > len(aliases):
            numbers = {node.names.index(alias) for alias in aliases}
            self._add(start, "unused", message, *self.layout.without(statement, numbers))
            return
        added = [edit for finding in self.found if finding.message.startswith("adds ") for edit in finding.edits]
        inside = [edit for edit in added if edit.start == self.layout.after(statement, [""]).start]
        if not self.layout.has_own_lines(node) or (len(statement.suite) == 1 and not inside):
            if inside:  # the new import takes its place
                text = inside[0].text.lstrip(b"; ")
                self._remove_edit(inside[0])
                self._add(start, "unused", message, Edit(start, end, text.strip()))
            return
        first = source.line_start(start)
        self._add(start, "unused", message, Edit(first, source.next_line(end), b""))

    def _remove_edit(self, gone: Edit) -> None:
        self.found = [
            replace(finding, edits=tuple(edit for edit in finding.edits if edit != gone)) for finding in self.found
        ]

    def _collapse(self, statement: Statement) -> None:
        """`try: ... except ImportError: ...` and version tests whose branches have become the same import."""
        node = statement.node
        branches = self._branches(node)
        start, end = self.layout.span(node)
        if branches is None or not self._has_own_lines_around(node) or self.source.data.startswith(b"elif", start):
            return
        if b"#" in self.source.data[start:end]:
            return
        edits = [
            edit for finding in self.found for edit in finding.edits if start <= edit.start and start < edit.end <= end
        ]
        if not edits:
            return
        texts = [self._branch_text(branch, edits) for branch in branches]
        if len(set(texts)) != 1 or not texts[0]:
            return
        self.found = [
            replace(finding, edits=tuple(edit for edit in finding.edits if edit not in edits)) for finding in self.found
        ]
        indent = self.source.data[self.source.line_start(start) : start]
        text = (self.source.newline + indent).join(texts[0])
        is_test = isinstance(node, ast.If)
        message = "both branches import the same now"
        if is_test and self.target.name != "keras2":
            message = "this test chose a Keras, and is gone; where that was Keras 2, `--to keras2` keeps it"
        whole = Edit(start, end, text)
        if self._is_added_before(statement, b"".join(texts[0])):
            whole = Edit(self.source.line_start(start), self.source.next_line(end), b"")
        self._add(start, "version-test" if is_test else "fallback", message, whole)
        self.taken.update(use.start for use in self.reader.uses if start <= use.start < end)
        if is_test:
            self._drop_version_function(statement, is_gone=not whole.text)

    def _is_added_before(self, statement: Statement, line: bytes) -> bool:
        """Whether the one import is already added further up in the module."""
        if statement.parent is not self.reader.root.node:
            return False
        start = self.layout.span(statement.node)[0]
        added = (edit for finding in self.found if finding.message.startswith("adds ") for edit in finding.edits)
        return any(edit.start < start and edit.text.strip() == line and edit.text[:1] != b" " for edit in added)

    def _branches(self, node: Any) -> Optional[list[list[Any]]]:
        if isinstance(node, ast.Try):
            if node.orelse or node.finalbody or len(node.handlers) != 1:
                return None
            kind = node.handlers[0].type
            names = [getattr(each, "id", "") for each in getattr(kind, "elts", [kind])] if kind else ["ImportError"]
            return [node.body, node.handlers[0].body] if set(names) <= _IMPORT_ERRORS else None
        is_test = b"version" in self.source.data[slice(*self.layout.span(node.test))]
        return [node.body, node.orelse] if is_test and node.orelse else None

    def _has_own_lines_around(self, node: Any) -> bool:
        start, end = self.layout.span(node)
        before = self.source.data[self.source.line_start(start) : start]
        return not before.strip() and not self.source.data[end : self.source.line_end(end)].strip()

    def _branch_text(self, branch: list[Any], edits: list[Edit]) -> tuple[bytes, ...]:
        """The statements of a branch as they will be, without their indentation; empty where one is no import."""
        lines = []
        for node in branch:
            start, end = self.layout.span(node)
            inside = [
                replace(e, start=e.start - start, end=e.end - start) for e in edits if start <= e.start and e.end <= end
            ]
            text = apply(self.source.data[start:end], inside)
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
        start, end = self.layout.span(before)
        data = self.source.data
        word = re.compile(rb"\b" + re.escape(name.encode()) + rb"\b")
        test = data[slice(*self.layout.span(statement.node.test))]
        if b"version" not in data[start:end] or len(word.findall(data)) != len(word.findall(test)) + 1:
            return
        if not self.layout.has_own_lines(before):
            return
        self.found = [
            replace(finding, edits=tuple(e for e in finding.edits if not (start <= e.start and start < e.end <= end)))
            for finding in self.found
        ]
        first = self.source.line_start(start)
        if is_gone and self.layout.is_blank(self.source.next_line(self.layout.span(statement.node)[1])):
            while first and self.layout.is_blank(self.source.line_start(first - 1)):
                first = self.source.line_start(first - 1)  # the empty lines behind are enough
        edit = Edit(first, self.source.next_line(end), b"")
        self._add(start, "unused", f"`{name}` is not used any more", edit)
        self.taken.update(use.start for use in self.reader.uses if start <= use.start < end)

    def _report_what_is_left(self) -> None:
        """Every other mention outside strings, so that a search finds nothing that was not reported."""
        if self.target.name == "tf.keras":
            return
        reported = {finding.line for finding in self.found if not finding.edits}
        literals = [node for node, _ in (*self.reader.strings, *self.reader.docstrings)]
        spans = [self.layout.span(node) for node in literals]
        covered = sorted(spans + [(edit.start, edit.end) for finding in self.found for edit in finding.edits])
        starts = [start for start, _ in covered]
        for match in _LEFT.finditer(self.source.data):
            start, end = match.span()
            near = covered[max(0, bisect_right(starts, start) - 3) : bisect_right(starts, start)]
            if any(low <= start and end <= high for low, high in near):
                continue
            line = self.source.position(start)[0]
            if line in reported:
                continue
            comment = b"#" in self.source.data[self.source.line_start(start) : start]
            name = match.group().decode()
            why = "in a comment" if comment else "it is no use that can be followed"
            self._add(start, "comment" if comment else "unclear", f"`{name}` is left alone: {why}")


def _is_type(text: str, name: str) -> bool:
    """Whether a string looks like a quoted type that speaks of a name: `"Optional[tf.Tensor]"`."""
    return (
        re.fullmatch(r"[\w.\[\]|]+(?:(?:, ?| \| )[\w.\[\]|]+)*", text) is not None
        and re.search(rf"\b{name}\.", text) is not None
    )


def _alias(alias: Any) -> str:
    return f"{alias.name} as {alias.asname}" if alias.asname else str(alias.name)


def _chain(use: Use) -> str:
    return ".".join((use.name, *use.attributes))
