"""One bridge: what answers a name that the provider lacks and another Keras has."""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Bridge(NamedTuple):
    """What answers a name that the provider lacks.

    Attributes:
        name: the name, below the surface: `layers.experimental.EinsumDense`.
        target: what answers: a name below the same surface (`layers.EinsumDense`), or an object of another module
            (`tensorflow:Variable`, `kerascompat.bridges.on_keras_2:relu6`). A module of bridges is its own target.
        generation: the generation of the providers that lack the name.
        source: from where that is known.
        backends: the backends it is for; empty for all that the generation has.
        is_private: whether the name is private in the Keras that has it.
    """

    name: str
    target: str
    generation: int
    source: str
    backends: tuple[str, ...] = ()
    is_private: bool = False

    @property
    def is_module(self) -> bool:
        """Whether it is a module, whose names are bridges."""
        return self.name == self.target

    @property
    def is_alias(self) -> bool:
        """Whether it gives an object that the surface has under another name."""
        return not self.is_module and ":" not in self.target

    @property
    def last(self) -> str:
        """The name in its module."""
        return self.name.rpartition(".")[2]

    def serves(self, backend: str) -> bool:
        """Whether it is for a backend."""
        return not self.backends or backend in self.backends


class Group(NamedTuple):
    """Bridges of one origin: names below one path, and where they lead to.

    Attributes:
        path: the module that the names are missing in; empty for the root.
        names: the names, in one text; `A=B` where a name leads to another name.
        to: the path that they lead to, below the surface or, after a colon, in another module: `layers`, `tensorflow:`,
            `tensorflow:debugging`.
        source: from where that is known.
        backends: as in `Bridge`.
        is_private: as in `Bridge`.
    """

    path: str
    names: str
    to: str
    source: str
    backends: tuple[str, ...] = ()
    is_private: bool = False

    def bridges(self, generation: int) -> Iterator[Bridge]:
        """Each bridge of the group, for the providers of a generation."""
        for each in self.names.split():
            name, _, other = each.partition("=")
            target = f"{self.to}{'' if self.to.endswith(':') or not self.to else '.'}{other or name}"
            full = f"{self.path}.{name}" if self.path else name
            yield Bridge(full, target, generation, self.source, self.backends, self.is_private)


def module(path: str, every: Mapping[str, Iterable[Group]], generation: int) -> Bridge:
    """The bridge for a module that bridges lie in; it is private where all that lies in it is.

    Args:
        path: of the module.
        every: by path, the groups of the generation.
        generation: as in `Bridge`.
    """
    inside = (group for other, found in every.items() if f"{other}.".startswith(f"{path}.") for group in found)
    return Bridge(path, path, generation, "a module of bridges", is_private=all(group.is_private for group in inside))
