"""One world: its variables, its temporary home, and processes that start in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from importlib import import_module
from types import SimpleNamespace

import pytest
import worlds

HOME = tempfile.mkdtemp(prefix="kerascompat-home-")


def _enter() -> worlds.World:
    """The world that `KERASCOMPAT_WORLD` names; its variables are set, and nobody else's settings are left."""
    try:
        world = worlds.named(os.environ.get("KERASCOMPAT_WORLD", ""))
    except LookupError as error:
        message = f"KERASCOMPAT_WORLD says which environment this is: {error}"
        raise pytest.UsageError(message) from None
    for variable in (worlds.LEGACY, worlds.BACKEND):
        os.environ.pop(variable, None)
    os.environ.update(world.variables)
    os.environ.update({"HOME": HOME, "KERAS_HOME": os.path.join(HOME, ".keras"), "TF_CPP_MIN_LOG_LEVEL": "3"})
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
    return world


WORLD = _enter()

PRELUDE = (
    "\n".join(["import os, tensorflow", *(f"os.environ[{key!r}] = {value!r}" for key, value in WORLD.late_variables)])
    if WORLD.late_variables
    else ""
)
"""What a process of this world does first: where a variable is set late, TensorFlow is imported before."""


def pytest_configure(config):
    # Providers warn of much; what concerns kerascompat stays an error.
    for line in ("ignore", "error:::kerascompat", "error::kerascompat.errors.KerasCompatWarning"):
        config.addinivalue_line("filterwarnings", line)


def pytest_unconfigure():
    shutil.rmtree(HOME, ignore_errors=True)


def pytest_generate_tests(metafunc):
    if "surface" in metafunc.fixturenames:
        metafunc.parametrize("surface", WORLD.surfaces, scope="session")


def pytest_report_header():
    return f"world: {WORLD.name}"


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{WORLD.name}: {name}: {value}")


@pytest.fixture(scope="session")
def world():
    return WORLD


@pytest.fixture(scope="session")
def main_surface(world):
    """The surface that stands for this world where one is enough: `keras`, unless it refuses here."""
    return world.surfaces[0]


@pytest.fixture(scope="session")
def loaded(surface):
    """A surface that is loaded in this process, with the warnings that its import gave."""
    import warnings

    from kerascompat.errors import KerasCompatWarning

    exec(PRELUDE, {})
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        keras = import_module(f"kerascompat.{surface}")
    texts = [str(warning.message) for warning in caught if issubclass(warning.category, KerasCompatWarning)]
    return SimpleNamespace(keras=keras, warnings=texts)


@pytest.fixture(scope="session")
def keras(loaded):
    return loaded.keras


@pytest.fixture(scope="session")
def run(tmp_path_factory):
    """Run a snippet in a fresh process of this world; gives back what it prints last, as JSON.

    A keyword argument sets a variable, or unsets it where it is None. The prelude of the world comes first.
    """
    folder = tmp_path_factory.mktemp("scripts")
    number = iter(range(10_000))

    def run(code, **variables):
        script = folder / f"script_{next(number)}.py"
        script.write_text(f"{PRELUDE}\n{textwrap.dedent(code)}")
        changed = {key: value for key, value in {**os.environ, **variables}.items() if value is not None}
        ended = subprocess.run(
            [sys.executable, str(script)],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            env=changed,
        )
        assert ended.returncode == 0, f"{ended.stdout}\n{ended.stderr}"
        return json.loads(ended.stdout.splitlines()[-1])

    return run
