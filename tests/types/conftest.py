"""The environments that the samples are checked against. A Keras without its dependencies is enough for a checker."""

from __future__ import annotations

import importlib.util
import shutil
import sys

import pytest
from checkers import HERE, PRINTED, PYTHON, run, uv

WORLDS = {
    "Keras 3": ["keras==3.15.1"],
    "Keras 3.9": ["keras==3.9.2"],
    "Keras 2": ["keras==2.15.0"],
    "tf_keras": ["tf-keras==2.21.0"],
    "both": ["keras==3.15.1", "tf-keras==2.21.0"],
    "no Keras": [],
}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The package as it ships, built from this tree."""
    for checker in ("pyright", "mypy", "jedi"):
        assert importlib.util.find_spec(checker) is not None, f"{checker} is missing, see the group `types`"
    folder = tmp_path_factory.mktemp("wheel")
    uv("build", "--quiet", "--wheel", "--out-dir", folder, HERE.parents[1])
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def world(tmp_path_factory, wheel):
    """The Python of the environment of a world, with kerascompat in it and a typed package that uses it."""
    made = {}

    def python(name):
        if name not in made:
            folder = tmp_path_factory.mktemp("world")
            uv("venv", "--quiet", "--python", sys.executable, folder)
            made[name] = folder / PYTHON
            # assert_type is in the standard library from Python 3.11 on
            uv("pip", "install", "--quiet", "--python", made[name], wheel, "typing_extensions")
            if WORLDS[name]:
                uv("pip", "install", "--quiet", "--python", made[name], "--no-deps", *WORLDS[name])
            site = next(folder.rglob("kerascompat")).parent
            shutil.copytree(HERE / "packages", site, dirs_exist_ok=True)
            if name == "tf_keras":
                shutil.copytree(HERE / "beside_keras_2", site, dirs_exist_ok=True)
        return made[name]

    return python


@pytest.fixture(scope="session")
def printed(tmp_path_factory, world):
    """What the command for a checker prints in a world; its Keras finds what it would need to be importable."""
    needs = tmp_path_factory.mktemp("needs")
    for name, version in (("tensorflow", "2.21.0"), ("numpy", "2.0.0")):
        (needs / name).mkdir()
        (needs / name / "__init__.py").write_text(f"__version__ = {version!r}\n", encoding="utf-8")

    def settings(checker, name, *, legacy=False):
        return run(
            world(name), "-m", "kerascompat", *PRINTED[checker], **variables, TF_USE_LEGACY_KERAS=str(int(legacy))
        )

    variables = settings.variables = {"PYTHONPATH": str(needs), "KERAS_HOME": str(needs), "KERAS_BACKEND": ""}
    return settings
