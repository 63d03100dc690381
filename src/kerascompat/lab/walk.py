"""A script for an environment that is measured: walks the public API of the Keras in it, and writes down what is there.

    python walk.py FILE LABEL=ROOT...

`ROOT` is the module that a walk begins at, `LABEL` what the record calls it. Standard library only, and no relative
import: nothing but Keras need be installed there.
"""

from __future__ import annotations

import importlib
import inspect
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PROVIDERS = ("keras", "tf_keras")

# Public by their spelling, and no API: the private sources, and where some releases keep the folders of their API.
_NOT_PUBLIC = ("api", "src")
_PLAIN = (bool, bytes, float, int, str, type(None))


@dataclass
class View:
    """What a walk from one root has found.

    Attributes:
        objects: by its path below the root, everything public that is no module.
        modules: the paths of the modules.
    """

    objects: dict[str, Any] = field(default_factory=dict)
    modules: list[str] = field(default_factory=list)


def walk(root: ModuleType, like: Optional[View] = None) -> View:
    """Everything public below a module.

    Args:
        root: the module.
        like: where the root is the folder of the private sources too, what is public of it.
    """
    found = View()
    _walk(root, "", (root,), found, None if like is None else {*like.objects, *like.modules})
    return found


def _walk(
    module: ModuleType, path: str, above: tuple[ModuleType, ...], found: View, allowed: Optional[set[str]]
) -> None:
    for name, value in _public(module):
        below = f"{path}.{name}" if path else name
        if allowed is not None and below not in allowed:
            continue
        if not isinstance(value, ModuleType):
            found.objects[below] = value
        elif _is_api(value) and value not in above:
            found.modules.append(below)
            _walk(value, below, (*above, value), found, allowed)


def _public(module: ModuleType) -> Iterator[tuple[str, Any]]:
    for name in dir(module):
        # protobuf's generated files import each other under names with `_dot_`
        if name == "__internal__" or not (name.startswith("_") or name in _NOT_PUBLIC or "_dot_" in name):
            try:
                yield name, getattr(module, name)
            except (AttributeError, ImportError):  # a lazy name whose object is not installed here
                continue


def _is_api(module: ModuleType) -> bool:
    """Whether a module is one of the API, and no source module or foreign one."""
    root = module.__name__.partition(".")[0]
    return root in PROVIDERS and not f"{module.__name__}.".startswith(f"{root}.src.")


def kind_of(value: object) -> str:
    """`class`, `function` or `value`."""
    if isinstance(value, type):
        return "class"
    return "function" if callable(value) else "value"


def signature_of(value: Any, *, is_bound: bool) -> Optional[str]:
    """How a function is called, without annotations; None where Python cannot tell.

    Args:
        value: the function.
        is_bound: whether its first argument is filled in for the caller.
    """
    try:
        parameters = list(inspect.signature(value).parameters.values())
    except (TypeError, ValueError):
        return None
    if is_bound and parameters and parameters[0].kind <= inspect.Parameter.POSITIONAL_OR_KEYWORD:
        del parameters[0]
    plain = [each.replace(annotation=each.empty, default=_default(each.default, each.empty)) for each in parameters]
    return str(inspect.Signature(plain))


class _Elided:
    """Stands for a default whose text differs from process to process."""

    def __repr__(self) -> str:
        return "..."


def _default(value: object, empty: object) -> object:
    is_tuple = isinstance(value, (tuple, list)) and all(isinstance(each, _PLAIN) for each in value)
    return value if value is empty or is_tuple or isinstance(value, _PLAIN) else _Elided()


def constructor_of(kind: type) -> Optional[str]:
    """How a class is called. `__init__` tells: the `__new__` of a Keras class takes anything."""
    own: Any = kind
    maker = own.__init__ if own.__init__ is not object.__init__ else own.__new__
    return None if maker is object.__new__ else signature_of(maker, is_bound=True)


def methods_of(kind: type) -> dict[str, Optional[str]]:
    """The public methods of a class, its own and inherited ones, and how each is called."""
    found = {}
    for name in dir(kind):
        raw = inspect.getattr_static(kind, name)
        function = raw.__func__ if isinstance(raw, (classmethod, staticmethod)) else raw
        if not name.startswith("_") and callable(function) and not isinstance(function, type):
            found[name] = signature_of(function, is_bound=not isinstance(raw, staticmethod))
    return found


def record(views: dict[str, View]) -> dict[str, Any]:
    """The views as plain data: the kind and the call of each name, and which names mean one class."""
    classes = list(
        dict.fromkeys(each for view in views.values() for each in view.objects.values() if isinstance(each, type))
    )
    numbers = {each: number for number, each in enumerate(classes)}
    names = {
        label: {
            **{path: {"kind": "module"} for path in view.modules},
            **{path: _described(value, numbers) for path, value in view.objects.items()},
        }
        for label, view in views.items()
    }
    return {"views": names, "classes": [_class(each, numbers) for each in classes]}


def _described(value: Any, numbers: dict[type, int]) -> dict[str, Any]:
    kind = kind_of(value)
    if kind == "class":
        return {"kind": kind, "class": numbers[value]}
    return {"kind": kind, "call": signature_of(value, is_bound=False)} if kind == "function" else {"kind": kind}


def _class(kind: type, numbers: dict[type, int]) -> dict[str, Any]:
    """A class, with the methods that its nearest public base does not have, or is called otherwise with."""
    base = next((each for each in kind.__mro__[1:] if each in numbers), None)
    above = {} if base is None else methods_of(base)
    methods = {name: call for name, call in methods_of(kind).items() if name not in above or above[name] != call}
    return {"call": constructor_of(kind), "methods": methods, "base": None if base is None else numbers[base]}


def main(arguments: Sequence[str]) -> None:
    """Walk, and write."""
    views: dict[str, View] = {}
    roots = [each.partition("=") for each in arguments[1:]]
    for label, _, name in sorted(roots, key=lambda each: each[2] in PROVIDERS):  # the package itself comes last
        root = importlib.import_module(name)
        is_source = name in PROVIDERS and f"{name}.src" not in sys.modules
        views[label] = walk(root, next(iter(views.values())) if is_source else None)
    versions = {name: sys.modules[name].__version__ for name in (*PROVIDERS, "tensorflow") if name in sys.modules}
    found = {"versions": versions, **record(views)}
    Path(arguments[0]).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    del sys.path[0]  # no file that lies beside the script may be taken for a package that Keras imports
    main(sys.argv[1:])
