"""Which name means what where: the scopes of a Python file, for the few names that matter to a migration."""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Optional, Union

if TYPE_CHECKING:
    from collections.abc import Callable

    from kerascompat.migrate._source import Source

Path = tuple[str, ...]
Literal = tuple[ast.Constant, str]
"""A string in a file, and its value."""


@dataclass(eq=False)
class Statement:
    """A statement and where it stands."""

    node: Any
    suite: list[Any]
    parent: Any
    scope: Scope


@dataclass(eq=False)
class Use:
    """A name with the attributes that are taken from it: `tf.keras.layers`.

    `ends` are the positions behind the name and behind each attribute. They are not exact where the name does not stand
    there: before Python 3.12, `ast` miscounts in f-strings over several lines.
    """

    scope: Scope
    name: str
    attributes: Path
    start: int
    ends: tuple[int, ...]
    node: Any
    is_exact: bool


@dataclass(eq=False)
class Binding:
    """What binds a name: an import of a path, an assigned chain, `None` (which weighs nothing), or something else."""

    kind: str
    path: Path = ()
    statement: Optional[Statement] = None
    alias: Any = None
    use: Optional[Use] = None


@dataclass(eq=False)
class Scope:
    """A module, class, function or comprehension."""

    kind: str
    parent: Optional[Scope]
    node: Any
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    outer: set[str] = field(default_factory=set)

    def bind(self, name: str, binding: Binding) -> None:
        """Add a binding of a name, in the scope where it takes effect."""
        scope = self
        while scope.kind == "comprehension" and scope.parent is not None and binding.kind == "walrus":
            scope = scope.parent
        if name in scope.outer:
            # A name that another scope's function binds: where it comes from depends on what is called first.
            scope.module.bindings.setdefault(name, []).append(Binding("other"))
        scope.bindings.setdefault(name, []).append(binding)

    @property
    def module(self) -> Scope:
        """The scope of the whole file."""
        return self if self.parent is None else self.parent.module

    def chain(self) -> set[Scope]:
        """This scope and those around it."""
        return {self} if self.parent is None else {self, *self.parent.chain()}

    def lookup(self, name: str) -> Optional[Scope]:
        """The scope that binds a name, seen from this one; None where nothing in the file does."""
        scope: Optional[Scope] = self
        while scope is not None:
            if name in scope.bindings and (scope is self or scope.kind != "class"):
                return scope
            scope = scope.parent
        return None


# What stands in the fields of a node and has no parts.
_ATOMS = frozenset((int, str, type(None), ast.Load, ast.Store, ast.Add, ast.Sub, ast.Mult, ast.Div))
_PATHS = (ast.Import, ast.ImportFrom)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_IMPORTERS = {"importorskip", "import_module", "__import__"}
_NAMED = tuple(getattr(ast, name) for name in ("MatchAs", "MatchStar", "MatchMapping") if hasattr(ast, name))
_TYPE_PARAMETERS = tuple(getattr(ast, name) for name in ("TypeVar", "ParamSpec", "TypeVarTuple") if hasattr(ast, name))

# The last parts of the modules on the way to a Keras root, and the roots.
_ON_THE_WAY = ("compat", "keras", "keras2", "keras3", "kerascompat", "python", "tensorflow", "tf_keras", "v1", "v2")
_ON_THE_WAY_BYTES = tuple(name.encode() for name in _ON_THE_WAY)
_RENAMED = re.compile(rb"\bas[ \t]+(\w+)")
_ASSIGNED = re.compile(rb"^[ \t]*(\w+)[ \t]*=[ \t]*[\w.]*(?:importorskip|import_module|__import__)\(", re.MULTILINE)


