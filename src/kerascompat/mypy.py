"""The plugin for mypy, `plugins = ["kerascompat.mypy"]`: what Keras exports has the signature that is written there.

`keras_export`, the decorator of every public name of Keras, gives back what it is given, and has no types in Keras 3.
What it is given in tf_keras is often made by a decorator of TensorFlow, whose sources mypy does not read. Without the
plugin, either is `Any`. pyright needs none: it takes a decorator without types for one that changes nothing.

Nothing but mypy loads this module. Where Keras renames its decorator, the plugin does nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from mypy.nodes import Decorator, FuncDef
from mypy.plugin import Plugin
from mypy.typeops import callable_type
from mypy.types import AnyType, CallableType, NoneType, get_proper_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy.plugin import ClassDefContext, MethodContext
    from mypy.types import Type

# of Keras 3, and of Keras 2 and tf_keras
_DECORATORS = ("keras.src.api_export.keras_export", "tensorflow.python.util.tf_export.keras_export")
_CALLS = ("keras.src.api_export.keras_export.__call__", "tensorflow.python.util.tf_export.api_export.__call__")


def plugin(_version: str) -> type[Plugin]:
    """The plugin, for any version of mypy from 1.14 on."""
    return _Exported


class _Exported(Plugin):
    def get_method_hook(self, fullname: str) -> Optional[Callable[[MethodContext], Type]]:
        return _function if fullname in _CALLS else None

    def get_class_decorator_hook(self, fullname: str) -> Optional[Callable[[ClassDefContext], None]]:
        return _class if fullname in _DECORATORS else None


def _function(context: MethodContext) -> Type:
    """The signature of an exported function: the one that is written, where a decorator between makes it `Any`."""
    if not isinstance(context.context, Decorator):
        return context.default_return_type
    found = get_proper_type(context.arg_types[0][0])
    if isinstance(found, AnyType):
        found = callable_type(context.context.func, context.api.named_generic_type("builtins.function", []))
    return _typed(found) if isinstance(found, CallableType) else found


def _class(context: ClassDefContext) -> None:
    """Give the `__init__` of an exported class the signature that is written.

    With a decorator that is `Any`, each instance would be `Any`.
    """
    found = context.cls.info.names.get("__init__")
    node = found.node if found else None
    if isinstance(node, Decorator):
        node.decorators.clear()
        node = node.func
    # without `check_untyped_defs` the attributes that an untyped `__init__` sets are `Any`, and are to stay it
    if isinstance(node, FuncDef) and node.type is None and context.api.options.check_untyped_defs:
        node.type = _typed(callable_type(node, context.api.named_type("builtins.function"), NoneType()))


def _typed(signature: CallableType) -> CallableType:
    """A signature that counts as written with types.

    `untyped_calls_exclude` does not know it under another name: that of a variable, or of a class that inherits it.
    """
    return signature.copy_modified(implicit=False)
