"""The library under test, as wheels: built once, installed in every cell."""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import uv

from kerascompat.lab._processes import run

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOCAL = re.compile(r"(?P<path>[^\[\]]+)(?:\[(?P<extras>[^\[\]]*)\])?")
_LIMIT = 1800.0


class ProjectError(Exception):
    """A local project gives no wheel."""


def split(installs: Sequence[str], folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """What `--install` names: requirements for the index, and local projects built as `(wheel, extras)`.

    Args:
        installs: `pytest>=8`, `.[test]`, `../sister`.
        folder: takes the wheels and the log of their build.

    Raises:
        ProjectError: a project cannot be built.
    """
    requirements: list[str] = []
    wheels: list[tuple[str, str]] = []
    for text in installs:
        local = _LOCAL.fullmatch(text)
        if local and Path(local["path"]).is_dir():
            wheels.append((str(_build(Path(local["path"]), folder / str(len(wheels)))), local["extras"] or ""))
        else:
            requirements.append(text)
    return requirements, wheels


def _build(project: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.iterdir():
        left.unlink()
    log = folder / "build.txt"
    command = [uv.find_uv_bin(), "build", "--wheel", "--out-dir", str(folder), str(project.resolve())]
    ended = run(command, variables=dict(os.environ), log=log, limit=_LIMIT, stop=threading.Event())
    found = list(folder.glob("*.whl"))
    if ended.code == 0 and found:
        return found[0]
    tail = " ".join(log.read_text(encoding="utf-8", errors="replace").split())[-800:]
    message = f"{project} cannot be built as a wheel ({ended}): {tail}"
    raise ProjectError(message)
