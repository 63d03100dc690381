"""Libraries that set `TF_USE_LEGACY_KERAS`, found in their sources."""

from __future__ import annotations

import ast
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kerascompat.doctor._distributions import Distribution

_VARIABLE = "TF_USE_LEGACY_KERAS"
_ASIDE = frozenset({"tests", "test", "testing", "models", "examples"})
"""Folders that are large, and not what an import runs."""


@dataclass(frozen=True)
class Forced:
    """A library that sets the variable.

    Attributes:
        library: the distribution and its version.
        line: the file and the line.
        value: what it is set to, None where that is computed.
    """

    library: str
    line: str
    value: Optional[str]


def forcing(libraries: Iterable[Distribution]) -> Iterator[Forced]:
    """The first line of each library that sets the variable. Reads the sources of all of them."""
    for each in libraries:
        found = (_first(os.path.join(each.folder, name)) for name in each.files() or () if _is_run(name))
        place = next(filter(None, found), None)
        if place is not None:
            yield Forced(str(each), *place)


def _is_run(name: str) -> bool:
    return name.endswith(".py") and _ASIDE.isdisjoint(name.split("/")[1:-1])


def _first(path: str) -> Optional[tuple[str, Optional[str]]]:
    """(file and line, value) of the first setting in a file. Few files name the variable, and only these are parsed."""
    try:
        with open(path, "rb") as file:
            source = file.read()
        tree = ast.parse(source) if _VARIABLE.encode() in source else None
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if tree is None:
        return None
    found = ((getattr(node, "lineno", 0), value) for node in ast.walk(tree) for value in _set_by(node))
    line, value = min(found, key=lambda each: each[0], default=(0, None))
    return (f"{path}:{line}", _text(value)) if line else None


def _set_by(node: ast.AST) -> Iterator[Any]:
    """The value that a statement or a call sets the variable to, where it does: any spelling of `os.environ`."""
    if isinstance(node, ast.Assign):
        subscripts = (target for target in node.targets if isinstance(target, ast.Subscript))
        yield from (node.value for target in subscripts if _is_environ(target.value) and _is_name(target.slice))
    elif isinstance(node, ast.AugAssign) and _is_environ(node.target):
        yield from _in_mapping(node.value)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield from _set_by_call(node, node.func)


def _set_by_call(node: ast.Call, called: ast.Attribute) -> Iterator[Any]:
    is_environ = _is_environ(called.value)
    if ((called.attr == "setdefault" and is_environ) or called.attr == "putenv") and len(node.args) > 1:
        yield from node.args[1:2] if _is_name(node.args[0]) else ()
    elif called.attr == "update" and is_environ:
        yield from (value for argument in node.args for value in _in_mapping(argument))
        yield from (keyword.value for keyword in node.keywords if keyword.arg == _VARIABLE)


def _in_mapping(node: ast.AST) -> Iterator[Any]:
    if isinstance(node, ast.Dict):
        yield from (value for key, value in zip(node.keys, node.values) if key is not None and _is_name(key))


def _is_environ(node: ast.AST) -> bool:
    return getattr(node, "attr", None) == "environ" or getattr(node, "id", None) == "environ"


def _is_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value == _VARIABLE


def _text(node: Any) -> Optional[str]:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