class Reader:
    """Walks a file once, and collects its imports, its bindings and uses of the interesting names, and its strings."""

    def __init__(self, tree: ast.Module, names: frozenset[str], source: Source) -> None:
        self.names = names
        self._data = source.data
        self.offset: Callable[[int, int], int] = source.offset
        # Where none of the names stands, nothing is bound or used: such statements are passed over.
        words = b"|".join(re.escape(name.encode()) for name in sorted(names) if "keras" not in name)
        found = re.finditer(rb"keras|\b(?:%s)\b" % words, source.data)
        self._lines = sorted({source.line(match.start()) for match in found})
        self.scopes: list[Scope] = []
        self.root = self._scope("module", None, tree)
        self.imports: list[Statement] = []
        self.assignments: list[Statement] = []
        self.choices: list[Statement] = []
        self.uses: list[Use] = []
        self.strings: list[Literal] = []
        self.docstrings: list[Literal] = []
        self._statement: Optional[Statement] = None
        self._annotation = False
        self._suite(tree.body, tree, self.root)

    def _scope(self, kind: str, parent: Optional[Scope], node: Any) -> Scope:
        scope = Scope(kind, parent, node)
        self.scopes.append(scope)
        return scope

    def _suite(self, suite: list[Any], parent: Any, scope: Scope) -> None:
        if isinstance(parent, (ast.Module, ast.ClassDef, *_FUNCTIONS)) and suite is parent.body:
            self._docstring(suite)
        lines = self._lines
        for node in suite:
            first = min((each.lineno for each in getattr(node, "decorator_list", ())), default=node.lineno)
            index = bisect_left(lines, first)
            if index == len(lines) or lines[index] > node.end_lineno:
                continue
            outside = self._statement
            self._statement = Statement(node, suite, parent, scope)
            self._visit_statement(node, scope)
            self._statement = outside

    def _docstring(self, suite: list[Any]) -> None:
        value = suite[0].value if suite and isinstance(suite[0], ast.Expr) else None
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            self.docstrings.append((value, value.value))

    def _visit_statement(self, node: Any, scope: Scope) -> None:
        if isinstance(node, _PATHS):
            self._import(node, scope)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self._function(node, scope)
        elif isinstance(node, ast.ClassDef):
            self._bind(node.name, Binding("other"), scope)
            for part in (*node.decorator_list, *node.bases, *node.keywords):
                self._visit(part, scope)
            inner = self._scope("class", scope, node)
            self._parameters_of_type(node, inner)
            self._suite(node.body, node, inner)
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            scope.outer.update(node.names)
            for name in node.names:
                self._bind(name, Binding("other"), scope)
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            self._assign(node, scope)
        elif isinstance(node, ast.AnnAssign):
            self._visit(node.target, scope)
            self._annotated(node.annotation, scope)
            if node.value is not None:
                self._visit(node.value, scope)
        else:
            if isinstance(node, (ast.Try, ast.If)):
                self.choices.append(self._here())
            self._children(node, scope)

    def _here(self) -> Statement:
        assert self._statement is not None  # noqa: S101 - set for as long as a statement is visited
        return self._statement

    def _children(self, node: Any, scope: Scope) -> None:
        for value in node.__dict__.values():
            kind = value.__class__
            if kind is list:
                if value and isinstance(value[0], ast.stmt):
                    self._suite(value, node, scope)
                else:
                    for item in value:
                        if isinstance(item, ast.AST):
                            self._visit(item, scope)
            elif kind not in _ATOMS and isinstance(value, ast.AST):
                self._visit(value, scope)

    def _visit(self, node: Any, scope: Scope) -> None:
        kind = node.__class__
        if kind is ast.Attribute or kind is ast.Name:
            self._chain(node, scope)
        elif kind is ast.Constant:
            if isinstance(node.value, str):
                self._string(node, node.value, scope)
        elif kind is ast.Lambda:
            inner = self._scope("function", scope, node)
            self._arguments(node.args, scope, inner)
            self._visit(node.body, inner)
        elif kind in _COMPREHENSIONS:
            self._comprehension(node, scope)
        elif kind is ast.Subscript and self._annotation:
            self._subscript(node, scope)
        else:
            if kind is ast.ExceptHandler or kind in _NAMED or kind in _TYPE_PARAMETERS:
                name = getattr(node, "name", None) or getattr(node, "rest", None)
                if name:
                    self._bind(name, Binding("other"), scope)
            if kind is ast.NamedExpr:
                self._bind(node.target.id, Binding("walrus"), scope)
                self._visit(node.value, scope)
                return
            self._children(node, scope)

    def _chain(self, node: Any, scope: Scope) -> None:
        attributes: list[str] = []
        ends: list[int] = []
        base: Any = node
        while isinstance(base, ast.Attribute):
            attributes.append(base.attr)
            ends.append(self._end(base))
            base = base.value
        if base.__class__ is not ast.Name:
            self._visit(base, scope)
            return
        if base.id not in self.names:
            return
        if isinstance(base.ctx, ast.Load):
            start = self.offset(base.lineno, base.col_offset)
            ends.append(self._end(base))
            parts, places = (base.id, *reversed(attributes)), tuple(reversed(ends))
            exact = start + len(base.id.encode()) == places[0] and all(
                self._data.endswith(part.encode(), 0, end) for part, end in zip(parts, places)
            )
            self.uses.append(Use(scope, base.id, parts[1:], start, places, node, exact))
        else:
            self._bind(base.id, Binding("other"), scope)

    def _end(self, node: Any) -> int:
        return self.offset(node.end_lineno, node.end_col_offset)

    def _bind(self, name: str, binding: Binding, scope: Scope) -> None:
        if name in self.names:
            scope.bind(name, binding)

    def _import(self, node: Any, scope: Scope) -> None:
        statement = self._here()
        self.imports.append(statement)
        for alias in node.names:
            path = tuple(alias.name.split("."))
            if isinstance(node, ast.Import):
                name = alias.asname or path[0]
                path = path if alias.asname else path[:1]
            else:
                name = alias.asname or alias.name
                path = (*(node.module or "").split("."), alias.name) if not node.level else ("", alias.name)
            self._bind(name, Binding("import", path, statement, alias), scope)

    def _function(self, node: Any, scope: Scope) -> None:
        self._bind(node.name, Binding("other"), scope)
        for part in node.decorator_list:
            self._visit(part, scope)
        inner = self._scope("function", scope, node)
        self._parameters_of_type(node, inner)
        self._arguments(node.args, scope, inner)
        if node.returns is not None:
            self._annotated(node.returns, scope)
        self._suite(node.body, node, inner)

    def _parameters_of_type(self, node: Any, scope: Scope) -> None:
        for parameter in getattr(node, "type_params", ()):
            self._visit(parameter, scope)

    def _arguments(self, arguments: ast.arguments, outside: Scope, inside: Scope) -> None:
        for default in (*arguments.defaults, *arguments.kw_defaults):
            if default is not None:
                self._visit(default, outside)
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        for argument in every:
            if argument is not None:
                self._bind(argument.arg, Binding("other"), inside)
                if argument.annotation is not None:
                    self._annotated(argument.annotation, outside)

    def _comprehension(self, node: Any, scope: Scope) -> None:
        inner = self._scope("comprehension", scope, node)
        for number, generator in enumerate(node.generators):
            self._visit(generator.iter, inner if number else scope)
            self._visit(generator.target, inner)
            for condition in generator.ifs:
                self._visit(condition, inner)
        for part in ("key", "value", "elt"):
            if hasattr(node, part):
                self._visit(getattr(node, part), inner)

    def _assign(self, node: ast.Assign, scope: Scope) -> None:
        before = len(self.uses)
        self._visit(node.value, scope)
        target: Any = node.targets[0]
        binding = Binding("other")
        if isinstance(node.value, ast.Constant) and node.value.value is None:
            binding = Binding("none")
        elif isinstance(node.value, (ast.Attribute, ast.Name)) and len(self.uses) == before + 1:
            binding = Binding("chain", use=self.uses[-1], statement=self._statement)
            self.assignments.append(self._here())
        elif (path := _imported(node.value)) is not None:
            binding = Binding("import", path, self._statement)
        self._bind(target.id, binding, scope)

    def _annotated(self, node: Any, scope: Scope) -> None:
        before, self._annotation = self._annotation, True
        self._visit(node, scope)
        self._annotation = before

    def _subscript(self, node: ast.Subscript, scope: Scope) -> None:
        """`Literal["tf.keras"]` holds a value, and so does all but the first part of `Annotated[...]`."""
        self._visit(node.value, scope)
        name = getattr(node.value, "attr", None) or getattr(node.value, "id", None)
        inner: Any = node.slice
        if name == "Literal":
            values, types = [inner], []
        elif name == "Annotated" and isinstance(inner, ast.Tuple):
            values, types = inner.elts[1:], inner.elts[:1]
        else:
            values, types = [], [inner]
        for part in types:
            self._visit(part, scope)
        self._annotation = False
        for part in values:
            self._visit(part, scope)
        self._annotation = True

    def _string(self, node: ast.Constant, text: str, scope: Scope) -> None:
        if self._annotation and self._string_annotation(node, text, scope):
            return
        if "keras" in text or "tf." in text or "tensorflow." in text:
            self.strings.append((node, text))

    def _string_annotation(self, node: ast.Constant, text: str, scope: Scope) -> bool:
        """Read the annotation in a string, where its characters stand in the file as they are in the value."""
        start = self.offset(node.lineno, node.col_offset)
        end = self.offset(node.end_lineno or node.lineno, node.end_col_offset or 0)
        if node.lineno != node.end_lineno or end - start != len(text.encode()) + 2 or text != text.strip():
            return False
        try:
            tree = ast.parse(text, mode="eval")
        except (SyntaxError, ValueError):
            return False
        before, self.offset = self.offset, lambda line, column: start + column + line
        self._visit(tree.body, scope)
        self.offset = before
        return True


def _imported(node: Any) -> Optional[Path]:
    """The module that a call imports: `pytest.importorskip("tensorflow")`."""
    if not isinstance(node, ast.Call) or not node.args:
        return None
    called: Union[str, None] = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
    first = node.args[0]
    if called in _IMPORTERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
        path = tuple(first.value.split("."))
        return path[:1] if called == "__import__" else path
    return None


def interesting_names(data: bytes, names: tuple[str, ...]) -> frozenset[str]:
    """The given names and those that a file may bind to one of the modules on the way to a Keras root.

    Read from the text, because a walk over the tree for it would cost as much as the parse. Too many do no harm.
    """
    found = set()
    for match in _RENAMED.finditer(data):
        ahead = data[max(0, match.start() - 20) : match.start()].rstrip()
        if ahead.endswith(_ON_THE_WAY_BYTES):
            found.add(match.group(1).decode())
    if b"import_module" in data or b"importorskip" in data or b"__import__" in data:
        found.update(match.group(1).decode() for match in _ASSIGNED.finditer(data))
    return frozenset((*names, *_ON_THE_WAY, *found))
