"""`kerascompat lab probe`: one combination, measured and shown."""

from __future__ import annotations

import functools
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from kerascompat.lab._combinations import Combination
from kerascompat.lab._environments import Store
from kerascompat.lab._jobs import run_jobs
from kerascompat.lab._measure import measure
from kerascompat.lab._stopping import stopping
from kerascompat.lab._table import as_json

if TYPE_CHECKING:
    import argparse

    from kerascompat._matrix import Row


def run(arguments: argparse.Namespace) -> int:
    """Measure; 0 where every step passed or does not exist there, 1 where one failed, 2 where nothing can be said."""
    errors = Console(stderr=True)
    store = Store(arguments.cache, arguments.cache_size, functools.partial(errors.out, highlight=False))
    found: list[Row] = []

    def ended(name: str, row: Row) -> str:
        found.append(row)
        return f"{name}: measured"

    with tempfile.TemporaryDirectory(prefix="kerascompat-lab-") as folder:
        log = Path(folder, "log.txt")
        job = functools.partial(measure, combination_of(arguments), store, log, arguments.timeout)
        with stopping() as stop:
            run_jobs({" ".join(arguments.pins): job}, 1, ended, errors, stop)
    if not found:
        return 2
    (row,) = found
    if arguments.json:
        print(json.dumps(as_json(row), indent=2))
    else:
        _show(row)
    return 1 if row.failed else 0


def combination_of(arguments: argparse.Namespace) -> Combination:
    """What the command line asks for."""
    return Combination(
        arguments.python,
        tuple(arguments.pins),
        tuple(arguments.force),
        tuple(arguments.without),
        tuple(arguments.pip),
        tuple(arguments.set),
    )


def _show(row: Row) -> None:
    print(f"{row.releases}, Python {row.releases.python}, on {row.releases.backend}")
    for step, error in row.failed:
        print(f"  failed  {step}: {error}")
    for step in row.absent:
        print(f"  absent  {step}")
    other = "other " if row.failed or row.absent else ""
    print(f"  every {other}step passed" if row.imports else "  no other step could be tried")
