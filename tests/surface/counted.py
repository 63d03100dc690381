"""Count which names of Keras published libraries use, and how often.

    python tests/surface/counted.py --work FOLDER [--json FILE] [names...]

Each source distribution comes from the configured package index into FOLDER, and is read where it lies: every Python
file, tests too. What was counted lies in FOLDER as JSON: a second run downloads nothing, and counts again only after
this file, the resolver or the names of Keras have changed. Needed are Python 3.11 and `uv` on the path.

A use is an imported name or module (`from keras.layers import Dense`, `import keras.backend as K`), or a chain of
attributes that goes on below Keras (`tf.keras.layers.Dense`, `K.sum`). A name that an import or an assignment has
reached is not counted again where it stands alone, and a chain ends at the first class, function or value:
`keras.layers.Dense.from_config` is a use of `layers.Dense`. A chain that no Keras has counts as it is written.

Names are followed through imports, assignments and the library's own modules (`from .backend import keras`), scope by
scope, by what `kerascompat migrate` reads of a file. Where branches bind a name differently, the chain that a public
Keras has counts, or the first. A name that may be something else than an import (a parameter, a call's result) is not
followed. Strings count only where they are annotations.
"""

from __future__ import annotations

import argparse
import ast
import functools
import hashlib
import json
import re
import sys
import tarfile
import warnings
from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Optional

from kerascompat.migrate import _roots, _scopes
from kerascompat.migrate._roots import V1, locate
from kerascompat.migrate._scopes import Binding, Reader, Scope, Use, _imported
from kerascompat.migrate._source import Source, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TESTS = Path(__file__).resolve().parents[1]
DATA = Path(_roots.__file__).parents[1] / "data" / "api.json"
KINDS = ("keras", "v1", "frozen")
"""A public Keras, its API for TensorFlow 1, TensorFlow's own frozen copy; where a name may be two, the first counts."""
FROZEN = ("tensorflow", "python", "keras")
END = re.compile(r"_*[A-Z]|__\w+__$")
SHOWN = 60

Dotted = tuple[str, ...]
Reach = tuple[Dotted, int]
"""An absolute path, and how many of its parts an import or an assignment has reached already."""


@dataclass(frozen=True)
class Library:
    """A library as published. None of the listed ones has a copy of Keras or of itself in its source distribution."""

    name: str
    version: str


LIBRARIES = (
    Library("adversarial-robustness-toolbox", "1.15.2"),
    Library("alibi", "0.9.5"),
    Library("alibi-detect", "0.12.0"),
    Library("autokeras", "1.0.20"),
    Library("bert-for-tf2", "0.14.9"),
    Library("deel-lip", "1.5.0"),
    Library("deepchem", "2.7.1"),
    Library("deepctr", "0.9.3"),
    Library("deepface", "0.0.79"),
    Library("horovod", "0.28.1"),
    Library("imageai", "2.1.6"),
    Library("innvestigate", "2.1.2"),
    Library("kapre", "0.3.7"),
    Library("keras-bert", "0.89.0"),
    Library("keras-nlp", "0.4.1"),
    Library("keras-retinanet", "1.0.0"),
    Library("keras-rl2", "1.0.5"),
    Library("keras-self-attention", "0.51.0"),
    Library("keras-tuner", "1.1.3"),
    Library("keras-unet-collection", "0.1.13"),
    Library("larq", "0.13.3"),
    Library("QKeras", "0.9.0"),
    Library("scikeras", "0.12.0"),
    Library("spektral", "1.3.1"),
    Library("stellargraph", "1.2.1"),
    Library("talos", "1.3"),
    Library("tensorflow-recommenders", "0.7.3"),
    Library("tensorflow-similarity", "0.17.1"),
    Library("tf-explain", "0.3.1"),
    Library("tf-keras-vis", "0.8.7"),
)


