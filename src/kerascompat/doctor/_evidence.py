"""What the doctor looks at beside the facts: what is installed around Keras, what lies in the way, what is loaded.

Imports no provider and writes nothing. A part that cannot be read is left out, and `unread` says so.
"""

from __future__ import annotations

import os
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Optional, Union

from kerascompat import _environment, _matrix, _resolver, _verdicts
from kerascompat._facts import Choice, Facts, Refusal, Verdict
from kerascompat._metadata import normalized
from kerascompat.doctor._distributions import Distribution, installed
from kerascompat.doctor._forcing import Forced, forcing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

MODULES = ("tensorflow", "keras", "tf_keras", "keras_core")

_HIDEABLE = (*MODULES, "jax", "torch", "numpy")
"""The modules whose names a user's own file must not have."""

_BACKENDS = {"jax": ("jax", "jaxlib"), "torch": ("torch",), "openvino": ("openvino",)}
"""The distributions of a backend other than TensorFlow; NumPy requires nothing."""

_GENERATED = {"tensorflow": "core/framework/types_pb2.py", "tf_keras": "protobuf/saved_metadata_pb2.py"}
"""Of the code that protobuf generated, one file each; it names the version that generated it."""

_PROTOBUF = re.compile(r"^# Protobuf Python Version: (\S+)", re.MULTILINE)

_NEAR = re.compile(r"^(?:Name|Summary|Keywords|Requires-Dist):.*(?:tensorflow|keras)", re.IGNORECASE | re.MULTILINE)
_NAME = re.compile(r"[^\w.-]")
_IMPORTED_AS = {"absl-py": "absl", "google-pasta": "pasta", "grpcio": "grpc", "protobuf": "google", "dm-tree": "tree"}
"""The modules of distributions with another name."""

_NOT_FORCING = frozenset({"kerascompat", "tensorboard", "keras", "keras-nightly", "tf-keras", "keras-core"})


@dataclass(frozen=True)
class Owner:
    """A distribution that has installed a module.

    Attributes:
        module: the module.
        name: the distribution's name.
        version: its version.
        folder: where it is installed.
        requires: what it declares.
        missing: Python files and shared libraries that it has installed and that are not there.
    """

    module: str
    name: str
    version: str
    folder: str
    requires: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@dataclass(frozen=True)
