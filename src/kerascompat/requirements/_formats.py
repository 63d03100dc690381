"""The pins as pip, uv, pyproject.toml and conda take them: each text can be used as it stands."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from kerascompat.requirements._wish import generation_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kerascompat.requirements._pins import Pins

_WIDTH = 118


def render(pins: Pins) -> str:
    """The text of the format that was asked for, with its last newline."""
    comments = [line for note in _notes(pins) for line in textwrap.wrap(note, _WIDTH, break_on_hyphens=False)]
    return "".join(f"{line}\n" for line in (*(f"# {line}" for line in comments), *FORMATS[pins.wish.format](pins)))


def _notes(pins: Pins) -> Iterator[str]:
    """What belongs beside any pins: what they are, what was measured, what must be set."""
    yield f"{pins.releases}, for Python {pins.wish.python}; measured on Linux, x86_64"
    yield str(pins.verdict)
    yield f"printed by: {pins.wish.command}"
    if pins.measured != pins.wish.python:
        yield f"{pins.releases.provider} itself was not measured on Python {pins.wish.python}"
    if "+" in (pins.releases.backend_version or ""):
        yield f"{pins.releases.backend} was measured as its build {pins.releases.backend_version}"
    if pins.variables and pins.wish.format != "conda":
        yield f"set before Python starts: {' '.join(f'{name}={value}' for name, value in pins.variables)}"


def _pip(pins: Pins) -> Iterator[str]:
    yield from pins.lines


def _uv(pins: Pins) -> Iterator[str]:
    """A line for any shell, into the environment that is active or the `.venv` that is there."""
    yield f"# into an environment of that Python: uv venv --python {pins.wish.python}"
    quoted = " ".join(f'"{line}"' for line in pins.lines)
    yield f"uv pip install {quoted}"


def _pyproject(pins: Pins) -> Iterator[str]:
    yield "[project]"
    yield f'requires-python = "=={pins.wish.python}.*"'
    yield "dependencies = ["
    yield from (f'    "{line}",' for line in pins.lines)
    yield "]"


def _conda(pins: Pins) -> Iterator[str]:
    yield "# the wheels that were measured: conda-forge's own builds of these were not"
    yield f"name: {_name(pins)}"
    yield "channels:"
    yield "  - conda-forge"
    yield "dependencies:"
    yield f"  - python={pins.wish.python}"
    yield "  - pip"
    yield "  - pip:"
    yield from (f'      - "{line}"' for line in pins.lines)
    if pins.variables:
        yield "variables:"
        yield from (f'  {name}: "{value}"' for name, value in pins.variables)


def _name(pins: Pins) -> str:
    releases = pins.releases
    tensorflow = f"tensorflow-{'.'.join(releases.tensorflow.split('.')[:2])}" if releases.tensorflow else ""
    backend = "" if releases.backend == "tensorflow" else releases.backend
    return "-".join(filter(None, (tensorflow, f"keras-{generation_of(releases)}", backend)))


FORMATS: Mapping[str, Callable[[Pins], Iterator[str]]] = {
    "pip": _pip,
    "uv": _uv,
    "pyproject": _pyproject,
    "conda": _conda,
}
"""By the name of the format: its lines, the comments at the top aside."""