@dataclass
class Tally:
    """What one library uses: paths below Keras by kind, what could not be followed, and the files."""

    uses: dict[str, Counter[str]] = field(default_factory=lambda: {kind: Counter() for kind in KINDS})
    unclear: Counter[str] = field(default_factory=Counter)
    files: int = 0
    unread: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Tally:
        """The tally that was kept as JSON."""
        uses = {kind: Counter(content["uses"][kind]) for kind in KINDS}
        return cls(uses, Counter(content["unclear"]), content["files"], content["unread"])

    def content(self) -> dict[str, Any]:
        """What is kept as JSON, the most used first."""
        uses = {kind: ranked(self.uses[kind]) for kind in KINDS}
        return {"uses": uses, "unclear": ranked(self.unclear), "files": self.files, "unread": self.unread}


def ranked(counter: Counter[str]) -> dict[str, int]:
    """The most used first, and equals by name."""
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))


# --- Names of Keras ---------------------------------------------------------------------------------------------------


@functools.cache
def names() -> Mapping[str, Mapping[str, str]]:
    """Every public name of any Keras that was measured: path to kinds."""
    found: dict[str, dict[str, str]] = json.loads(DATA.read_text(encoding="utf-8"))["names"]
    return found


def is_known(path: str) -> bool:
    """Whether any Keras has this public name; `__version__` and its like belong to every module."""
    parent, _, name = path.rpartition(".")
    is_special = name.startswith("__") and name.endswith("__")
    return path in names() or (is_special and (not parent or "module" in names().get(parent, {})))


def cut(below: Dotted) -> Dotted:
    """The part of a path that names something of Keras, without what is an attribute of a class or a value."""
    length = next((size for size in range(len(below), 0, -1) if ".".join(below[:size]) in names()), 0)
    if length and "module" not in names()[".".join(below[:length])]:
        return below[:length]
    # What nobody knows is a module, unless it is written like a class or `__version__`.
    return next((below[: at + 1] for at in range(length, len(below)) if END.match(below[at])), below)


def named(reach: Reach) -> Optional[tuple[str, str]]:
    """The kind of Keras and the path below it; None outside, and for what was reached before."""
    path, given = reach
    place = locate(path)
    if place is None or not place.below:
        return None
    shown = cut(place.below)
    if len(path) - len(place.below) + len(shown) <= given:
        return None
    kind = "v1" if place.api == V1 else "frozen" if place.root == FROZEN else "keras"
    return kind, ".".join(shown)


def choose(reaches: Sequence[Reach]) -> Optional[tuple[str, str]]:
    """The one that counts of what a chain may be in different branches."""
    found = [each for each in map(named, reaches) if each is not None]
    return min(found, key=lambda each: (KINDS.index(each[0]), not is_known(each[1])), default=None)


# --- Files ------------------------------------------------------------------------------------------------------------


