"""`kerascompat lab measure`: every combination, as many at once as there are cores, each row kept as it comes."""

from __future__ import annotations

import functools
import hashlib
import json
from typing import TYPE_CHECKING

from rich.console import Console

from kerascompat._matrix import Table, read_table
from kerascompat.lab import _table
from kerascompat.lab._combinations import combinations
from kerascompat.lab._environments import Store
from kerascompat.lab._jobs import run_jobs
from kerascompat.lab._measure import measure, steps
from kerascompat.lab._stopping import stopping

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from kerascompat._matrix import Row
    from kerascompat.lab._combinations import Combination


class DataError(Exception):
    """A file of the folder `--data` cannot be used."""


def run(arguments: argparse.Namespace) -> int:
    """Measure what has no row yet; 0 where every combination has one afterwards, 1 where not, 2 without its files."""
    console = Console(stderr=True)
    say = functools.partial(console.out, highlight=False)
    try:
        planned = _combinations(arguments.data)
        wanted = [each for each in planned if arguments.only.search(each.command)]
        known = {row.asked for row in _read(arguments.data).rows}
        if arguments.list:
            for each in wanted:
                print(each.command)
            return 0
        arguments.logs.mkdir(parents=True, exist_ok=True)
        _drop(arguments.data, known - {each.command for each in planned})
    except (DataError, OSError) as error:
        say(f"kerascompat lab measure: {error}")
        return 2
    store = Store(arguments.cache, arguments.cache_size, say)

    def job(combination: Combination) -> functools.partial[Row]:
        log = arguments.logs / f"{hashlib.sha256(combination.command.encode()).hexdigest()[:16]}.txt"
        return functools.partial(measure, combination, store, log, arguments.timeout)

    def ended(name: str, row: Row) -> str:
        _table.write(_table.with_row(_read(arguments.data), row), arguments.data / "matrix.json")
        return f"{name}: {', '.join(step for step, _ in row.failed) or 'all passed'}"

    missing = {each.command: job(each) for each in wanted if arguments.again or each.command not in known}
    with stopping() as stop:
        lost = run_jobs(missing, arguments.jobs, ended, console, stop)
    say(f"{len(missing) - len(lost)} rows measured, {len(lost)} combinations without a row")
    return 1 if lost else 0


def _drop(data: Path, gone: set[str]) -> None:
    """Forget the rows of combinations that are measured no longer."""
    if gone:
        table = _read(data)
        kept = [row for row in table.rows if row.asked not in gone]
        _table.write(Table(table.steps, kept, table.registry), data / "matrix.json")


def _combinations(data: Path) -> list[Combination]:
    path = data / "registry.json"
    try:
        return combinations(json.loads(path.read_text(encoding="utf-8"))["distributions"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        message = f"{path} cannot be used ({type(error).__name__}: {error}); `kerascompat lab registry` writes it"
        raise DataError(message) from error


def _read(data: Path) -> Table:
    """The rows so far, as another run may have added to them; those that were put through other steps are none."""
    path = data / "matrix.json"
    try:
        table = read_table(str(data)) if path.exists() else Table(steps())
    except (OSError, ValueError) as error:
        message = f"{path} cannot be used ({type(error).__name__}: {error}); restore it, or remove it to begin anew"
        raise DataError(message) from error
    return table if table.steps == steps() else Table(steps())
