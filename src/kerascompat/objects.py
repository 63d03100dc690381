"""Whose object is it? Of which Keras a class, an instance, a function or a module is, told without importing anything.

Each question reads the class of the object, its bases and the names of their modules. Of the object's own code nothing
runs but its `__class__`, which proxies and mocks answer; what that raises is no answer. No question ever raises.
"""

from __future__ import annotations

from types import FunctionType, MethodType, ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, Optional

    from kerascompat._mixes import Mix, Side

__all__ = ["explain_mix", "is_keras_tensor", "is_layer", "is_model", "is_optimizer", "owner"]

_PROVIDERS = ("keras", "tf_keras", "keras_core")
_PRIVATE = "tensorflow.python.keras"

_SURFACES = ("keras", "keras2", "keras3")
_BORROWERS = ("tensorflow", "kerascompat")
"""Packages with modules named after a Keras that hold its names: `tensorflow.keras`, `kerascompat.keras.layers`."""

# The root classes of each kind, as every Keras names them: 2.12 in `keras.engine`, 2.13 and tf_keras in `src.engine`,
# Keras 3 and keras_core in `src.models`, `src.layers`, `src.optimizers`. Where they lie has changed, their names not.
_MODELS = ("Model",)
_LAYERS = ("Layer",)
_KERAS_TENSORS = ("KerasTensor",)
_OPTIMIZERS = (
    "BaseOptimizer",  # Keras 3 and keras_core
    "_BaseOptimizer",  # Keras 2
    "OptimizerV2",  # Keras 2, `optimizers.legacy`
    "Optimizer",  # Keras 2, the optimizers of TensorFlow 1, of which `TFOptimizer` is one
    "BaseLossScaleOptimizer",  # Keras 2: what `mixed_precision.LossScaleOptimizer` is there
)

# Read from `type` itself: a metaclass may answer these names with code of its own.
_mro: Callable[[Any], tuple[type, ...]] = type.__dict__["__mro__"].__get__
_names: Callable[[Any], dict[str, Any]] = type.__dict__["__dict__"].__get__
_own_name: Callable[[Any], str] = type.__dict__["__name__"].__get__
_own_qualname: Callable[[Any], str] = type.__dict__["__qualname__"].__get__
_contents: Callable[[Any], dict[str, Any]] = vars(ModuleType)["__dict__"].__get__


def owner(obj: object) -> Optional[str]:
    """The Keras that an object is of.

    A user's subclass is of the Keras that it inherits from, a bound method of the Keras of its object, a module of the
    Keras that it belongs to. A proxy or mock that answers `__class__` is what it stands for. A variable of Keras 2 is
    TensorFlow's own, and so is a `tf.keras` that TensorFlow has not resolved yet: it stays unresolved.

    Args:
        obj: anything; a class, an instance, a function, a module.

    Returns:
        `"keras"`, `"tf_keras"`, `"keras_core"`, `"tensorflow.python.keras"` (the private copy of an old Keras in
        TensorFlow), or None where it is of none of them.
    """
    try:
        return next((name for name in map(_owner_of_class, _bases(obj)) if name), None) or _owner_of_plain(obj)
    except Exception:  # noqa: BLE001 - whatever an object does to being looked at, it is nobody's then
        return None


def is_model(obj: object) -> bool:
    """Whether an object is a model of any Keras, or a class is a class of models."""
    return _is(obj, _MODELS)


def is_layer(obj: object) -> bool:
    """Whether an object is a layer of any Keras, or a class is a class of layers.

    As in Keras itself, a model is a layer, and a metric of Keras 2 is one too.
    """
    return _is(obj, _LAYERS)


def is_optimizer(obj: object) -> bool:
    """Whether an object is an optimizer of any Keras, or a class is a class of optimizers.

    `optimizers.legacy.Adam` of Keras 3, whose constructor only raises, is none.
    """
    return _is(obj, _OPTIMIZERS)


def is_keras_tensor(obj: object) -> bool:
    """Whether an object is a symbolic tensor of any Keras, or a class is a class of them.

    In graph mode, `keras.Input()` of Keras 2 gives a tensor of TensorFlow, which is none.
    """
    return _is(obj, _KERAS_TENSORS)


def explain_mix(a: object, b: object) -> Optional[Mix]:
    """Why two objects do not go together: whose each of them is, and the ways to have both of one Keras.

    Imports no Keras and no TensorFlow; it reads the installed versions and the variables.

    Args:
        a: an object, a class, a function or a module.
        b: what it was used with.

    Returns:
        The reason and the cure; None where the two are of one Keras, or one of them is of none.
    """
    try:
        first, second = _side(a), _side(b)
        is_reloaded = _is_reloaded(a, b)
    except Exception:  # noqa: BLE001 - as in `owner`
        return None
    if first is None or second is None or (first.owner == second.owner and not is_reloaded):
        return None
    from kerascompat import _mixes

    return _mixes.of_two_loads(first, second) if is_reloaded else _mixes.explain(first, second)


