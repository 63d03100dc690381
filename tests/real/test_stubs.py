"""The stubs of the surfaces: every module has one, and none names a module that no Keras has."""

import importlib
import re
import sys
from pathlib import Path

import kerascompat
from kerascompat import KerasCompatError
from kerascompat._history import history

FOLDER = Path(kerascompat.__file__).parent


def modules(world, surface):
    """The modules of a surface by their paths below it: what is loaded, without what protobuf and bridges make."""
    start = f"kerascompat.{surface}"
    importlib.import_module(f"{start}.src")
    names = [name[len(start) + 1 :] for name in sys.modules if name.startswith(f"{start}.")]
    return [name for name in names if name.partition(".")[0] != "src" and "_dot_" not in name]


def stub(surface, path):
    """The file that a type checker reads."""
    folder = FOLDER.joinpath(*surface.split("."), *filter(None, path.split(".")))
    stubs = [folder / name for name in ("__init__.pyi", "__init__.py") if (folder / name).is_file()]
    return stubs[0] if stubs else None


def test_every_module_of_a_surface_has_a_stub(world, surface):
    found = modules(world, surface)
    assert len(found) > 40
    assert not [path for path in found if stub(surface, path) is None]


def test_every_module_that_a_stub_names_is_here_or_is_known_of_another_keras(world, surface):
    root = FOLDER.joinpath(*surface.split("."))
    named, unknown = 0, []
    for folder in {file.parent for file in root.rglob("__init__.py*")}:
        path = ".".join(folder.relative_to(root).parts)
        module = f"kerascompat.{surface}{f'.{path}' if path else ''}"
        text = stub(surface, path).read_text(encoding="utf-8")
        for name in set(re.findall(rf"^ *from {re.escape(module)} import (\w+) as \1$", text, re.MULTILINE)):
            below = f"{path}.{name}" if path else name
            named += 1
            if stub(surface, below) is None or not (name == "src" or exists(surface, below)):
                unknown.append(f"{module}.{name}")
    assert named > 40
    assert not unknown


def exists(surface, path):
    try:
        importlib.import_module(f"kerascompat.{surface}.{path}")
    except (KerasCompatError, ImportError):
        return history(path) is not None or path.partition(".")[0] in PRIVATE_SINCE
    return True


# Public by their spelling in the folders of Keras 2.12, and never in its documented API.
PRIVATE_SINCE = ("protobuf", "wrappers", "legacy")
