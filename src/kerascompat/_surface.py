"""Fills the modules of a surface from the provider's, and finds the ones below it.

Each module is an exact `types.ModuleType` with its own name and spec and `__path__ = []`, filled once: what the
provider's modules offer becomes plain attributes. Never the provider's module under a second key, nor its `__path__` or
`__file__`: Python would execute the provider's files a second time, and there would be two `Dense`.

A surface whose provider is still initialising (a circular import) reads through to it, and is filled when it is
complete. A mocked provider is read through for good. A miss looks at the provider once more, then for a bridge, before
it is an error.
"""

from __future__ import annotations

import importlib.util
import sys
from _thread import allocate_lock
from functools import partial
from importlib.machinery import ModuleSpec
from types import ModuleType

from kerascompat._facts import SURFACES
from kerascompat.errors import MissingAttributeError, MissingNameError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from types import FrameType
    from typing import Any, Optional

    from kerascompat._facts import Choice
    from kerascompat.bridges._bridge import Bridge

_ABSENT = object()

# Public by their spelling, and no API: the private sources, and where Keras 3.3-3.9 and 2.13-2.15 keep their folders.
_NOT_PUBLIC = ("src", "api")

_NAMES = tuple(f"kerascompat.{surface}" for surface in SURFACES)

_surfaces: dict[str, Surface] = {}
_installing = allocate_lock()


def choices() -> Iterator[Choice]:
    """The choices of the surfaces that are loaded."""
    return (surface.choice for surface in list(_surfaces.values()))


def import_module(name: str) -> Any:
    """Import as the statement does: it takes what another thread has half made, where waiting would be a deadlock.

    `importlib.import_module` raises in that case.
    """
    __import__(name)
    while name not in sys.modules:  # what another thread made has failed meanwhile
        __import__(name)
    return sys.modules[name]


def root_of(name: str) -> Optional[str]:
    """The root of the surface that a module belongs to, None for every other module."""
    return next((root for root in _NAMES if f"{name}.".startswith(f"{root}.")), None)


def load_below(name: str) -> None:
    """Fill the module of that name, which Python is executing, as soon as its surface is filled.

    Python looks for a module below a package that another thread has only begun to make. It then finds the file
    of that module, or asks the finder; either way this waits for the surface.
    """
    root = root_of(name) or name
    import_module(root)
    surface = _surfaces[root]
    if not surface.is_filled:
        surface.fill()  # its provider may be complete by now
    surface.fill_one(sys.modules[name], name[len(root) + 1 :])