def _is(obj: object, names: tuple[str, ...]) -> bool:
    try:
        return any(_own_name(base) in names and _owner_of_class(base) is not None for base in _bases(obj))
    except Exception:  # noqa: BLE001 - as in `owner`
        return False


def _bases(obj: object) -> Iterator[type]:
    """The classes that an object is an instance of, by its type and then by its `__class__`; a class's own bases."""
    if _is_class(obj):
        yield from _mro(obj)
        return
    yield from _mro(type(obj))
    if issubclass(type(obj), ModuleType):
        return  # the modules of `importlib.util.LazyLoader` import themselves at any access
    shown = _shown_class(obj)
    if shown is not type(obj) and _is_class(shown):
        yield from _mro(shown)


def _is_class(value: object) -> bool:
    # `isinstance` would ask the value's `__class__`: a mock of a class says that it is one, and has no bases.
    return issubclass(type(value), type)


def _shown_class(obj: object) -> object:
    try:
        return obj.__class__
    except Exception:  # noqa: BLE001 - a property that fails: only the type is known
        return None


def _owner_of_class(cls: type) -> Optional[str]:
    return _owner_of_name(_names(cls).get("__module__"))


def _owner_of_name(name: object) -> Optional[str]:
    """The Keras that a module of that name belongs to."""
    if type(name) is not str:
        return None
    top = name.partition(".")[0]
    if top in _PROVIDERS:
        return top
    return _PRIVATE if f"{name}.".startswith(f"{_PRIVATE}.") else None


def _owner_of_plain(obj: Any) -> Optional[str]:
    if issubclass(type(obj), ModuleType):
        return _owner_of_module(_contents(obj))
    if type(obj) is FunctionType:
        return _owner_of_name(obj.__module__)
    return owner(obj.__self__) if type(obj) is MethodType else None


def _owner_of_module(contents: dict[str, Any]) -> Optional[str]:
    """Whose a module is by its name, else by what it holds. Unresolved, the loader of `tf.keras` has no name."""
    name = contents.get("__name__")
    own = _owner_of_name(name)
    if own is not None or type(name) is not str:
        return own
    top, *below = name.split(".")
    if top not in _BORROWERS or not set(below).intersection(_SURFACES):
        return None
    held = (each for each in tuple(contents.values()) if _is_class(each) or type(each) is FunctionType)
    return next((found for found in map(owner, held) if found), None)


# ---- for `explain_mix` ----------------------------------------------------------------------------------------------


def _side(obj: Any) -> Optional[Side]:
    """One of the two objects in plain texts, None where it is of no Keras."""
    from kerascompat._mixes import Side

    bases = tuple(_bases(obj))
    first = next((base for base in bases if _owner_of_class(base)), None)
    if first is None:
        return _side_of_plain(obj)
    # The type, unless that is a proxy's or a mock's own: then what its `__class__` says, whose bases come second.
    is_shown = not _is_class(obj) and not any(base is first for base in _mro(type(obj)))
    itself = bases[len(_mro(type(obj)))] if is_shown else bases[0]
    base = None if first is itself else _dotted(first)
    return Side(str(_owner_of_class(first)), _dotted(itself), _module_of(itself), base)


def _side_of_plain(obj: Any) -> Optional[Side]:
    from kerascompat._mixes import Side

    whose = owner(obj)
    if whose is None:
        return None
    if type(obj) is MethodType:
        return _side(obj.__self__)
    if type(obj) is FunctionType:
        return Side(whose, f"{obj.__module__}.{obj.__qualname__}", obj.__module__)
    return Side(whose, str(_contents(obj).get("__name__")))


def _module_of(cls: Any) -> str:
    return str(_names(cls).get("__module__"))


def _dotted(cls: Any) -> str:
    return f"{_module_of(cls)}.{_own_qualname(cls)}"


def _is_reloaded(a: object, b: object) -> bool:
    """Whether two objects are of one Keras that was imported twice: a class of one name is two classes."""
    classes = {_dotted(base): base for base in _bases(a) if _owner_of_class(base)}
    others = ((_dotted(base), base) for base in _bases(b) if _owner_of_class(base))
    # a class that a function makes has one name for each that it made
    return any(classes.get(name, base) is not base for name, base in others if "<locals>" not in name)
