"""A world per test; see `fake_worlds.py` for what it can do, and `fake_providers.py` for what lives in it."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest
from fake_worlds import World


@pytest.fixture(scope="session")
def requirements(tmp_path_factory):
    """A folder with what kerascompat itself needs, and nothing else of this environment."""
    folder = tmp_path_factory.mktemp("requirements") / "lib"
    spec = importlib.util.find_spec("packaging")
    shutil.copytree(Path(spec.origin).parent, folder / "packaging")
    return folder


@pytest.fixture(scope="session")
def testing(tmp_path_factory):
    """A folder with pytest and what it needs, and of their metadata pluggy's alone: no entry point is found there."""
    folder = tmp_path_factory.mktemp("testing")
    names = (
        "pytest",
        "_pytest",
        "py",
        "pluggy",
        "iniconfig",
        "pygments",
        "exceptiongroup",
        "tomli",
        "xdist",
        "execnet",
    )
    for spec in filter(None, map(importlib.util.find_spec, (*names, "typing_extensions"))):
        origin = Path(spec.origin)
        if spec.submodule_search_locations:
            shutil.copytree(origin.parent, folder / spec.name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(origin, folder / origin.name)
    (metadata,) = Path(importlib.util.find_spec("pluggy").origin).parents[1].glob("pluggy-*.dist-info")
    shutil.copytree(metadata, folder / metadata.name)  # pytest prints its version
    return folder


@pytest.fixture(scope="session")
def world(tmp_path_factory, requirements):
    """Make a world from what is installed in it: `world(tensorflow(), keras3())`."""

    def make(*trees):
        return World(tmp_path_factory.mktemp("world"), requirements).install(*trees)

    return make
