"""A command, run to its end: in clean variables, with a time limit, and with nothing left of it."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

# What of the caller's shell would decide which Python, which packages or which Keras a command sees.
_FOREIGN = (
    "PYTHON",
    "KERAS",
    "TF_",
    "JAX_",
    "XLA_",
    "VIRTUAL_ENV",
    "CONDA",
    "PIPENV",
    "PYENV",
    "PYTEST_",
    "NOX",
    "TOX",
    "UV_PROJECT",
    "__PYVENV",
    "NPY_",
    "TF2_",
    "PROTOCOL_BUFFERS",
    "TEMPORARILY_DISABLE_PROTOBUF",
)
_MARK = "KERASCOMPAT_LAB_PROCESS"
_PYTHON = re.compile(r"(?:python|pypy)[\d.]*(?:\.exe|\.bat)?")
_POLL = 0.1
_PATIENCE = 20.0
"""Seconds after which a process that does not die, on a dead network disk, is left."""
_WATCH = 1.0
"""Seconds between two looks at what a command has started."""


class Stopped(Exception):  # noqa: N818 - it is no error: the user asked for it
    """The run was interrupted."""


@dataclass(frozen=True)
class Ended:
    """How a command ended.

    `code` is its exit code (negative: the signal that killed it); `timed_out` says that the limit was reached and the
    command killed.
    """

    code: int
    seconds: float
    timed_out: bool = False

    def __str__(self) -> str:
        if self.timed_out:
            return f"killed after {self.seconds:.0f} s"
        return f"killed by signal {-self.code}" if self.code < 0 else f"exit code {self.code}"


def clean_variables(environment: Path, home: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """The variables for a command in an environment: the caller's, without those that speak of Python or Keras.

    Args:
        environment: the virtual environment.
        home: an empty folder in place of the user's own: `KERAS_HOME` moves `keras.json` only, and Keras 2 keeps
            its downloads in `~/.keras` whatever it says (`data_utils.get_file`, 2.12 to tf_keras 2.21).
        variables: what to set beside that.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    scripts = environment / ("Scripts" if sys.platform == "win32" else "bin")
    return {
        **kept,
        "PATH": os.pathsep.join((str(scripts), *_without_environments(kept.get("PATH", os.defpath)))),
        "VIRTUAL_ENV": str(environment),
        "PYTHONNOUSERSITE": "1",
        "HOME": str(home),
        "USERPROFILE": str(home),
        "KERAS_HOME": str(home / ".keras"),
        **variables,
    }


def _without_environments(path: str) -> Iterator[str]:
    """The folders of a path that are no environment's: beside a Python of one lie programs that run with its packages.

    A folder where a Python lies among everything else, as the system's do, stays.
    """
    for folder in path.split(os.pathsep):
        above = os.path.dirname(folder.rstrip(os.sep))
        is_environment = any(os.path.exists(os.path.join(above, name)) for name in ("pyvenv.cfg", "conda-meta"))
        if not is_environment and os.path.basename(folder.rstrip(os.sep)) != "shims":
            yield folder


def is_python(name: str) -> bool:
    """Whether a program is an interpreter by its name: `python3`, `pypy3.10.exe`."""
    return _PYTHON.fullmatch(name.lower()) is not None


def run(  # noqa: PLR0913 - all but the command have names
    command: Sequence[str],
    *,
    variables: Mapping[str, str],
    log: Path,
    limit: float,
    stop: threading.Event,
    folder: Path | None = None,
) -> Ended:
    """Run a command, its output appended to a file; none of its processes outlives this call.

    Args:
        command: program and arguments.
        variables: all its variables.
        log: the file that takes standard output and standard error.
        limit: seconds, after which the command and all it started are killed.
        stop: ends it as soon as it is set.
        folder: where it runs; the caller's folder by default.

    Raises:
        Stopped: after `stop` was set and everything is killed.
        OSError: the program cannot be started, or the file not be written.
    """
    if stop.is_set():
        raise Stopped
    mark = uuid.uuid4().hex
    start = time.monotonic()
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - the user's own command
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**variables, _MARK: mark},
            cwd=folder,
            start_new_session=True,  # Ctrl-C in the terminal is for us alone: we end it, and all below it
        )
        family = _Family(psutil.Process(process.pid), mark)
        try:
            while True:
                try:
                    code = process.wait(_POLL)
                    return Ended(code, time.monotonic() - start)
                except subprocess.TimeoutExpired:
                    if stop.is_set():
                        raise Stopped from None
                    if time.monotonic() - start > limit:
                        family.kill()
                        return Ended(process.poll() or 0, time.monotonic() - start, timed_out=True)
                    family.watch()
        finally:
            left = family.kill()
            if left:
                output.write(f"kerascompat lab: these processes cannot be killed: {left}\n".encode())
            else:
                process.wait()


class _Family:
    """A process and all that comes from it: what is below it, in its session, or carries its mark.

    A daemon leaves its parents and their session, a child with variables of its own has no mark. What does all three
    between two looks is missed.
    """

    def __init__(self, first: psutil.Process, mark: str) -> None:
        self.first = first
        self.mark = mark
        self._known: set[psutil.Process] = set()
        self._looked = time.monotonic()

    def watch(self) -> None:
        """Remember what is there now, if the last look is some time ago."""
        if time.monotonic() - self._looked > _WATCH:
            self._known = self._living()

    def kill(self) -> list[int]:
        """Kill all of it, until nothing is found; what cannot be killed is given back."""
        end = time.monotonic() + _PATIENCE
        while True:
            self._known = self._living()
            if not self._known or time.monotonic() > end:
                return sorted(each.pid for each in self._known)
            for each in self._known:
                with contextlib.suppress(psutil.Error):
                    each.kill()
            psutil.wait_procs(list(self._known), timeout=1)

    def _living(self) -> set[psutil.Process]:
        """Those that live now: known before, recognised, or below one of these."""
        self._looked = time.monotonic()
        parents: dict[int, int] = {}
        running: dict[int, psutil.Process] = {}
        for each in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if each.status() != psutil.STATUS_ZOMBIE:
                    running[each.pid], parents[each.pid] = each, each.ppid()
        found = {pid for pid, each in running.items() if each in self._known or self._is_ours(each)}
        while True:
            below = {pid for pid, parent in parents.items() if parent in found} - found
            if not below:
                return {running[pid] for pid in found}
            found |= below

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            if process == self.first or process.environ().get(_MARK) == self.mark:
                return True
            return sys.platform != "win32" and os.getsid(process.pid) == self.first.pid
        except (psutil.Error, OSError):  # another user's, or already gone
            return False
