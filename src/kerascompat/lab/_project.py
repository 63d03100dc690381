"""The library under test, as wheels: built once for each Python, installed in every cell."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import uv

from kerascompat.lab._processes import run
from kerascompat.lab._pythons import find_python

if TYPE_CHECKING:
    import threading
    from collections.abc import Sequence

_LOCAL = re.compile(r"(?P<path>[^\[\]]+)(?:\[(?P<extras>[^\[\]]*)\])?")
_LIMIT = 1800.0


class ProjectError(Exception):
    """A local project gives no wheel."""


def split(installs: Sequence[str]) -> tuple[list[str], list[tuple[Path, str]]]:
    """What `--install` names: requirements for the index, and local projects with their extras.

    Args:
        installs: `pytest>=8`, `.[test]`, `../sister`.
    """
    requirements: list[str] = []
    projects: list[tuple[Path, str]] = []
    for text in installs:
        local = _LOCAL.fullmatch(text)
        if local and Path(local["path"]).is_dir():
            projects.append((Path(local["path"]), local["extras"] or ""))
        else:
            requirements.append(text)
    return requirements, projects


def build(
    projects: Sequence[tuple[Path, str]], python: str, folder: Path, stop: threading.Event
) -> tuple[tuple[str, str], ...]:
    """The projects as wheels for a Python, `(wheel, extras)`; none where that Python is not on this machine.

    Args:
        projects: folders with their extras.
        python: the minor version; a project with compiled parts is another wheel for each.
        folder: takes the wheels and the logs.
        stop: ends it.

    Raises:
        ProjectError: a project cannot be built.
    """
    interpreter = find_python(python)
    if interpreter is None:
        return ()
    return tuple(
        (str(_build(project, interpreter, folder / f"{python}-{number}", stop)), extras)
        for number, (project, extras) in enumerate(projects)
    )


def _build(project: Path, interpreter: str, folder: Path, stop: threading.Event) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    log = folder / "build.txt"
    where = ["--python", interpreter, "--out-dir", str(folder)]
    command = [uv.find_uv_bin(), "build", "--wheel", *where, str(project.resolve())]
    ended = run(command, variables=dict(os.environ), log=log, limit=_LIMIT, stop=stop)
    found = list(folder.glob("*.whl"))
    if ended.code == 0 and found:
        return found[0]
    tail = " ".join(log.read_text(encoding="utf-8", errors="replace").split())[-800:]
    message = f"{project} cannot be built as a wheel ({ended}): {tail}"
    raise ProjectError(message)