class Module:
    """One Python file of a library: its imports, bindings and uses."""

    def __init__(self, path: str, data: bytes) -> None:
        source = Source(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.tree = ast.parse(source.data.decode())
        self.name, self.package = module_name(path)
        self.imports = [node for node in ast.walk(self.tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
        self.stars = [self.home(node) for node in self.imports if node.names[0].name == "*"]
        self.reader = Reader(self.tree, frozenset(self._followed()), source)

    def home(self, node: Any) -> Dotted:
        """The absolute path of the module that is imported from."""
        module = tuple(node.module.split(".")) if node.module else ()
        return self.package[: len(self.package) - node.level + 1] + module if node.level else module

    def imported(self) -> Iterator[Dotted]:
        """The absolute path of each imported name; of its module, where all names are imported."""
        for node in self.imports:
            for alias in node.names:
                if isinstance(node, ast.Import):
                    yield tuple(alias.name.split("."))
                else:
                    yield self.home(node) + (() if alias.name == "*" else (alias.name,))

    def _followed(self) -> Iterator[str]:
        """The names that may lead to Keras: too many do no harm, but cost time."""
        for each in self.imports:
            yield from (alias.asname or alias.name.split(".")[0] for alias in each.names)
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                if isinstance(node.value, (ast.Attribute, ast.Name)) or _imported(node.value) is not None:
                    yield node.targets[0].id
            elif self.stars and isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                yield node.value.id


def module_name(path: str) -> tuple[Dotted, Dotted]:
    """The dotted name of a file's module, and of its package."""
    parts = PurePosixPath(path).with_suffix("").parts
    parts = parts[1:] if parts[0] == "src" else parts
    return (parts[:-1], parts[:-1]) if parts[-1] == "__init__" else (parts, parts[:-1])


class Code:
    """All files of a library, and what names in them stand for."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.modules: dict[Dotted, Module] = {}
        self.unread: list[str] = []
        self._active: set[tuple[int, str]] = set()
        for path, data in files.items():
            try:
                module = Module(path, data)
            except (SyntaxError, UnreadableError, ValueError):
                self.unread.append(path)
            else:
                self.modules[module.name] = module

    def tally(self) -> Tally:
        """Count the uses of every file."""
        tally = Tally(files=len(self.modules), unread=self.unread)
        for module in self.modules.values():
            for path in module.imported():
                self._add(tally, [(path, 0)])
            for use in module.reader.uses:
                if not self._add(tally, self._reaches(use, self.meaning(module, use.name, use.scope))):
                    self._doubt(tally, module, use)
        return tally

    def _add(self, tally: Tally, reaches: Sequence[Reach]) -> bool:
        found = choose(reaches)
        if found is not None:
            kind, path = found
            tally.uses[kind][path] += 1
        return found is not None

    def _doubt(self, tally: Tally, module: Module, use: Use) -> None:
        """Count apart a chain whose name is something else as well."""
        home = use.scope.lookup(use.name)
        if home is not None and _is_doubtful(home.bindings[use.name]):
            found = choose(self._reaches(use, self._bound(module, home, use.name)))
            tally.unclear.update([] if found is None else [found[1]])

    def _reaches(self, use: Use, paths: Sequence[Dotted]) -> list[Reach]:
        return [reach for path in paths for reach in self.follow(path + use.attributes, len(path))]

    def follow(self, path: Dotted, given: int) -> list[Reach]:
        """Where a path leads through the library's own modules."""
        own = next((path[:size] for size in range(len(path), 0, -1) if path[:size] in self.modules), None)
        if own is None or own == path or locate(path) is not None:
            return [(path, given)]
        name, *rest = path[len(own) :]
        exported = self._exports(self.modules[own], name)
        return [end for there, reached in exported for end in self.follow((*there, *rest), reached)]

    def _exports(self, module: Module, name: str) -> list[Reach]:
        # A module that takes all of Keras stands for it: a name of that module is still to be reached.
        ahead = 0 if name in module.reader.root.bindings else 1
        return [(path, len(path) - ahead) for path in self.meaning(module, name, module.reader.root)]

    def meaning(self, module: Module, name: str, scope: Scope) -> list[Dotted]:
        """The absolute paths that a name may stand for; none where it may be something else."""
        home = scope.lookup(name)
        key = (id(home or module), name)
        if key in self._active or (home is not None and _is_doubtful(home.bindings[name])):
            return []
        self._active.add(key)
        found = list(self._starred(module, name)) if home is None else self._bound(module, home, name)
        self._active.discard(key)
        return list(dict.fromkeys(found))

    def _starred(self, module: Module, name: str) -> Iterator[Dotted]:
        for star in module.stars:
            place = locate(star)
            if place is not None and ".".join((*place.below, name)) in names():
                yield (*star, name)
            elif place is None and star in self.modules:
                yield from (path for path, _ in self._exports(self.modules[star], name))

    def _bound(self, module: Module, home: Scope, name: str) -> list[Dotted]:
        found: list[Dotted] = []
        for binding in home.bindings[name]:
            if binding.kind == "import":
                path = self._import(module, binding)
                found += (end for end, _ in self.follow(path, len(path)))
            elif binding.kind == "chain" and binding.use is not None:
                bases = self.meaning(module, binding.use.name, binding.use.scope)
                found += (end for end, _ in self._reaches(binding.use, bases))
        return found

    def _import(self, module: Module, binding: Binding) -> Dotted:
        node = binding.statement.node if binding.statement is not None else None
        if isinstance(node, ast.ImportFrom) and node.level:
            return (*module.home(node), binding.alias.name)
        return binding.path


def _is_doubtful(bindings: Sequence[Binding]) -> bool:
    return any(binding.kind in ("other", "walrus") for binding in bindings)


def count_files(files: Mapping[str, bytes]) -> Tally:
    """Count the uses in the files of one library, given by their paths below its top folder."""
    return Code(files).tally()


# --- Libraries --------------------------------------------------------------------------------------------------------


def fetch(library: Library, folder: Path) -> Path:
    """The source distribution, which `tests/corpus` fetches the same way."""
    corpus = str(TESTS / "corpus")
    if corpus not in sys.path:
        sys.path.append(corpus)
    compare: Any = import_module("compare")
    archive: Path = compare.download(library, folder)
    return archive


def python_files(archive: Path) -> dict[str, bytes]:
    """The Python files of a source distribution by their paths below its top folder."""
    files = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            path = member.name.partition("/")[2]
            content = tar.extractfile(member) if member.isfile() and path.endswith(".py") else None
            if content is not None:
                files[path] = content.read()
    return files


@functools.cache
def _key() -> str:
    """A hash of everything that decides what is counted."""
    paths = (DATA, Path(__file__), Path(str(_scopes.__file__)), Path(str(_roots.__file__)))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def count_one(library: Library, folder: Path) -> Tally:
    """The tally of one library, kept in the folder."""
    kept = folder / "counted" / f"{library.name}-{library.version}.json"
    if kept.exists():
        known = json.loads(kept.read_text(encoding="utf-8"))
        if known["key"] == _key():
            return Tally.of(known)
    tally = count_files(python_files(fetch(library, folder / "sdists")))
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps({"key": _key(), **tally.content()}, indent=1), encoding="utf-8")
    return tally


def count(libraries: Sequence[Library], folder: Path) -> tuple[Counter[str], dict[str, Tally]]:
    """How often each path below a public Keras is used in all libraries, and the tally of each.

    Args:
        libraries: which are counted.
        folder: where downloads and results are kept.
    """
    tallies = {library.name: count_one(library, folder) for library in libraries}
    return sum((tally.uses["keras"] for tally in tallies.values()), Counter()), tallies


# --- The command ------------------------------------------------------------------------------------------------------


def lines(libraries: Sequence[Library], total: Counter[str], tallies: Mapping[str, Tally]) -> Iterator[str]:
    """The report: libraries, the most used names, and what is in no Keras."""
    form = "{:40} {:>6} {:>6} {:>8} {:>6} {:>6} {:>8}"
    yield form.format("library", "files", "uses", "distinct", "v1", "frozen", "unclear")
    for library in libraries:
        tally = tallies[library.name]
        public, *others = (tally.uses[kind] for kind in KINDS)
        counts = [sum(each.values()) for each in (public, *others, tally.unclear)]
        yield form.format(f"{library.name} {library.version}", tally.files, counts[0], len(public), *counts[1:])
    yield f"\n{sum(total.values())} uses of {len(total)} names"
    yield from [f"{times:6} {path}" for path, times in ranked(total).items()][:SHOWN]
    unknown = Counter({path: times for path, times in total.items() if not is_known(path)})
    yield f"\nin no Keras: {sum(unknown.values())} uses of {len(unknown)} names"
    yield from (f"{times:6} {path}" for path, times in ranked(unknown).items())


def main() -> None:
    """Count, and print the report."""
    parser = argparse.ArgumentParser(description="Count which names of Keras published libraries use.")
    parser.add_argument("names", nargs="*", help="libraries; all by default")
    parser.add_argument("--work", type=Path, required=True, help="folder for downloads and results")
    parser.add_argument("--json", type=Path, help="write what was counted to this file")
    options = parser.parse_args()
    libraries = [each for each in LIBRARIES if not options.names or each.name in options.names]
    total, tallies = count(libraries, options.work)
    sys.stdout.write("\n".join([*lines(libraries, total, tallies), ""]))
    if options.json:
        kept = {name: tally.content() for name, tally in tallies.items()}
        content = {"uses": ranked(total), "libraries": kept}
        options.json.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
