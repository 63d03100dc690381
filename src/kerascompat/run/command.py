"""`kerascompat run`: start a program with `TF_USE_LEGACY_KERAS` and `KERAS_BACKEND` as a wish needs them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Optional

from kerascompat import _environment
from kerascompat._configuration import variables_for
from kerascompat._facts import BACKENDS
from kerascompat.errors import KerasCompatError
from kerascompat.run import _program
from kerascompat.run._asking import AskingError, facts_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from kerascompat._facts import Facts

_SAY = "say what is run: kerascompat run --generation 2 -- python train.py"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options; what stands behind the program's name is the program's."""
    parser.usage = "%(prog)s [--generation {2,3}] [--backend NAME] [--print] [--] PROGRAM [ARGUMENT ...]"
    parser.add_argument("--generation", type=int, choices=(2, 3), help="of Keras (what is there)")
    parser.add_argument("--backend", choices=BACKENDS, help="what Keras 3 computes with (what is set)")
    parser.add_argument("--print", action="store_true", help="print the variables as a shell sets them; start nothing")
    parser.add_argument("words", nargs="...", metavar="PROGRAM", help="what is started, with its arguments")


def run(arguments: argparse.Namespace) -> int:
    """Become the program; 2 where the wish cannot be had, 126 and 127 as a shell says it of a program."""
    words = arguments.words[1:] if arguments.words[:1] == ["--"] else arguments.words
    if not words and not arguments.print:
        print(f"kerascompat run: {_SAY}", file=sys.stderr)
        return 2
    try:
        path = _program.locate(words[0]) if words else None
        needed = _needed(arguments.generation, arguments.backend, path)
        if arguments.print:
            print("".join(f"export {name}={value}\n" for name, value in needed.items()), end="")
            return 0
        return _start(str(path), words, {**os.environ, **needed})
    except _program.StartError as error:
        print(f"kerascompat run: {error}", file=sys.stderr)
        return error.code
    except KerasCompatError as error:
        print(error, file=sys.stderr)
        return 2


def _needed(generation: Optional[int], backend: Optional[str], path: Optional[str]) -> dict[str, str]:
    """The variables that the program needs, decided from the packages that it will see."""
    if generation is None and backend is None:
        return {}  # nothing is asked for, and a program may do without Keras
    python = _program.other_python(path) if path else None

    def call(generation: Optional[int], backend: Optional[str]) -> str:
        return command_of(generation, backend, python)

    needed, _ = variables_for(_facts(python), generation, backend, call)
    return needed


def _facts(python: Optional[str]) -> Facts:
    if python is not None:
        try:
            return facts_of(python, os.environ)
        except AskingError as error:
            print(
                f"kerascompat run: {python} does not tell what it has installed ({error});"
                f" decided from what {sys.executable} has",
                file=sys.stderr,
            )
    return _environment.read()


def command_of(generation: Optional[int], backend: Optional[str], python: Optional[str] = None) -> str:
    """The command for a wish; where another Python than this decides, it is named."""
    options = {"--generation": generation, "--backend": backend, "--": python}
    shown = (f" {name} {value}" for name, value in options.items() if value is not None)
    return f"kerascompat run{''.join(shown)}"


def _start(path: str, words: Sequence[str], variables: Mapping[str, str]) -> int:
    """The program in place of this process; on Windows, which has no such thing, below it."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a supervisor closes them
            stream.flush()
    try:
        if sys.platform == "win32":
            return _start_below(path, words, variables)
        _restore_signals()
        os.execve(path, list(words), dict(variables))  # noqa: S606 - the user's own command
    except OSError as error:
        message = f"{path} cannot be started: {error.strerror}"
        raise _program.StartError(message, 126) from error


def _restore_signals() -> None:
    """What Python ignores for itself, and a program that it starts would go on ignoring: `subprocess` does the same."""
    for name in ("SIGPIPE", "SIGXFZ", "SIGXFSZ"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)


def _start_below(path: str, words: Sequence[str], variables: Mapping[str, str]) -> int:
    """The program as a child; Ctrl-C reaches both, and is the program's to answer."""
    child = subprocess.Popen(  # noqa: S603 - the user's own command
        [path, *words[1:]], env=dict(variables), close_fds=False
    )
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue
