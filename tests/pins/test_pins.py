"""What `kerascompat requirements` prints, given to the real installers.

In an environment with kerascompat, pytest and uv, `KERASCOMPAT_WHEEL` naming the wheel of kerascompat:

    python -m pytest tests/pins --confcutdir=tests/pins
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import uv

from kerascompat.lab._pythons import find_python

UV = uv.find_uv_bin()


@dataclass(frozen=True)
class Asked:
    """One question, and whether its answer is really installed."""

    python: str
    tensorflow: str
    generation: int
    backend: str = "tensorflow"
    installed: bool = False

    @property
    def options(self):
        named = {
            "--python": self.python,
            "--tensorflow": self.tensorflow,
            "--generation": str(self.generation),
            "--backend": self.backend,
        }
        return [word for option in named.items() for word in option]


# torch is not among them: what an index has for Linux brings GBs of CUDA.
ALL = (
    Asked("3.9", "2.12", 2),
    Asked("3.10", "2.13", 2),
    Asked("3.11", "2.14", 2),
    Asked("3.9", "2.15", 2),
    Asked("3.12", "2.16", 2, installed=True),
    Asked("3.10", "2.16", 3),
    Asked("3.9", "2.17", 2),
    Asked("3.11", "2.18", 3, "jax"),
    Asked("3.10", "2.19", 2),
    Asked("3.13", "2.20", 3, installed=True),
    Asked("3.13", "2.21", 2),
    Asked("3.11", "none", 3, "jax", installed=True),
    Asked("3.11", "none", 3, "openvino"),
)


def call(*words, **variables):
    """What a command prints; it must end well."""
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", **variables}
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def printed(asked, *options):
    """What `kerascompat requirements` prints."""
    return call(sys.executable, "-m", "kerascompat", "requirements", *asked.options, *options)


def pins(text):
    """The lines that are no comments."""
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def variables(text):
    """What the comments say must be set."""
    said = [line.partition("Python starts: ")[2] for line in text.splitlines() if "Python starts: " in line]
    return dict(word.split("=") for line in said for word in line.split())


@pytest.fixture(params=ALL, ids=lambda each: " ".join(each.options[1::2]))
def asked(request):
    return request.param


@pytest.fixture
def environment(asked, tmp_path):
    """The Python of an empty environment, and the file of requirements."""
    folder = tmp_path / "environment"
    call(UV, "venv", "--quiet", "--seed", "--python", find_python(asked.python) or asked.python, folder)
    file = tmp_path / "requirements.txt"
    file.write_text(printed(asked), encoding="utf-8")
    yield folder / ("Scripts" if sys.platform == "win32" else "bin") / "python", file
    shutil.rmtree(folder)


def test_uv_resolves_what_is_printed_to_just_these_releases(environment):
    python, file = environment
    resolved = call(UV, "pip", "compile", "--quiet", "--no-header", "--no-annotate", "--python", python, file)
    assert set(pins(file.read_text(encoding="utf-8"))) <= set(resolved.splitlines())


def test_pip_resolves_what_is_printed(environment):
    python, file = environment
    shown = call(python, "-m", "pip", "install", "--dry-run", "--disable-pip-version-check", "-r", file)
    would = shown.rpartition("Would install ")[2].replace("_", "-").split()
    assert {pin.replace("==", "-") for pin in pins(file.read_text(encoding="utf-8"))} <= set(would)


def test_uv_takes_the_project_that_is_printed(asked, tmp_path):
    project = 'name = "application"\nversion = "1.0"\n'
    text = printed(asked, "--format", "pyproject").replace("[project]\n", f"[project]\n{project}")
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    call(UV, "lock", "--quiet", "--project", tmp_path, "--python", find_python(asked.python) or asked.python)
    assert (tmp_path / "uv.lock").exists()


@pytest.mark.parametrize("asked", [each for each in ALL if each.installed], indirect=True)
def test_what_is_installed_from_it_is_what_was_asked_for_and_verified(asked, environment):
    python, file = environment
    # the very command that the format prints for uv
    command = pins(printed(asked, "--format", "uv"))
    assert len(command) == 1
    call("sh", "-c", command[0], VIRTUAL_ENV=str(python.parents[1]), PATH=_with_uv())
    call(UV, "pip", "install", "--quiet", "--python", python, os.environ["KERASCOMPAT_WHEEL"])
    needed = {**variables(file.read_text(encoding="utf-8")), "KERAS_HOME": str(file.parent)}
    code = "from kerascompat import keras, resolve; keras.Model; print(resolve().generation, resolve().backend)"
    assert call(python, "-c", code, **needed) == f"{asked.generation} {asked.backend}\n"
    verdict = call(python, "-m", "kerascompat", "matrix", "check", **needed)
    assert verdict.startswith("verified: ")
    started = call(
        python, "-m", "kerascompat", "run", *_wish(asked), "--", python, "-c", code, KERAS_HOME=str(file.parent)
    )
    assert started == f"{asked.generation} {asked.backend}\n"


def _with_uv():
    return os.pathsep.join((str(Path(UV).parent), os.environ["PATH"]))


def _wish(asked):
    return "--generation", str(asked.generation), "--backend", asked.backend
