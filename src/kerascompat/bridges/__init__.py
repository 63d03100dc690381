"""What answers a name that the provider lacks and another Keras has: the provider's own object, or a small function.

`_keras_2_names` has the names of Keras 2 for Keras 3, `_keras_3_names` those of Keras 3 for Keras 2, `_private` the
private paths that have a public home. No class is made here: a model saved with one would need kerascompat.
"""

from __future__ import annotations

from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from kerascompat.bridges._bridge import Bridge, Group


@cache
def groups(generation: int) -> Mapping[str, tuple[Group, ...]]:
    """By path of a module, the groups of bridges in it, for the providers of a generation; the modules above have none.

    A surface is filled with it, so it is cheap: the names of a group are looked through when one of them is missing.
    """
    if generation == 2:
        from kerascompat.bridges._keras_3_names import GROUPS
    else:
        from kerascompat.bridges._keras_2_names import GROUPS
    from kerascompat.bridges._private import GROUPS as PRIVATE

    found: dict[str, tuple[Group, ...]] = {}
    for group in (*PRIVATE, *GROUPS):
        found[group.path] = (*found.get(group.path, ()), group)
        above = group.path.rpartition(".")[0]
        while above:
            found.setdefault(above, ())
            above = above.rpartition(".")[0]
    return found


@cache
def bridges_of(path: str, generation: int) -> tuple[Bridge, ...]:
    """The bridges in a module, for the providers of a generation, the modules of bridges in it among them."""
    from kerascompat.bridges._bridge import module

    every = groups(generation)
    found = [bridge for group in every.get(path, ()) for bridge in group.bridges(generation)]
    below = [each for each in every if each and each.rpartition(".")[0] == path]
    return (*found, *(module(each, every, generation) for each in below))


@cache
def bridges(generation: int) -> Mapping[str, Bridge]:
    """By name, all bridges for the providers of a generation, the modules that they lie in among them."""
    return {bridge.name: bridge for path in ("", *groups(generation)) for bridge in bridges_of(path, generation)}
