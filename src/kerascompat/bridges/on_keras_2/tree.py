"""Structures of lists, tuples and mappings, as Keras 3 walks them.

TensorFlow's own walk (`tf.nest`) differs: it sorts ordered dictionaries, enters ranges and subclasses of list and dict.
"""

from __future__ import annotations

import warnings
from collections import OrderedDict, defaultdict, deque

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, Optional

    Path = tuple[Any, ...]

MAP_TO_NONE: Any = object()
"""What the function of `traverse` returns to put None into the place of what it was given."""

_SEQUENCES = (list, tuple, deque)
_MAPPINGS = (dict, OrderedDict, defaultdict)


def _kind(structure: Any) -> type:
    """The type of a structure: without subclasses, but the same for what Keras 2 makes of an attribute of a layer."""
    kind = type(structure)
    if kind.__module__.startswith("tensorflow."):
        kind = structure.__class__  # the wrappers of tuples and mappings tell what they stand for
        return list if issubclass(kind, list) else kind
    return kind


def _is_record(kind: type) -> bool:
    """Whether a type is that of a named tuple, or of the likes of `time.struct_time`."""
    return issubclass(kind, tuple) and (hasattr(kind, "_fields") or hasattr(kind, "n_sequence_fields"))


def _keys(structure: Any) -> Optional[list[Any]]:
    """The keys of what is in a structure, in the order of the walk; None for a leaf."""
    kind = _kind(structure)
    if kind in _SEQUENCES or _is_record(kind):
        return list(range(len(structure)))
    if kind not in _MAPPINGS:
        return None
    if kind is OrderedDict:
        return list(structure)
    try:
        return sorted(structure)
    except TypeError:  # keys that have no order
        return list(structure)


def _like(structure: Any, keys: list[Any], children: list[Any]) -> Any:
    """A structure of the same kind, with other children."""
    kind: Any = _kind(structure)
    if kind in _MAPPINGS:
        found = dict(zip(keys, children))
        items = {key: found[key] for key in structure}
        return defaultdict(structure.default_factory, items) if kind is defaultdict else kind(items)
    if kind is deque:
        return deque(children, maxlen=structure.maxlen)
    return kind(*children) if hasattr(kind, "_fields") else kind(children)


def _children_as(structure: Any, keys: list[Any], other: Any) -> list[Any]:
    """The children of another structure of the same kind, in the order of these keys."""
    kind, found = _kind(structure), _kind(other)
    if kind in _MAPPINGS:
        same = found in _MAPPINGS and set(keys) == set(other)
    else:
        same = kind is found and len(structure) == len(other)
    if not same:
        message = f"the structures {structure} and {other} are not alike"
        raise ValueError(message)
    return [other[key] for key in keys]


def is_nested(structure: Any) -> bool:
    """Whether it is a list, a tuple or a mapping, and no leaf."""
    return _keys(structure) is not None


def flatten(structure: Any) -> list[Any]:
    """The leaves of a structure; those of a dictionary in the order of its sorted keys."""
    return [leaf for _, leaf in flatten_with_path(structure)]


def flatten_with_path(structure: Any) -> list[tuple[Path, Any]]:
    """The leaves of a structure, each after the indices and keys that lead to it."""
    found: list[tuple[Path, Any]] = []
    _collect((), structure, found)
    return found


def _collect(path: Path, structure: Any, found: list[tuple[Path, Any]]) -> None:
    keys = _keys(structure)
    if keys is None:
        found.append((path, structure))
        return
    for key in keys:
        _collect((*path, key), structure[key], found)


def map_structure(func: Callable[..., Any], *structures: Any, none_is_leaf: bool = True) -> Any:
    """The first structure, with what a function gives for its leaves and those in the same place of the others.

    Args:
        func: the function.
        *structures: what its arguments are taken from.
        none_is_leaf: whether it is called for None too.

    Raises:
        ValueError: the structures are not alike.
    """
    if not structures:
        message = "there is no structure to map"
        raise ValueError(message)
    first, *others = structures
    keys = _keys(first)
    if keys is None:
        return _map_leaf(func, structures, none_is_leaf)
    columns = [[first[key] for key in keys], *(_children_as(first, keys, other) for other in others)]
    children = [map_structure(func, *row, none_is_leaf=none_is_leaf) for row in zip(*columns)]
    return _like(first, keys, children)


