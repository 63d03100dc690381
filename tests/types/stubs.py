"""Writes the files of the surfaces' modules below `src/kerascompat`, from the list of these modules and the bridges.

The modules below a surface are made at run time, so a checker needs a stub for each of them. It stands in `__init__.py`
and not beside it, for a second file for each costs the wheel 100,000 bytes. Python reads this file only where it
looks at the disk for a module of a package that another thread has begun to make: its first line waits for that thread.

    python tests/types/stubs.py            write the stubs from `modules.txt` and `kerascompat.bridges`
    python tests/types/stubs.py --walk     print the modules that the surfaces have in this environment

`modules.txt` is the sorted union of what `--walk` prints on TensorFlow 2.12, 2.14, 2.15 and 2.16 and the newest one,
from 2.15 on with and without `TF_USE_LEGACY_KERAS=1` where tf_keras is installed, and with Keras 3 on JAX:

    { cat tests/types/modules.txt; python tests/types/stubs.py --walk; } | LC_ALL=C sort -u -o tests/types/modules.txt

Why the stubs are as they are:

- What is for checkers stands behind `if _.load(__name__)`, which answers False: a bool like any other to mypy, pyright
  and jedi, so they read what is behind it. `TYPE_CHECKING = False` would be one more name of the module, and jedi skips
  the imports behind it.
- Star imports give the provider's real types, in the names that this very version of it has. A provider that is not
  installed contributes nothing: an unresolved import in an installed file is silent.
- `keras` is `keras2` or `keras3`, as `KERASCOMPAT_GENERATION_2` says. Which of two installed Keras a variable chooses
  no checker knows: `kerascompat mypy-args` and `kerascompat pyright-config` tell it, as constants. Without them it
  reads both; of two that are installed, Keras 3 counts for pyright, which takes the last of two definitions.
- `__getattr__` answers everything else: names of the other generation, and every name where the checker does not read
  the provider (mypy, since Keras ships no `py.typed`). `KERASCOMPAT_ANY_...` set to false switches it off, so that a
  misspelt name is an error. A name that a bridge answers is therefore written out, and imported from where it leads.
  There stands a second `__getattr__` without a type: mypy, which takes the first, would give the bridge's name the type
  `Any?` of one that it has not looked at yet, and call it not callable.
- The constants are defined nowhere. A checker that was told of them does not look; one that was not takes both branches
  and reports nothing of an installed file. A line that imports them would cost the wheel 6,000 bytes.
- What `keras._tf_keras` has beyond `keras` is read where there is something: in `TF_KERAS`.
- A module under an old path, `layers.convolutional`, has nothing but what bridges answer in it. In `keras` it takes
  that from `keras.layers`, not from the old paths of both generations: jedi stops at the first that has the name.
- A surface itself has `__init__.pyi`, for its `__init__.py` is read at each import, and so has its `src`: below a stub
  with `__getattr__` mypy lets an import of a module that has no file pass.
- The modules below come first for mypy, which takes the first of two definitions, and again last for pyright, which
  takes the last: both get our `layers`, with what bridges answer and its `__getattr__`, and not the provider's.
"""

from __future__ import annotations

import importlib
import sys
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"
sys.path.insert(0, str(SOURCE))

from kerascompat.bridges import bridges, bridges_of  # noqa: E402 - of this tree, installed or not

if TYPE_CHECKING:
    from kerascompat.bridges._bridge import Bridge

PROVIDERS = {
    "kerascompat.keras": ("kerascompat.keras2", "kerascompat.keras3"),
    "kerascompat.keras2": ("keras.api._v2.keras", "tf_keras.api._v2.keras"),
    "kerascompat.keras3": ("keras", "keras.api"),
    "kerascompat.v1.keras": ("keras.api._v1.keras", "tf_keras.api._v1.keras"),
}
"""Where the types of each surface are. Keras 3.3-3.9 keep their folders in `keras.api`.

The stubs name them in the order of the alphabet, which decides only where Keras 2 and tf_keras lie side by side.
"""

TF_KERAS = (
    "backend",
    "layers",
    "losses",
    "metrics",
    "preprocessing",
    "preprocessing.image",
    "preprocessing.sequence",
    "preprocessing.text",
)
"""The modules of `keras3` that have more in `keras._tf_keras` than in `keras`."""