class Surface:
    """One importable surface: `kerascompat.keras`, say, and all modules below it.

    Args:
        name: the full name of its root module.
        choice: what it gives.
    """

    def __init__(self, name: str, choice: Choice) -> None:
        self.name = name
        self.choice = choice
        self.is_filled = False
        self.bridged: Collection[str] = ()

    def open(self) -> None:
        """Make the root read through; no provider is imported yet."""
        _surfaces[self.name] = self
        if self.choice.mocked:
            _install_finder()
        self.adopt(sys.modules[self.name], "")

    def close(self) -> None:
        """Forget the surface and its modules: its provider could not be imported."""
        _surfaces.pop(self.name, None)
        for name in [name for name in list(sys.modules) if name.startswith(f"{self.name}.")]:
            del sys.modules[name]

    def adopt(self, module: ModuleType, path: str) -> None:
        """Give a module of the surface what a module has beside its names.

        Until the provider is there, what is below is found on the disk and waits, see `load_below`.
        """
        if self.is_filled or self.choice.mocked:
            module.__path__ = []
        module.__dict__["__getattr__"] = partial(self.miss, path)
        module.__dict__["__dir__"] = partial(self.names, path)

    def fill(self) -> None:
        """Fill every module that the provider has loaded, unless the provider is still initialising or is a mock."""
        if self.choice.mocked:
            return
        if any(_is_initialising(root) for root in self._roots()):
            # First, for absl looks at the place of the last one; what has no file of its own waits here.
            _install_finder(first=True)
            return
        sources = [source for source in map(_imported, self.choice.modules) if source is not None]
        # Not before the provider is there: absl puts its own finder before the one that is last when it is imported.
        # Not after the filling either: what is below is not found on the disk any more.
        _install_finder()
        self._fill(sys.modules[self.name], "", sources, ())
        # Here, and not at the first miss: the finder asks for them, and must not import.
        self.bridged = _bridged_modules(self.choice)
        self.is_filled = True

    def _roots(self) -> set[str]:
        return {module.partition(".")[0] for module in self.choice.modules}

    def _fill(self, module: ModuleType, path: str, sources: Sequence[Any], above: tuple[Any, ...]) -> None:
        module.__path__ = []
        names: dict[str, Any] = {}
        for source in reversed(sources):
            names.update(_public(source))
        if not path:
            names.setdefault("__version__", self.choice.version)
            names.setdefault("version", partial(_version, self.choice.version))
        for name, value in names.items():
            if not self._is_api(value):
                module.__dict__[name] = value
            elif value not in above:
                below = [vars(source).get(name) for source in sources]
                children = [child for child in below if self._is_api(child)]
                child = self._module(f"{path}.{name}" if path else name)
                module.__dict__[name] = child
                self._fill(child, f"{path}.{name}" if path else name, children, (*above, value))

    def fill_one(self, module: ModuleType, path: str) -> None:
        """Fill a module that was imported by name, from the modules of the same path below the provider's roots."""
        self.adopt(module, path)
        if self.choice.mocked:
            return
        sources = self._import_sources(path)
        if self.is_filled and not self.is_private(path):
            self._fill(module, path, sources, ())

    def _module(self, path: str) -> ModuleType:
        """The module of the surface at that path, made where it is missing."""
        name = f"{self.name}.{path}"
        module = sys.modules.get(name)
        if module is None:
            made = importlib.util.module_from_spec(_spec(name, self.name))
            self.adopt(made, path)
            module = sys.modules.setdefault(name, made)  # another thread may have been faster
        self.adopt(module, path)  # Python may have made it before the surface was open
        return module

    def _is_api(self, value: object) -> bool:
        """Whether a value is a module of the provider's public API, and no source module or foreign one."""
        if not isinstance(value, ModuleType):
            return False
        name = getattr(value, "__name__", "")
        if name.partition(".")[0] not in (*self._roots(), "tensorflow"):
            return False
        return not f"{name}.".startswith(f"{self.choice.private}.") or self.choice.private == self.choice.provider

    def is_private(self, path: str) -> bool:
        """Whether a path leads to the provider's private sources."""
        return path == "src" or path.startswith("src.")

    def targets(self, path: str) -> tuple[str, ...]:
        """The names of the provider's modules that may stand behind a path."""
        if self.is_private(path):
            return (self.choice.private + path[len("src") :],)
        return tuple(f"{root}.{path}" for root in self.choice.modules)

    def _import_sources(self, path: str) -> list[ModuleType]:
        """Import the provider's modules behind a path; those that it does not have are left out."""
        sources = []
        for name in self.targets(path):
            try:
                sources.append(import_module(name))
            except ModuleNotFoundError as error:
                if not f"{name}.".startswith(f"{error.name}."):
                    raise
        if not sources and not self.is_bridged_module(path):
            raise self.absent(path)
        return sources

    def has_module(self, path: str) -> bool:
        """Whether there is a module at that path, whose parents are loaded. Imports nothing."""
        if self.choice.mocked:
            return self._mocked(path) is not None
        return any(_exists(name) for name in self.targets(path)) or self.is_bridged_module(path)

    def is_bridged_module(self, path: str) -> bool:
        """Whether a path is that of a module which bridges lie in."""
        return path in self.bridged

    def miss(self, path: str, name: str) -> Any:
        """What a name gives that is no plain attribute: the `__getattr__` of every module of the surface."""
        if name.startswith("__") and name.endswith("__") and name != "__internal__":
            if name == "__all__" and not self.choice.mocked:
                return self._names_of_star(path)
            raise AttributeError(self._sentence(path, name))
        if not self.is_filled and not self.is_private(path):
            self.fill()
            filled = vars(self._module(path) if path else sys.modules[self.name]).get(name, _ABSENT)
            if filled is not _ABSENT:
                return filled
        return self._read_through(path, name)

    def _names_of_star(self, path: str) -> list[str]:
        """What `from ... import *` takes while the provider is initialising; from a filled module, its names."""
        self.fill()
        if self.is_filled:
            self._bridge_all(path)
            raise AttributeError(self._sentence(path, "__all__"))
        return [name for name in self.names(path) if not name.startswith("_") and name not in _NOT_PUBLIC]

    def _read_through(self, path: str, name: str) -> Any:
        if name == "src" and not path:
            return import_module(f"{self.name}.src")
        if not name.startswith("_") or self.is_private(path) or name == "__internal__":
            for source in self._sources(path):
                value = getattr(source, name, _ABSENT)
                if value is not _ABSENT and (self.is_private(path) or name not in _NOT_PUBLIC):
                    return self._module(f"{path}.{name}" if path else name) if self._is_api(value) else value
        bridged = self._bridged(path, name)
        if bridged is _ABSENT:
            raise self.missing(path, name)
        return bridged

    def _bridged(self, path: str, name: str) -> Any:
        """What a bridge answers, which is a plain attribute of the module from then on."""
        bridge = next((each for each in self._bridges_of(path) if each.last == name), None)
        if bridge is None:
            return _ABSENT
        value = self._module(bridge.name) if bridge.is_module else self._target(bridge)
        if value is not _ABSENT:
            vars(self._module(path) if path else sys.modules[self.name])[name] = value
        return value

    def _target(self, bridge: Bridge) -> Any:
        """The object that a bridge leads to; an old provider may lack that too."""
        module, colon, below = bridge.target.rpartition(":")
        value: Any = import_module(module) if colon else sys.modules[self.name]
        for part in below.split("."):
            value = getattr(value, part, _ABSENT)
        return value

    def _bridges_of(self, path: str) -> Iterator[Bridge]:
        """The bridges that lie in a module."""
        if not self.bridged:
            return iter(())
        from kerascompat.bridges import bridges_of

        # the functions for generation 3 import keras
        only_aliases = self.choice.provider == "keras_core"
        every = (each for each in bridges_of(path, self.choice.generation) if each.serves(self.choice.backend))
        return (each for each in every if each.is_alias or each.is_module or not only_aliases)

    def _answers(self, bridge: Bridge) -> bool:
        """Whether a bridge leads somewhere. Imports nothing: what is not imported yet is ours, and is there."""
        if bridge.is_module or bridge.target.partition(":")[0] not in (bridge.target, *sys.modules):
            return True
        return self._target(bridge) is not _ABSENT

    def _bridge_all(self, path: str) -> None:
        """Make every bridge of a module an attribute of it; modules are not: `random` would hide that of Python."""
        own = vars(self._module(path) if path else sys.modules[self.name])
        for bridge in self._bridges_of(path):
            if bridge.last not in own and not bridge.is_module:
                self._bridged(path, bridge.last)

    def _sources(self, path: str) -> list[Any]:
        """The provider's modules behind a path, as far as they are loaded."""
        if self.choice.mocked:
            mock = self._mocked(path)
            return [] if mock is None else [mock]
        names = self.targets(path) if path else self.choice.modules
        return [sys.modules[name] for name in names if sys.modules.get(name) is not None]

    def _mocked(self, path: str) -> Any:
        """What stands behind a path in a mocked provider: mocks have attributes, not modules."""
        root, _, below = self.choice.modules[0].partition(".")
        found: Any = import_module(root)
        for part in filter(None, f"{below}.{path}".split(".")):
            found = getattr(found, part, None)
        return found

    def names(self, path: str) -> list[str]:
        """The `__dir__` of every module of the surface."""
        if not self.is_filled and not self.is_private(path):
            self.fill()
        module = sys.modules.get(f"{self.name}.{path}" if path else self.name)
        own = set(vars(module)) - {"__getattr__", "__dir__"} if module is not None else set()
        own.update(each.last for each in self._bridges_of(path) if not each.is_private and self._answers(each))
        if self.is_private(path) or not self.is_filled:
            own.update(*(dir(source) for source in self._sources(path)))
        return sorted(own)

    def absent(self, path: str) -> MissingNameError:
        """The error for a module that is not there: an import of a name ends here too, if nothing has that name."""
        parent, _, name = f"{self.name}.{path}".rpartition(".")
        asked = f"cannot import name {name!r} from {parent!r}"
        if name in vars(sys.modules.get(parent, object)):
            found = f"{self.choice} has no such module, but an object of that name"
            return MissingNameError(asked, found, f"from {parent} import {name}", self.targets(path)[0])
        return MissingNameError(asked, *self._known_of(path), self.targets(path)[0])

    def missing(self, path: str, name: str) -> MissingAttributeError:
        """The error for a name that is not there."""
        known = partial(self._known_of, f"{path}.{name}" if path else name)
        return MissingAttributeError(self._sentence(path, name), known=known)

    def _sentence(self, path: str, name: str) -> str:
        module = f"{self.name}.{path}" if path else self.name
        return f"module {module!r} has no attribute {name!r}"

    def _known_of(self, path: str) -> tuple[str, str]:
        """What is found of a name that is missing, and what to do about it."""
        from kerascompat._missing import known_of

        return known_of(path, self.choice, self.name)


