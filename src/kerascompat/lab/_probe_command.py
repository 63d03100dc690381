"""`kerascompat lab probe`: one combination, measured and shown."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from kerascompat.lab._combinations import Combination
from kerascompat.lab._environments import BuildError, Store
from kerascompat.lab._jobs import run_jobs
from kerascompat.lab._measure import ProbeError, measure, today
from kerascompat.lab._table import as_json

if TYPE_CHECKING:
    import argparse
    import threading

    from kerascompat._matrix import Row


def run(arguments: argparse.Namespace) -> int:
    """Measure; 0 where every step passed or does not exist there, 1 where one failed, 2 where nothing can be said."""
    combination = Combination(
        arguments.python,
        tuple(arguments.pins),
        tuple(arguments.force),
        tuple(arguments.without),
        tuple(arguments.pip),
        tuple(arguments.set),
    )
    errors = Console(stderr=True)
    store = Store(arguments.cache, arguments.cache_size, lambda text: errors.print(text, markup=False))
    found: list[Row | str] = []

    def job(stop: threading.Event) -> Row | str:
        with tempfile.TemporaryDirectory(prefix="kerascompat-lab-") as folder:
            try:
                return measure(combination, store, Path(folder, "log.txt"), stop, today())
            except (BuildError, ProbeError, OSError) as error:
                return f"{type(error).__name__}: {error}"

    def ended(_: str, result: Row | str) -> str:
        found.append(result)
        return "measured" if not isinstance(result, str) else result

    run_jobs({" ".join(combination.pins): job}, 1, ended, errors)
    row = found[0]
    if isinstance(row, str):
        return 2
    if arguments.json:
        print(json.dumps(as_json(row), indent=2))
    else:
        _show(row)
    return 1 if row.failed else 0


def _show(row: Row) -> None:
    print(f"{row.releases}, Python {row.releases.python}, on {row.releases.backend}")
    for step, error in row.failed:
        print(f"  failed  {step}: {error}")
    for step in row.absent:
        print(f"  absent  {step}")
    print("  every other step passed" if row.imports else "  no other step could be tried")
