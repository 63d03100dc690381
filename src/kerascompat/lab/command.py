"""`kerascompat lab`: build environments, run commands in them, measure."""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import os
import re
import sys
from pathlib import Path

_GIB = 1024**3
_NEEDS = ("psutil", "rich", "uv")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-commands and their options."""
    commands = parser.add_subparsers(dest="lab", metavar="COMMAND", required=True)
    _add_run(commands.add_parser("run", help="run a command in every cell of a grid, and show what passed"))
    _add_plan(commands.add_parser("plan", help="print the grid, as a matrix of GitHub Actions too"))
    _add_probe(commands.add_parser("probe", help="measure one combination of releases, step by step"))
    _add_measure(commands.add_parser("measure", help="measure every combination, into a file of rows"))
    _add_api(commands.add_parser("api", help="walk the public API of every Keras, into two files"))
    _add_registry(commands.add_parser("registry", help="read what the published releases declare, into a file"))


def run(arguments: argparse.Namespace) -> int:
    """Run the sub-command that was asked for."""
    for name in _NEEDS:
        try:
            importlib.import_module(name)
        except ImportError:
            print(f'kerascompat lab needs {name}: pip install "kerascompat[lab]"', file=sys.stderr)
            return 2
    module = importlib.import_module(f"kerascompat.lab._{arguments.lab}_command")
    return int(module.run(arguments))


def _add_grid(parser: argparse.ArgumentParser) -> None:
    this = f"{sys.version_info.major}.{sys.version_info.minor}"
    parser.add_argument(
        "--tensorflow", type=_list, default=["newest"], metavar="A,B", help="2.16, 2.16.2, newest or none (newest)"
    )
    parser.add_argument("--generation", type=_generations, default=[2, 3], metavar="2,3", help="of Keras (2,3)")
    parser.add_argument("--backend", type=_list, default=["tensorflow"], metavar="A,B", help="of Keras 3 (tensorflow)")
    parser.add_argument("--python", type=_list, default=[this], metavar="A,B", help=f"minor versions ({this})")
    parser.add_argument(
        "--install", action="append", default=[], metavar="WHAT", help='beside the grid\'s own: ".[test]", "pytest>=8"'
    )


def _add_run(parser: argparse.ArgumentParser) -> None:
    _add_grid(parser)
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1, help="how many at once (%(default)s)")
    parser.add_argument("--timeout", type=float, default=3600.0, metavar="SECONDS", help="for each cell (%(default)s)")
    parser.add_argument("--resume", action="store_true", help="run only the cells that have no answer yet")
    parser.add_argument(
        "--output", type=Path, default=Path(".kerascompat-lab"), metavar="FOLDER", help="logs, results (%(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="print the results as JSON")
    parser.add_argument("words", nargs="...", metavar="-- COMMAND", help="what is run, such as pytest -q")
    _add_store(parser)


def _add_plan(parser: argparse.ArgumentParser) -> None:
    _add_grid(parser)
    parser.add_argument("--format", choices=("text", "github"), default="text", help="text")


def _add_store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cache",
        type=lambda text: Path(text).expanduser().absolute(),
        default=_cache_folder(),
        metavar="FOLDER",
        help="where environments are kept (%(default)s)",
    )
    parser.add_argument(
        "--cache-size", type=_gib, default=10 * _GIB, metavar="GIB", help="what they may take, in GiB (10)"
    )


def _add_probe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pins", nargs="+", metavar="PIN", help='what is installed together: "tensorflow==2.16.2"')
    parser.add_argument("--python", default=f"{sys.version_info.major}.{sys.version_info.minor}", help="3.9 to 3.13")
    parser.add_argument("--force", action="append", default=[], metavar="PIN", help="holds against what others declare")
    parser.add_argument("--without", action="append", default=[], metavar="NAME", help="left out though required")
    parser.add_argument("--pip", action="append", default=[], metavar="PIN", help="installed by pip itself, first")
    parser.add_argument("--set", action="append", default=[], type=_variable, metavar="NAME=VALUE", help="a variable")
    parser.add_argument("--json", action="store_true", help="print the row")
    _add_limit(parser)
    _add_store(parser)


def _add_measure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="matrix.json, beside registry.json")
    parser.add_argument("--logs", type=Path, required=True, metavar="FOLDER", help="takes a log for each combination")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1, help="how many at once (%(default)s)")
    parser.add_argument("--again", action="store_true", help="measure too what has a row")
    parser.add_argument("--only", type=_pattern, default=re.compile(""), metavar="REGEX", help="of the commands")
    parser.add_argument("--list", action="store_true", help="print the commands, and measure nothing")
    _add_limit(parser)
    _add_store(parser)


def _add_api(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="takes the files; has registry.json")
    parser.add_argument("--logs", type=Path, required=True, metavar="FOLDER", help="takes a log for each release")
    parser.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="the day of the measurement (today)")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1, help="how many at once (%(default)s)")
    _add_limit(parser)
    _add_store(parser)


def _add_limit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--timeout", type=float, default=900.0, metavar="SECONDS", help="for one run of the probe (%(default)s)"
    )


def _add_registry(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="takes registry.json")
    parser.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="the day of the reading (today)")


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    return Path(base, "kerascompat", "lab").expanduser()


def _list(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


def _generations(text: str) -> list[int]:
    try:
        found = [int(each) for each in _list(text)]
    except ValueError:
        found = []
    if not found or set(found) - {2, 3}:
        message = f"{text!r}: write 2, 3 or 2,3"
        raise argparse.ArgumentTypeError(message)
    return found


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is no day: write it as 2026-11-21"
        raise argparse.ArgumentTypeError(message) from None


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        message = f"{text!r} is no regular expression: {error}"
        raise argparse.ArgumentTypeError(message) from None


def _gib(text: str) -> int:
    try:
        return int(float(text) * _GIB)
    except (ValueError, OverflowError) as error:
        message = f"{text!r} is no number of GiB"
        raise argparse.ArgumentTypeError(message) from error


def _variable(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        message = f"{text!r} is no NAME=VALUE"
        raise argparse.ArgumentTypeError(message)
    return name, value