class Evidence:
    """Everything that the checks look at.

    Attributes:
        facts: what a decision depends on.
        outcome: what is decided.
        verdict: what the measured table says of it; None for a refusal.
        owners: who has installed the TensorFlow and the Kerases that are imported.
        versions: every distribution that is installed, with its version.
        protobuf: the version of protobuf, None where there is none.
        stale: metadata of an earlier release that lies beside the metadata of what is imported.
        generated: by module, the version of protobuf that generated its code.
        leavings: what pip has left of an installation that it could not remove.
        hiding: files and folders here whose name is that of a package, with that name.
        forcing: the libraries that set `TF_USE_LEGACY_KERAS` themselves.
        prefix: the folder of the environment.
        roads: what the ways to `tf.keras` give in this process, by the statement.
        registry: what the releases declare of each other, see `_matrix.Table`.
        unread: the parts that could not be read, each with the reason.
    """

    facts: Facts
    outcome: Union[Choice, Refusal]
    verdict: Optional[Verdict] = None
    owners: tuple[Owner, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    protobuf: Optional[str] = None
    stale: tuple[str, ...] = ()
    generated: tuple[tuple[str, str], ...] = ()
    leavings: tuple[str, ...] = ()
    hiding: tuple[tuple[str, str], ...] = ()
    forcing: tuple[Forced, ...] = ()
    roads: tuple[tuple[str, str], ...] = ()
    prefix: str = ""
    registry: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    unread: tuple[tuple[str, str], ...] = ()

    def owners_of(self, module: str) -> tuple[Owner, ...]:
        """The distributions that have installed a module."""
        return tuple(owner for owner in self.owners if owner.module == module)

    def reinstall(self, module: str) -> Optional[str]:
        """The line that brings back the files of a module that are gone, None where none are."""
        owner = next((owner for owner in self.owners_of(module) if owner.missing), None)
        return f'pip install --force-reinstall --no-deps "{owner.name}=={owner.version}"' if owner else None

    @property
    def install_tf_keras(self) -> str:
        """The line that installs the tf-keras of the installed TensorFlow."""
        return _resolver.install_tf_keras(self.facts.module("tensorflow"))

    @property
    def python(self) -> str:
        """The minor version of the interpreter."""
        return ".".join(self.facts.python.split(".")[:2])


def read(surface: str = "keras") -> Evidence:
    """Look at this process and this environment.

    Args:
        surface: the surface whose choice is looked at.
    """
    facts = _environment.read()
    outcome = _resolver.decide(facts, surface)
    folders = [entry for entry in sys.path if entry and isinstance(entry, str)]  # Python itself skips all else
    everything = installed(folders)
    backend = outcome.backend if isinstance(outcome, Choice) else ""
    parts: dict[str, Callable[[], Any]] = {
        "verdict": lambda: _verdicts.verdict_of(outcome) if isinstance(outcome, Choice) else None,
        "owners": lambda: (*_owners(_current(facts, everything)), *_of_backend(backend, everything)),
        "versions": lambda: tuple(_versions(everything, found.get("owners", ())).items()),
        "protobuf": lambda: _environment.version_below("google", "protobuf"),
        "stale": lambda: tuple(each.path for each in _stale(facts, everything)),
        "generated": lambda: tuple(_generated(facts)),
        "leavings": lambda: tuple(_leavings(folders)),
        "hiding": lambda: tuple(_hiding(facts)),
        "forcing": lambda: tuple(forcing(_around(everything))),
        "roads": lambda: tuple(_roads(facts)),
        "registry": lambda: _matrix.table().registry,
    }
    found: dict[str, Any] = {}
    unread = []
    for name, part in parts.items():
        try:
            found[name] = part()
        except Exception as error:  # noqa: BLE001 - whatever is wrong there, the other parts still tell
            unread.append((_PARTS[name], f"{type(error).__name__}: {error}"))
    return Evidence(facts, outcome, **found, prefix=sys.prefix, unread=tuple(unread))


_PARTS = {
    "verdict": "the measured table",
    "owners": "what is installed",
    "versions": "the list of distributions",
    "protobuf": "the version of protobuf",
    "stale": "the metadata beside Keras",
    "generated": "the code that protobuf generated",
    "leavings": "the folders of the path",
    "hiding": "the current folder",
    "forcing": "the libraries around TensorFlow",
    "roads": "the state of tf.keras",
    "registry": "what the releases declare",
}
"""The parts of the evidence, in words."""


def _of_module(facts: Facts, everything: Collection[Distribution]) -> Iterator[tuple[str, Distribution]]:
    """The distributions that can have installed what is imported, by module.

    What another folder further down the path has is never seen.
    """
    real = {folder: os.path.realpath(folder) for folder in {each.folder for each in everything}}
    for module in MODULES:
        there = facts.module(module)
        home = os.path.realpath(os.path.dirname(there.location)) if there.location else None
        # one that is nowhere is missed wherever its metadata is
        beside = [each for each in everything if home in (None, real[each.folder])]
        named = [each for each in beside if each.name in _environment.DISTRIBUTIONS[module]]
        if not named and there.kind == "package":  # a build of somebody's own has a name of its own
            named = [each for each in beside if each.has_installed(f"{module}/__init__.py")]
        yield from ((module, each) for each in named)


def _stale(facts: Facts, everything: Collection[Distribution]) -> Iterator[Distribution]:
    """Metadata of the same distribution in another release than the files, left by an upgrade that was interrupted."""
    by_name = defaultdict(list)
    for module, each in _of_module(facts, everything):
        by_name[module, each.name, each.folder].append(each)
    for (module, _, _), several in by_name.items():
        if len(several) > 1:
            version = facts.module(module).version
            newest = max(several, key=lambda each: _matrix.version_of(each.version))
            kept = next((each for each in several if each.version == version), newest)
            yield from (each for each in several if each is not kept)


def _current(facts: Facts, everything: Collection[Distribution]) -> Iterator[tuple[str, Distribution]]:
    stale = set(_stale(facts, everything))
    return ((module, each) for module, each in _of_module(facts, everything) if each not in stale)


def _of_backend(backend: str, everything: Iterable[Distribution]) -> Iterator[Owner]:
    """What the chosen backend requires; its files are not looked at."""
    first = {each.name: each for each in reversed(tuple(everything))}
    for name in _BACKENDS.get(backend, ()):
        if name in first:
            yield Owner(backend, name, first[name].version, first[name].folder, first[name].requires())


def _owners(current: Iterable[tuple[str, Distribution]]) -> Iterator[Owner]:
    for module, each in current:
        files = each.files()
        of_module = [name for name in files or () if name.startswith(f"{module}/")]
        if files is not None and not of_module:
            continue  # on Windows, `tensorflow` is a name that requires `tensorflow-intel`
        # a frozen application has its modules in one file
        missing = () if _environment.is_frozen() else tuple(_missing(each.folder, of_module))
        yield Owner(module, each.name, each.version, each.folder, each.requires(), missing)


def _missing(folder: str, names: Iterable[str]) -> Iterator[str]:
    """Which of the files are not there; each of their folders is listed once."""
    by_folder = defaultdict(list)
    for name in names:
        below, _, last = name.rpartition("/")
        by_folder[below].append(last)
    for below, inside in by_folder.items():
        there = _names_in(f"{folder}/{below}")
        yield from (f"{below}/{name}" for name in inside if name not in there)


def _names_in(folder: str) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))
    except OSError:
        return frozenset()


