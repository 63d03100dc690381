"""A command, run to its end: in clean variables, with a time limit, and with nothing left of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping, Sequence
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
    "PYTEST_",
    "NOX",
    "TOX",
    "UV_PROJECT",
)
_MARK = "KERASCOMPAT_LAB_PROCESS"
_POLL = 0.1


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
        "PATH": os.pathsep.join((str(scripts), kept.get("PATH", os.defpath))),
        "VIRTUAL_ENV": str(environment),
        "PYTHONNOUSERSITE": "1",
        "HOME": str(home),
        "USERPROFILE": str(home),
        "KERAS_HOME": str(home / ".keras"),
        **variables,
    }


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
        try:
            while True:
                try:
                    code = process.wait(_POLL)
                    return Ended(code, time.monotonic() - start)
                except subprocess.TimeoutExpired:
                    if stop.is_set():
                        raise Stopped from None
                    if time.monotonic() - start > limit:
                        _kill(process, mark)
                        return Ended(process.wait(), time.monotonic() - start, timed_out=True)
        finally:
            _kill(process, mark)
            process.wait()


def _kill(process: subprocess.Popen[bytes], mark: str) -> None:
    """Kill the process, all below it, and all that carry its mark: a daemon has left its parents."""
    while True:
        found = [each for each in psutil.process_iter() if _is_ours(each, mark)]
        if process.poll() is None:
            found.append(psutil.Process(process.pid))
        if not found:
            return
        for each in found:
            try:
                each.kill()
            except psutil.NoSuchProcess:
                continue
        psutil.wait_procs(found, timeout=1)


def _is_ours(process: psutil.Process, mark: str) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE and process.environ().get(_MARK) == mark
    except (psutil.Error, OSError):  # another user's, or already gone
        return False
