"""`kerascompat doctor`: the report, and an exit code that a script can use."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from kerascompat._facts import SURFACES
from kerascompat.doctor._diagnosis import diagnose, fails
from kerascompat.doctor._marks import marks_for, shown
from kerascompat.doctor._report import report, to_json

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("-v", "--verbose", action="store_true", help="show every fact")
    parser.add_argument("--json", action="store_true", help="print JSON, for a bug report or a program")
    parser.add_argument("--strict", action="store_true", help="fail on warnings too")
    parser.add_argument("--surface", choices=SURFACES, default="keras", help="what is imported from kerascompat")
    parser.add_argument(
        "--import", dest="trial", action="store_true", help="prove the answer: import it in a process of its own"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the report; 0 where nothing is wrong, 1 where an error (with `--strict`: a warning) was found."""
    diagnosis = diagnose(arguments.surface)
    if arguments.trial:
        from kerascompat.doctor._trial import trial

        diagnosis = diagnosis.after(trial)
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"  # it may be closed
    if arguments.json:
        text = to_json(diagnosis)
    else:
        is_terminal = sys.stdout is not None and sys.stdout.isatty()
        marks = marks_for(encoding, os.environ, is_terminal=is_terminal)
        text = report(diagnosis, verbose=arguments.verbose, marks=marks)
    print(shown(text, encoding))
    return 1 if fails(diagnosis, strict=arguments.strict) else 0
