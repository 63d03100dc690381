"""Writes the type stubs of the surfaces, `src/kerascompat/**/__init__.pyi`, from the list of their modules.

The modules below a surface exist only at run time, so a checker needs a file for each of them:

    python tests/types/stubs.py            write the stubs from `modules.txt`
    python tests/types/stubs.py --walk     print the modules that the surfaces have in this environment

`modules.txt` is the sorted union of what `--walk` prints on TensorFlow 2.12, 2.14, 2.15 and 2.16 and the newest one,
from 2.15 on with and without `TF_USE_LEGACY_KERAS=1` where tf_keras is installed, and with Keras 3 on JAX:

    { cat tests/types/modules.txt; python tests/types/stubs.py --walk; } | LC_ALL=C sort -u -o tests/types/modules.txt

Why the stubs are as they are:

- Star imports give the provider's real types, in the names that this very version of it has. A provider that is not
  installed contributes nothing: an unresolved import in an installed stub is silent.
- `__getattr__` answers everything else: names of the other generation, those of bridges, and every name where the
  checker does not read the provider (mypy, since Keras ships no `py.typed`). A list of names would make an error of a
  name that only a newer Keras has, where `import keras` has none.
- A folder with a lone `__init__.pyi`, and never `layers.pyi`: pyright warns of a stub without a source
  (reportMissingModuleSource), and takes the folder for the source. At run time nobody looks into it, because the
  `__path__` of a surface is empty.
- The modules below come last: a checker that takes the last one of two definitions (pyright) gets our `layers` with its
  `__getattr__`, and not the provider's.
- `keras` reads no tf_keras: which of two installed Keras a variable will choose no checker knows, and where tf_keras
  is alone its types could only add errors to a file that has none with `import keras`. `keras2` and `v1.keras` read it.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"

PROVIDERS = {
    "kerascompat.keras": ("keras", "keras.api"),
    "kerascompat.keras2": ("keras.api._v2.keras", "tf_keras.api._v2.keras"),
    "kerascompat.keras3": ("keras", "keras.api"),
    "kerascompat.v1.keras": ("keras.api._v1.keras", "tf_keras.api._v1.keras"),
}
"""Where the types of each surface are. Keras 3.3-3.9 keep their folders in `keras.api`.

The stubs name them in the order of the alphabet, which decides only where Keras 2 and tf_keras lie side by side. What
`keras._tf_keras` has beyond `keras` are a few untyped functions: not worth a third line.
"""


def listed() -> list[str]:
    """The modules of `modules.txt`."""
    return (HERE / "modules.txt").read_text(encoding="utf-8").split()


def stubs(modules: list[str]) -> dict[str, str]:
    """The text of the stub of each module, by its path below the source folder."""
    return {f"{module.replace('.', '/')}/__init__.pyi": _stub(module, modules) for module in sorted(modules)}


def written(source: Path = SOURCE) -> dict[str, str]:
    """The stubs that lie below a source folder, in the form of `stubs`."""
    folders = [source / surface.replace(".", "/") for surface in PROVIDERS]
    files = [file for folder in folders for file in folder.rglob("*.pyi")]
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
    return sorted(name for name in sys.modules if f"{name}.".startswith(starts) and "_dot_" not in name)


def _load(surface: str) -> None:
    from kerascompat import KerasCompatError

    try:
        importlib.import_module(surface)
    except KerasCompatError as error:
        sys.stderr.write(f"{surface}: {error}\n")


def _stub(module: str, modules: list[str]) -> str:
    surface = next(surface for surface in PROVIDERS if f"{module}.".startswith(f"{surface}."))
    below = module[len(surface) :]
    children = sorted(name.rpartition(".")[2] for name in modules if name.rpartition(".")[0] == module)
    lines = [
        "# Written by tests/types/stubs.py",
        "# ruff: noqa: F403",
        "from typing import Any",
        "",
        *sorted(f"from {provider}{below} import *" for provider in PROVIDERS[surface]),
        *([""] if children else []),
        *(f"from {module} import {name} as {name}" for name in children),
        "",
        "def __getattr__(name: str) -> Any: ...",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    if sys.argv[1:] == ["--walk"]:
        sys.stdout.write("".join(f"{module}\n" for module in walk()))
    else:
        write(listed())
