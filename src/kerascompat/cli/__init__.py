"""The command line: `kerascompat COMMAND`, or `python -m kerascompat COMMAND`.

A command is imported when it is called.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sys
from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "api": ("kerascompat.api.command", "say which Keras has a name, what answers it elsewhere, and how it is called"),
    "doctor": ("kerascompat.doctor.command", "say what is wrong with the Keras of this environment, and what cures it"),
    "explain": ("kerascompat.explain.command", "say what a traceback means, and what cures it"),
    "lab": ("kerascompat.lab.command", "try a library, or measure Keras itself, in many environments"),
    "matrix": ("kerascompat.matrix.command", "show which releases work together, as measured"),
    "migrate": ("kerascompat.migrate.command", "move a library's imports onto kerascompat, and off it again"),
    "mypy-args": ("kerascompat.checkers.mypy_command", "print what mypy must be told to see the Keras that is chosen"),
    "pyright-config": (
        "kerascompat.checkers.pyright_command",
        "print what pyright and Pylance must be told to see the Keras that is chosen",
    ),
    "requirements": ("kerascompat.requirements.command", "print one set of pins that was measured to work together"),
    "run": ("kerascompat.run.command", "start a program with the Keras that it is to get"),
}
"""By name: the module with `add_arguments(parser)` and `run(arguments) -> int`, and what the command does."""


def main(argv: Optional[Sequence[str]] = None) -> int:
    """Run a command.

    Args:
        argv: the arguments without the program's name; those of the process by default.

    Returns:
        The exit code: 0, 1 where the command's own check fails, 2 where it could not do what was asked.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    chosen = next((each for each in arguments if not each.startswith("-")), None)
    parser = argparse.ArgumentParser(prog="kerascompat", description="One keras object, right on every TensorFlow.")
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (module, summary) in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        if name == chosen:
            importlib.import_module(module).add_arguments(command)
    parsed = parser.parse_args(arguments)
    if parsed.version:
        from kerascompat import __version__

        print(__version__)  # noqa: T201 - what was asked for
        return 0
    if parsed.command is None:
        parser.print_help()
        return 2
    try:
        code = importlib.import_module(COMMANDS[parsed.command][0]).run(parsed)
        if sys.stdout is not None:  # it may be closed
            sys.stdout.flush()
    except BrokenPipeError:  # `| head` has enough
        _write_no_more()
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _write_no_more()
        sys.stderr.write(f"kerascompat: the output cannot be written: {error.strerror}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped\n")
        return 130
    return int(code)


def _write_no_more() -> None:
    """Let Python end without another attempt to write what is left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
