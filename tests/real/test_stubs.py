"""The stubs of the surfaces: every module has one, and none names a module that no Keras has."""

import importlib
import re
import sys
from pathlib import Path

import kerascompat
from kerascompat import KerasCompatError
from kerascompat._history import history
from kerascompat.bridges import groups

FOLDER = Path(kerascompat.__file__).parent


def modules(world, surface):
    """The modules of a surface by their paths below it: what is loaded, without what protobuf and bridges make."""
    start = f"kerascompat.{surface}"
    importlib.import_module(f"{start}.src")
    names = [name[len(start) + 1 :] for name in sys.modules if name.startswith(f"{start}.")]
    return [name for name in names if name.partition(".")[0] != "src" and "_dot_" not in name]


def stub(surface, path):
    return FOLDER.joinpath(*surface.split("."), *filter(None, path.split(".")), "__init__.pyi")


def is_old(path, generation):
    """Whether a module is one that only bridges lie in, under a name that no Keras has as a public module any more."""
    found = history(path)
    return path in groups(generation) and (found is None or found.kind != "module")


def test_every_module_of_a_surface_has_a_stub(world, surface):
    generation = kerascompat.resolve(surface).generation
    found = modules(world, surface)
    missing = [path for path in found if not is_old(path, generation) and not stub(surface, path).is_file()]
    assert len(found) > 40
    assert not missing


def test_every_module_that_a_stub_names_is_here_or_is_known_of_another_keras(world, surface):
    root = FOLDER.joinpath(*surface.split("."))
    unknown = []
    for file in root.rglob("*.pyi"):
        path = ".".join(file.parent.relative_to(root).parts)
        module = f"kerascompat.{surface}{f'.{path}' if path else ''}"
        for name in re.findall(
            rf"^from {re.escape(module)} import (\w+) as \1$", file.read_text(encoding="utf-8"), re.MULTILINE
        ):
            below = f"{path}.{name}" if path else name
            if not (
                root.joinpath(*below.split("."), "__init__.pyi").is_file() and (name == "src" or exists(surface, below))
            ):
                unknown.append(f"{module}.{name}")
    assert not unknown


def exists(surface, path):
    try:
        importlib.import_module(f"kerascompat.{surface}.{path}")
    except (KerasCompatError, ImportError):
        return history(path) is not None or path.partition(".")[0] in PRIVATE_SINCE
    return True


# Public by their spelling in the folders of Keras 2.12, and never in its documented API.
PRIVATE_SINCE = ("protobuf", "wrappers", "legacy")
