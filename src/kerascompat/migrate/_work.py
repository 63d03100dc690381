"""What all steps of the analysis of one Python file share: the file, what its names mean, what was found so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Optional

from kerascompat.migrate._layout import Layout
from kerascompat.migrate._roots import V1, V2, Place, Target, locate
from kerascompat.migrate._scopes import Binding, Path, Reader, Scope, interesting_names
from kerascompat.migrate._source import Edit, Finding, Source

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterator

PACKAGES = frozenset({"keras", "kerascompat", "tensorflow", "tf_keras"})
"""The top-level packages that lead to a Keras."""

LOCAL_NAMES = {V2: ("keras", "compat_keras"), V1: ("keras_v1", "compat_keras_v1")}
"""What a new import binds, by preference."""

CUSTOMARY = {"tf": ("tensorflow",), "tensorflow": ("tensorflow",)}
"""What a documentation example means by a name that it does not import."""


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


class Work:
    """One file while it is analysed."""

    def __init__(self, source: Source, options: Options, around: Surroundings, tree: ast.Module) -> None:
        self.source = source
        self.layout = Layout(source)
        self.target = options.target
        self.options = options
        self.around = around
        extra = ("tf", *LOCAL_NAMES[V2], *LOCAL_NAMES[V1])
        self.reader = Reader(tree, interesting_names(source.data, extra), source)
        self.found: list[Finding] = []
        self.taken: set[int] = set()  # the starts of uses that give way

    def path(self, name: str, scope: Scope) -> tuple[Optional[Path], Optional[Scope]]:
        """The dotted path that a name stands for (None where that is unclear), and the scope that binds it."""
        home = scope.lookup(name)
        if home is None:
            return (CUSTOMARY.get(name) if self.around.is_example else None), None
        paths = set()
        for binding in home.bindings[name]:
            if binding.kind != "none":
                paths.add(self.binding_path(binding))
        return (paths.pop() if len(paths) == 1 else None), home

    def binding_path(self, binding: Binding) -> Optional[Path]:
        if binding.kind == "import" and binding.path[0] not in self.around.own:
            # `compat.v2` is TensorFlow itself
            return binding.path[:1] if binding.path[1:] == ("compat", "v2") else binding.path
        if binding.kind == "chain" and binding.use is not None:
            use, binding.use = binding.use, None  # `keras = keras.x` must not go round for ever
            base = self.path(use.name, use.scope)[0]
            binding.use = use
            return None if base is None else base + use.attributes
        return None

    def is_root(self, binding: Binding, api: str) -> bool:
        path = self.binding_path(binding)
        place = locate(path) if path is not None else None
        return place is not None and not place.below and place.api == api

    def is_current(self, place: Place) -> bool:
        """Whether a name is already what the target asks for."""
        if self.target.name == "tf.keras" and place.root[0] == "tensorflow" and not place.is_private_root:
            return True
        root = self.target.root(place.api)
        return root is not None and place.root == tuple(root.split(".")) and not place.implied

    def add(self, offset: int, code: str, message: str, *edits: Edit) -> None:
        self.found.append(self.source.finding(offset, code, message, edits))

    def cannot(self, offset: int, place: Place, name: str) -> bool:
        """Report what the target does not have."""
        if self.target.root(place.api) is not None:
            return False
        self.add(offset, "v1", f"`{name}` is the API of TensorFlow 1, which {self.target.name} does not have")
        return True

    @property
    def edits(self) -> Iterator[Edit]:
        """All edits so far."""
        return (edit for finding in self.found for edit in finding.edits)

    @property
    def additions(self) -> Iterator[Edit]:
        """The edits that bring in a new import."""
        return (edit for finding in self.found if finding.message.startswith("adds ") for edit in finding.edits)

    def remove_edits(self, is_gone: Callable[[Edit], bool]) -> None:
        """Take back edits; their findings stay, and say what became of the place."""
        self.found = [
            replace(finding, edits=tuple(edit for edit in finding.edits if not is_gone(edit))) for finding in self.found
        ]

    def take(self, start: int, end: int) -> None:
        """Uses between two positions give way."""
        self.taken.update(use.start for use in self.reader.uses if start <= use.start < end)


def chain_of(use: Any) -> str:
    """A use as it is written: `tf.keras.layers`."""
    return ".".join((use.name, *use.attributes))