def _map_leaf(func: Callable[..., Any], leaves: tuple[Any, ...], none_is_leaf: bool) -> Any:
    skipped = [leaf is None and not none_is_leaf for leaf in leaves]
    if all(skipped):
        return None
    if any(skipped) or any(is_nested(leaf) for leaf in leaves):
        message = f"the structures {leaves} are not alike"
        raise ValueError(message)
    return func(*leaves)


def map_structure_up_to(shallow_structure: Any, func: Callable[..., Any], *structures: Any) -> Any:
    """The shallow structure, with what a function gives for whatever the others have in the place of its leaves.

    Raises:
        ValueError: a structure is less deep, or of another kind.
    """
    if not structures:
        message = "there is no structure to map"
        raise ValueError(message)
    keys = _keys(shallow_structure)
    if shallow_structure is None:
        message = "None is no leaf of a shallow structure"  # as Keras 3 has it, whatever its documentation says
        raise ValueError(message)
    if keys is None:
        return func(*structures)
    columns = [_children_as(shallow_structure, keys, structure) for structure in structures]
    children = [map_structure_up_to(shallow_structure[key], func, *row) for key, row in zip(keys, zip(*columns))]
    return _like(shallow_structure, keys, children)


def assert_same_structure(a: Any, b: Any, check_types: Optional[bool] = None) -> None:
    """Check that two structures differ in nothing but their leaves and in the class of their mappings.

    Raises:
        ValueError: they differ.
    """
    if check_types is not None:
        message = "check_types has no effect: the types are always compared"
        warnings.warn(message, DeprecationWarning, stacklevel=2)
    map_structure(lambda *_: None, a, b)


def assert_same_paths(a: Any, b: Any) -> None:
    """Check that the same indices and keys lead to the leaves of two structures.

    Raises:
        ValueError: a path of one is missing in the other.
    """
    paths, others = ({path for path, _ in flatten_with_path(structure)} for structure in (a, b))
    if paths != others:
        message = f"only the first structure has {paths - others}, only the second {others - paths}"
        raise ValueError(message)


def pack_sequence_as(structure: Any, flat_sequence: Iterable[Any]) -> Any:
    """The structure with other leaves, in the order of `flatten`.

    Raises:
        ValueError: there are more or fewer of them than the structure has leaves.
    """
    leaves, wanted = list(flat_sequence), len(flatten(structure))
    if len(leaves) != wanted:
        message = f"the structure has {wanted} leaves, and there are {len(leaves)} for them"
        raise ValueError(message)
    rest = iter(leaves)
    return map_structure(lambda _: next(rest), structure)


def traverse(func: Callable[[Any], Any], structure: Any, top_down: bool = True) -> Any:
    """The structure with what a function makes of its parts, itself among them; a part it gives None for stays.

    Args:
        func: the function. It returns `MAP_TO_NONE` to put None into the place of a part.
        structure: what is walked through.
        top_down: whether a part comes before what is in it; what it is replaced by is not entered.
    """
    if top_down:
        found = func(structure)
        if found is None:
            return _traverse_children(func, structure, top_down)
    else:
        structure = _traverse_children(func, structure, top_down)
        found = func(structure)
        if found is None:
            return structure
    return None if found is MAP_TO_NONE else found


def _traverse_children(func: Callable[[Any], Any], structure: Any, top_down: bool) -> Any:
    keys = _keys(structure)
    if keys is None:
        return structure
    return _like(structure, keys, [traverse(func, structure[key], top_down) for key in keys])


def lists_to_tuples(structure: Any) -> Any:
    """The structure, with tuples for its lists."""
    return traverse(lambda part: tuple(part) if isinstance(part, list) else None, structure, top_down=False)


def map_shape_structure(func: Callable[[Any], Any], structure: Any) -> Any:
    """As `map_structure`, with each tuple or list of integers and None for one leaf: a shape."""
    keys = _keys(structure)
    if keys is None or _is_shape(structure):
        return func(structure)
    return _like(structure, keys, [map_shape_structure(func, structure[key]) for key in keys])


def _is_shape(structure: Any) -> bool:
    return isinstance(structure, (list, tuple)) and all(size is None or isinstance(size, int) for size in structure)