def _public(source: ModuleType) -> dict[str, Any]:
    """What a provider's module offers: its public names, its version and `__internal__`."""
    offered = dict(vars(source))
    return {
        name: value
        for name, value in offered.items()
        if (not name.startswith("_") and name not in _NOT_PUBLIC) or name in ("__internal__", "__version__")
    }


def _bridged_modules(choice: Choice) -> Collection[str]:
    """The modules that bridges of a surface lie in; the surface of TensorFlow 1 has none."""
    if choice.surface == "v1.keras":
        return ()
    from kerascompat.bridges import groups

    return groups(choice.generation)


def _version(version: Optional[str]) -> Optional[str]:
    """The version of the provider, for one that has no `version()` of its own (Keras 2)."""
    return version


def _imported(name: str) -> Optional[ModuleType]:
    return sys.modules.get(name)


def _is_initialising(name: str) -> bool:
    return bool(getattr(getattr(sys.modules.get(name), "__spec__", None), "_initializing", False))


def _exists(name: str) -> bool:
    """Whether a module of the provider can be found. Imports nothing: see `_Finder`."""
    if name in sys.modules:
        return sys.modules[name] is not None
    path = getattr(sys.modules.get(name.rpartition(".")[0]), "__path__", None)
    finders = (getattr(finder, "find_spec", None) for finder in list(sys.meta_path))
    return path is not None and any(find(name, path) is not None for find in finders if find is not None)