def _generated(facts: Facts) -> Iterator[tuple[str, str]]:
    for module, below in _GENERATED.items():
        location = facts.module(module).location
        match = _PROTOBUF.search(_text(os.path.join(location, below))) if location else None
        if match:
            yield module, match.group(1)


def _leavings(folders: Iterable[str]) -> Iterator[str]:
    """Folders such as `~ensorflow`, which pip renames to and then deletes, unless something holds them."""
    renamed = {f"~{name[1:]}" for name in MODULES}
    for folder in dict.fromkeys(folders):
        yield from (os.path.join(folder, name) for name in sorted(_names_in(folder) & renamed))


def _hiding(facts: Facts) -> Iterator[tuple[str, str]]:
    try:
        here = os.getcwd()
    except OSError:  # it was deleted
        return
    for name in _HIDEABLE:
        location = facts.module(name).location
        for path in (os.path.join(here, f"{name}.py"), os.path.join(here, name, "__init__.py")):
            own = path if path.endswith(f"{name}.py") else os.path.dirname(path)
            if os.path.isfile(path) and not (location and os.path.realpath(own) == os.path.realpath(location)):
                yield name, own


def _around(everything: Iterable[Distribution]) -> Iterator[Distribution]:
    """The libraries whose metadata names TensorFlow or Keras, without these themselves."""
    names = {name for module in MODULES for name in _environment.DISTRIBUTIONS[module]} | _NOT_FORCING
    return (each for each in everything if each.name not in names and _NEAR.search(each.headers()))


def _versions(everything: Iterable[Distribution], owners: Iterable[Owner]) -> dict[str, str]:
    """Every distribution with its version, the first on the path; without one, what is required and lies there bare."""
    versions = {each.name: each.version for each in reversed(tuple(everything))}
    for owner in owners:
        for line in owner.requires:
            name = normalized(_NAME.split(line, maxsplit=1)[0])
            if name not in versions and _lies_bare(name):
                versions[name] = ""
    return versions


def _lies_bare(name: str) -> bool:
    """Whether a required package can be imported although nothing tells that it is installed: a copy, a zip archive."""
    module = _IMPORTED_AS.get(name, name.replace("-", "_"))
    return _environment.is_there(module)


def _roads(facts: Facts) -> Iterator[tuple[str, str]]:
    """What the statements that name Keras give in this process, where TensorFlow is imported."""
    state = facts.tensorflow_keras
    if state.state in ("resolved", "latched") and state.provider:
        yield "tf.keras", state.provider
    elif state.state == "unresolved" and state.legacy_at_import is not None:
        yield "tf.keras", _resolver.by_variable(facts, is_on=facts.legacy_on)
    if state.legacy_at_import is not None:  # it is what the path of the package was made for
        yield "from tensorflow.keras import ...", _resolver.by_variable(facts, is_on=state.legacy_at_import)
    for choice in facts.surfaces:
        if choice.surface == "keras":
            yield "from kerascompat import keras", choice.provider


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
