"""Writes the files of the surfaces' modules below `src/kerascompat`, from the list of these modules.

The modules below a surface are made at run time, so a checker needs a stub for each of them, `__init__.pyi`. Beside it
stands an `__init__.py` of three lines: Python looks at the disk for a module of a package that another thread has begun
to make, and this one waits for that thread.

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
- A folder with `__init__.pyi`, and never `layers.pyi`: pyright warns of a stub without a source
  (reportMissingModuleSource), and takes the folder for the source. A surface that is loaded is not looked for on the
  disk any more: its `__path__` is empty.
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


SOURCE_TEXT = """from kerascompat._loader import load as _load

_load(__name__)
del _load
"""
"""Three hundred of them are in the wheel: no line more."""


def listed() -> list[str]:
    """The modules of `modules.txt`."""
    return (HERE / "modules.txt").read_text(encoding="utf-8").split()


def stubs(modules: list[str]) -> dict[str, str]:
    """The text of the files of each module, by their paths below the source folder."""
    texts = {f"{module.replace('.', '/')}/__init__.pyi": _stub(module, modules) for module in sorted(modules)}
    below = [module for module in modules if module not in PROVIDERS]
    return {**texts, **{f"{module.replace('.', '/')}/__init__.py": SOURCE_TEXT for module in below}}


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


def _stub(module: str, modules: list[str]) -> str:
    surface = next(surface for surface in PROVIDERS if f"{module}.".startswith(f"{surface}."))
    below = module[len(surface) :]
    children = sorted(name.rpartition(".")[2] for name in modules if name.rpartition(".")[0] == module)
    lines = [
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
