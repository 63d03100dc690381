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
def world(tmp_path_factory, requirements):
    """Make a world from what is installed in it: `world(tensorflow(), keras3())`."""

    def make(*trees):
        return World(tmp_path_factory.mktemp("world"), requirements).install(*trees)

    return make
