"""`--kerascompat all`: the suite once on each Keras of the environment, each in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from argparse import SUPPRESS
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Optional

import pytest

from kerascompat import _environment
from kerascompat._configuration import AGAINST_A_SETTING, variables_for
from kerascompat.errors import KerasCompatError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kerascompat._facts import Choice

    Call = Callable[[Optional[int], Optional[str]], str]

ALL = "all"
COUNTED = ("failed", "passed", "skipped", "xfailed", "xpassed", "error")
"""The outcomes that are counted, as pytest names them and in its order."""

_BEST_FIRST = (0, 5, 1, 2, 4, 3)
"""pytest's exit codes: passed, nothing collected, failed, interrupted, usage error, internal error."""

_WITHOUT_THE_FOLDER = (
    "import sys; getattr(sys.flags, 'safe_path', False) or sys.path.pop(0);"
    " import pytest; raise SystemExit(pytest.main())"
)
"""`pytest` as a script: `-c` and `-m pytest` put the current folder on the path, but for `python -P`."""


@dataclass
class Suite:
    """One run: on which Keras, or why there is none; `code` is None where it did not end."""

    generation: int
    choice: Optional[Choice] = None
    refusal: Optional[KerasCompatError] = None
    variables: dict[str, str] = field(default_factory=dict)
    code: Optional[int] = None
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def outcome(self) -> str:
        """What came out, as pytest says it."""
        if self.code is None:
            return "not run"
        return ", ".join(f"{number} {name}" for name, number in self.counts.items() if number) or "no result"


def add_option(group: Any) -> None:
    """Declare what is between this process and those that it starts."""
    group.addoption("--kerascompat-counts", help=SUPPRESS)


def run(invocation: pytest.Config.InvocationParams, backend: Optional[str], call: Call) -> int:
    """Run the suites, then print one summary; the exit code is the worst.

    Args:
        invocation: how pytest was called.
        backend: the wish of the user, or None.
        call: says a wish as it is given on the command line.

    Raises:
        pytest.UsageError: no Keras can be had, or a setting keeps one away that is there.
    """
    suites = [_planned(generation, backend, call) for generation in (2, 3)]
    planned = [suite for suite in suites if suite.choice]
    refused = [suite.refusal for suite in suites if suite.refusal]
    if planned:  # a Keras that is not installed is none of the environment's
        refused = [error for error in refused if error.code in AGAINST_A_SETTING]
    if refused:
        raise pytest.UsageError("\n".join(map(str, refused)))
    stopped = False
    try:
        with _told_to_end():
            for suite in planned:
                _print_line(f"kerascompat: {suite.choice}")
                _run(suite, invocation)
    except KeyboardInterrupt:
        stopped = True
    _summarize(suites)
    return int(pytest.ExitCode.INTERRUPTED) if stopped else worst([suite.code or 0 for suite in planned])


def worst(codes: Sequence[int]) -> int:
    """The exit code that says most of what went wrong; one that pytest does not have, of a crash, before all."""
    return max(codes, key=lambda code: _BEST_FIRST.index(code) if code in _BEST_FIRST else len(_BEST_FIRST))


def arguments_of(args: Sequence[str], generation: int, counts: str) -> list[str]:
    """The arguments of a suite: those of the user, and after them ours, which win."""
    end = list(args).index("--") if "--" in args else len(args)
    ours = ["-p", "kerascompat.pytest", f"--kerascompat={generation}", f"--kerascompat-counts={counts}"]
    return [*args[:end], *ours, *args[end:]]


def _planned(generation: int, backend: Optional[str], call: Call) -> Suite:
    try:
        variables, choice = variables_for(_environment.read().anew(), generation, backend, call)
    except KerasCompatError as error:
        return Suite(generation, refusal=error)
    return Suite(generation, choice, variables=variables)


def _run(suite: Suite, invocation: pytest.Config.InvocationParams) -> None:
    """Run one suite; its streams are those of this process."""
    by_module = getattr(sys.modules["__main__"], "__spec__", None) is not None
    start = ["-m", "pytest"] if by_module else ["-c", _WITHOUT_THE_FOLDER]
    flags = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined] # those that multiprocessing passes
    with tempfile.TemporaryDirectory() as folder:
        counts = os.path.join(folder, "counts.json")
        arguments = arguments_of([str(each) for each in invocation.args], suite.generation, counts)
        sys.stdout.flush()
        child = subprocess.Popen(  # noqa: S603 - this Python, and the user's own arguments
            [sys.executable, *flags, *start, *arguments],
            cwd=invocation.dir,
            env={**os.environ, **suite.variables},
        )
        try:
            _wait(child)
        finally:
            code = child.wait()
            suite.code = code if code >= 0 else 128 - code  # as a shell says it of a signal
            with suppress(OSError, ValueError), open(counts, encoding="utf-8") as file:
                suite.counts = json.load(file)


def _wait(child: subprocess.Popen[bytes]) -> None:
    """Wait for a suite; where this process is to end, the suite ends before it."""
    try:
        child.wait()
    except KeyboardInterrupt:
        if not _shares_a_terminal():
            child.send_signal(signal.SIGINT)
        child.wait()
        raise
    finally:
        if child.poll() is None:  # a second Ctrl-C, or a termination
            child.terminate()
            child.wait()


def _shares_a_terminal() -> bool:
    """Whether Ctrl-C reaches the suite as well: the terminal sends it to all that runs in the foreground."""
    if sys.platform == "win32":
        return True
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    finally:
        os.close(terminal)


@contextmanager
def _told_to_end() -> Iterator[None]:
    """Leave by an exception where this process is terminated: a suite that it has started must not go on."""

    def end(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _summarize(suites: Sequence[Suite]) -> None:
    _print_line("kerascompat: the suite on each Keras")
    rows = [
        (str(suite.choice), suite.outcome, "" if suite.code is None else f"exit code {suite.code}")
        for suite in suites
        if suite.choice
    ]
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        print("  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip())
    for suite in suites:
        if suite.refusal:
            said = f"found: {suite.refusal.found}\n  cure:  {suite.refusal.cure}"
            print(f"Keras {suite.generation} cannot be had here\n  {said}")
    sys.stdout.flush()


def _print_line(text: str) -> None:
    print(f" {text} ".center(shutil.get_terminal_size().columns - 1, "="), flush=True)