UNSEEN = (
    "tensorflow:device",
    "tensorflow:debugging.disable_traceback_filtering",
    "tensorflow:debugging.enable_traceback_filtering",
    "tensorflow:debugging.is_traceback_filtering_enabled",
)
"""What bridges lead to and pyright does not find: TensorFlow makes these names while it is imported."""

INDENT = "    "
WIDTH = 120 - len(INDENT)

GENERATIONS = {"kerascompat.keras2": 2, "kerascompat.keras3": 3}

SOURCE_TEXT = """import kerascompat._loader as _

_.load(__name__)
del _
"""
"""The file that stands beside the stub of `src`."""

MODULE = """import kerascompat._loader as _

if _.load(__name__):
{stub}del _
"""
"""The file of a module below a surface. Four hundred of them are in the wheel: no word more."""


def listed() -> list[str]:
    """The modules of `modules.txt`, and those under old paths."""
    return sorted(_walked() | _old_modules())


def stubs(modules: list[str]) -> dict[str, str]:
    """The text of the file of each module, by its path below the source folder."""
    files = (_files(module, _stub(module, modules)) for module in sorted(modules))
    return {path: text for each in files for path, text in each.items()}


def written(source: Path = SOURCE) -> dict[str, str]:
    """The files that lie below a source folder, in the form of `stubs`; a surface's own `__init__.py` is not one."""
    folders = [source / surface.replace(".", "/") for surface in PROVIDERS]
    files = [file for folder in folders for file in (*folder.rglob("*.pyi"), *folder.glob("*/**/*.py"))]
    return {file.relative_to(source).as_posix(): file.read_text(encoding="utf-8") for file in files}


def write(modules: list[str], source: Path = SOURCE) -> None:
    """Write the stubs, and remove those of modules that are no longer listed."""
    wanted = stubs(modules)
    for path in set(written(source)) - set(wanted):
        (source / path).unlink()
    for path, text in wanted.items():
        file = source / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def walk() -> list[str]:
    """The modules that the surfaces have in this environment, those of them that can be had."""
    for surface in PROVIDERS:
        _load(surface)
    starts = tuple(f"{surface}." for surface in PROVIDERS)
    # protobuf's generated files import each other under such names; the provider has no modules of these names
    names = (name for name in sys.modules if f"{name}.".startswith(starts))
    return sorted(name for name in names if "_dot_" not in name and ".src." not in name)


def _load(surface: str) -> None:
    from kerascompat import KerasCompatError

    try:
        importlib.import_module(f"{surface}.src")
    except KerasCompatError as error:
        sys.stderr.write(f"{surface}: {error}\n")


def _files(module: str, stub: str) -> dict[str, str]:
    """The files of a module, with its stub; a surface's own `__init__.py` is not one."""
    path = f"{module.replace('.', '/')}/__init__.py"
    if module in PROVIDERS:
        return {f"{path}i": stub}
    if module.endswith(".src"):
        return {path: SOURCE_TEXT, f"{path}i": stub}
    return {path: MODULE.format(stub=indent(stub, INDENT))}