class _Loader:
    """Makes one module below the surface of that name."""

    def __init__(self, root: str) -> None:
        self.root = root

    def __repr__(self) -> str:
        # what stands in the repr of a module without a file
        return str(_surfaces[self.root].choice) if self.root in _surfaces else self.root

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave it to Python: an exact `types.ModuleType`."""

    def exec_module(self, module: ModuleType) -> None:
        """Import what stands behind the module, and fill it."""
        load_below(module.__name__)


class _Finder:
    """Finds the modules below the surfaces; asked last of all, after every other finder of the process.

    Python asks finders under its global import lock: to import here, or to wait for a thread that does, is a deadlock.
    """

    def find_spec(
        self,
        fullname: str,
        path: Optional[Sequence[str]] = None,  # noqa: ARG002 - the interface of finders
        target: Optional[ModuleType] = None,  # noqa: ARG002
    ) -> Optional[ModuleSpec]:
        """The spec of a module that the provider has; None for every other name."""
        root = root_of(fullname)
        if root is None or root == fullname:
            return None
        surface = _surfaces.get(root)
        if surface is None or not (surface.is_filled or surface.choice.mocked):
            return _spec(fullname, root)  # it is being made, by this thread or another: the loader will see
        below = fullname[len(root) + 1 :]
        # Where an import asks for what is not there, the loader raises: to say what is known of it, it must import.
        return _spec(fullname, root) if surface.has_module(below) or _is_importing() else None


def _spec(name: str, root: str) -> ModuleSpec:
    return ModuleSpec(name, _Loader(root), is_package=True)  # type: ignore[arg-type] # its base costs an import


def _is_importing() -> bool:
    """Whether an `import` asks, and not `importlib.util.find_spec`, which must answer None for what is not there.

    Python itself would only say "cannot import name", without the provider; the caller two frames up tells the two
    apart on CPython 3.9-3.14, and elsewhere Python's own sentence stays.
    """
    frame: Optional[FrameType] = sys._getframe(2)
    caller = frame.f_back if frame is not None else None
    return caller is not None and caller.f_code.co_name == "_find_and_load_unlocked"


def _install_finder(*, first: bool = False) -> None:
    """Put the finder to the end, or for a while to the front; one that an earlier copy of this module has left goes."""
    with _installing:  # two surfaces may begin in two threads; nothing is imported under the lock
        left = [finder for finder in sys.meta_path if type(finder).__module__ == __name__]
        if first and left:
            return
        for finder in left:
            sys.meta_path.remove(finder)
        sys.meta_path.insert(0 if first else len(sys.meta_path), _Finder())
