"""What came out of each cell of a grid, kept as it comes, so that an interrupted run can go on."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from kerascompat.lab._environments import content_of
from kerascompat.lab._files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kerascompat.lab._cells import Cell

_SOURCES = (".py", ".pyi", ".toml", ".cfg", ".ini")

ANSWERS = ("passed", "failed", "timed-out")
"""The states that say something of the library; the others say that the cell could not be tried."""


@dataclass(frozen=True)
class Result:
    """The outcome of one cell.

    Attributes:
        cell: its name.
        state: one of `ANSWERS`, `excluded`, or why it could not be tried: `no-python`, `unresolved`, `unreachable`,
            `not-installed`, `error`.
        detail: the exit code or the reason, in words.
        seconds: what the command took.
        log: the file with what was printed.
        task: what was asked, as a digest: another command or another wheel is another task.
    """

    cell: str
    state: str
    detail: str
    seconds: float = 0.0
    log: str = ""
    task: str = ""


class Results:
    """A folder of results: one file for each cell.

    Args:
        folder: where they lie.
        say: takes a line about a file that cannot be used.
    """

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self.folder = folder
        self._say = say
        folder.mkdir(parents=True, exist_ok=True)

    def load(self, cell: str, task: str, limit: float) -> Optional[Result]:
        """The answer that the cell gave to this task before, None where there is none, or more time is given now."""
        path = self._path(cell)
        try:
            result = Result(**json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            self._say(f"{path} is damaged ({error}): the cell runs again")
            return None
        if result.state == "timed-out" and result.seconds < limit:
            return None
        return result if result.task == task and result.state in ANSWERS else None

    def save(self, result: Result) -> None:
        """Keep a result, whole or not at all; where that fails, it is said and the run goes on."""
        try:
            write_whole(self._path(result.cell), json.dumps(asdict(result), indent=1))
        except OSError as error:
            self._say(f"the result of {result.cell} is not kept: {error}")

    def _path(self, cell: str) -> Path:
        return self.folder / f"{cell}.json"


def task_of(
    cell: Cell,
    command: Sequence[str],
    installs: Sequence[str],
    wheels: Sequence[tuple[str, str]],
    sources: Sequence[tuple[str, str]],
) -> str:
    """A digest of what a cell is asked: its environment, the command, and the sources that the command may run."""
    contents = [*map(content_of, wheels)]
    asked = json.dumps((cell.requirements, cell.variables, list(command), list(installs), contents, list(sources)))
    return hashlib.sha256(asked.encode()).hexdigest()[:24]


def sources(folder: Path) -> list[tuple[str, str]]:
    """Path and digest of the Python files and the configuration below a folder: what tests are made of.

    Other files are left out, since a command writes some itself; so is what is hidden, and environments.
    """
    found = []
    for parent, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith((".", "__pycache__")))
        if "pyvenv.cfg" in files:
            names.clear()
            continue
        for name in sorted(files):
            if name.endswith(_SOURCES) and not name.startswith("."):
                with contextlib.suppress(OSError):  # it has gone meanwhile, or is a link to nowhere
                    path = os.path.join(parent, name)
                    found.append((path, hashlib.sha256(Path(path).read_bytes()).hexdigest()))
    return found