def _stub(module: str, modules: list[str]) -> str:
    surface = next(surface for surface in PROVIDERS if f"{module}.".startswith(f"{surface}."))
    path = module[len(surface) + 1 :]
    children = sorted(name.rpartition(".")[2] for name in modules if name.rpartition(".")[0] == module)
    below = [f"from {module} import {name} as {name}" for name in children]
    blocks = [
        ["from typing import Any"],
        below,
        _stars(surface, path, modules),
        sorted([*below, *_bridged(surface, path)]),
        _renamed(surface, path),
        [] if path else ["__version__: str"],
        sorted(f"{name}: Any" for name in _unseen(surface, path)),
        [] if path else ["def version() -> str: ..."],
        _anything(surface, path),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _stars(surface: str, path: str, modules: list[str]) -> list[str]:
    """The lines that take the names of the providers, or of the surfaces of both generations."""
    if _module(surface, path) in _old_modules():
        return []
    if surface != "kerascompat.keras" or _is_private(path):
        roots = PROVIDERS[surface if surface != "kerascompat.keras" else "kerascompat.keras3"]
        if surface == "kerascompat.keras3" and path in TF_KERAS:
            roots = (*roots, "keras._tf_keras.keras", "keras.api._tf_keras.keras")
        return sorted(f"from {_module(root, path)} import *" for root in roots)
    homes = {root: _module(root, path) for root in PROVIDERS[surface]}
    lines = {root: f"    from {home} import *" for root, home in homes.items() if home in modules}
    if len(lines) == len(PROVIDERS[surface]):
        return ["if KERASCOMPAT_GENERATION_2:", lines["kerascompat.keras2"], "else:", lines["kerascompat.keras3"]]
    start = "" if "kerascompat.keras2" in lines else "not "
    return [f"if {start}KERASCOMPAT_GENERATION_2:", *lines.values()]


def _bridged(surface: str, path: str) -> list[str]:
    """The lines that import what bridges answer in a module; another name than the original's is given below."""
    lines = set()
    for bridge in _bridges(surface, path):
        place, target = _home(surface, bridge)
        if not bridge.is_module and place != _module(surface, path) and bridge.target not in UNSEEN:
            names = f"{target} as {target if target == bridge.last else f'_{target}'}"
            line = f"from {place} import {names}"
            lines.add(line if len(line) <= WIDTH else f"from {place} import (\n    {names},\n)")
    return sorted(lines)


def _renamed(surface: str, path: str) -> list[str]:
    """The lines that give what bridges answer under another name: `import ... as` would not export it from a stub."""
    lines = []
    for bridge in _bridges(surface, path):
        place, target = _home(surface, bridge)
        if not bridge.is_module and target != bridge.last:
            lines.append(f"{bridge.last} = {target if place == _module(surface, path) else f'_{target}'}")
    return sorted(lines)


def _home(surface: str, bridge: Bridge) -> tuple[str, str]:
    """The module that a bridge leads to, and the name there."""
    place, colon, name = bridge.target.rpartition(":")
    inside, _, last = name.rpartition(".")
    return _module(place if colon else surface, inside), last


def _module(root: str, path: str) -> str:
    return f"{root}.{path}" if path else root


def _unseen(surface: str, path: str) -> list[str]:
    return [bridge.last for bridge in _bridges(surface, path) if bridge.target in UNSEEN]


def _bridges(surface: str, path: str) -> list[Bridge]:
    """The bridges in a module that a stub names; under an old path those of both generations are the same."""
    generation = GENERATIONS.get(surface, 3 if _module(surface, path) in _old_modules() else None)
    if generation is None or _is_private(path):
        return []
    return [bridge for bridge in bridges_of(path, generation) if not _is_private(bridge.name)]


def _anything(surface: str, path: str) -> list[str]:
    answer = "def __getattr__(name: str) -> Any: ..."
    if _is_private(path) or path.startswith("protobuf."):  # whose names are made by protobuf, while it is imported
        return [answer]
    constant = surface.partition(".")[2].replace(".", "_").upper()
    untyped = ["    def __getattr__(name: str): ..."] if _module(surface, path) in _homes(surface) else []
    return [f"if KERASCOMPAT_ANY_{constant}:", *untyped, f"    {answer}"]


@cache
def _walked() -> frozenset[str]:
    """The modules of `modules.txt`."""
    return frozenset((HERE / "modules.txt").read_text(encoding="utf-8").split())


@cache
def _old_modules() -> frozenset[str]:
    """The modules under old paths: bridges lie in them, and no Keras has them in its API."""
    paths = {surface: _bridged_modules(generation) for surface, generation in GENERATIONS.items()}
    paths["kerascompat.keras"] = set().union(*paths.values())
    return frozenset(_module(surface, path) for surface in paths for path in paths[surface]) - _walked()


def _bridged_modules(generation: int) -> set[str]:
    return {name for name, bridge in bridges(generation).items() if bridge.is_module and not _is_private(name)}


@cache
def _homes(surface: str) -> set[str]:
    """The modules that bridges of a surface lead to."""
    start = f"{surface}."
    paths = ["", *(module[len(start) :] for module in listed() if module.startswith(start))]
    return {_home(surface, bridge)[0] for path in paths for bridge in _bridges(surface, path) if not bridge.is_module}


def _is_private(path: str) -> bool:
    return path.partition(".")[0] == "src"


if __name__ == "__main__":
    if sys.argv[1:] == ["--walk"]:
        sys.stdout.write("".join(f"{module}\n" for module in walk()))
    else:
        write(listed())
