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
from kerascompat.lab._environments import BuildError, Store
from kerascompat.lab._jobs import run_jobs
from kerascompat.lab._measure import ProbeError, measure, steps, today

if TYPE_CHECKING:
    import argparse
    import threading
    from pathlib import Path

    from kerascompat._matrix import Row
    from kerascompat.lab._combinations import Combination


def run(arguments: argparse.Namespace) -> int:
    """Measure what has no row yet; 0 where every combination has one afterwards, else 1."""
    console = Console(stderr=True)
    registry = json.loads((arguments.data / "registry.json").read_text(encoding="utf-8"))["distributions"]
    wanted = [each for each in combinations(registry) if arguments.only.search(each.command)]
    if arguments.list:
        print("\n".join(each.command for each in wanted))
        return 0
    path = arguments.data / "matrix.json"
    known = set() if arguments.again else {row.asked for row in _read(arguments.data).rows}
    missing = [each for each in wanted if each.command not in known]
    arguments.logs.mkdir(parents=True, exist_ok=True)
    store = Store(arguments.cache, arguments.cache_size, lambda text: console.print(text, markup=False))
    failures = 0

    def ended(name: str, result: Row | str) -> str:
        nonlocal failures
        if isinstance(result, str):
            failures += 1
            return f"no row: {name}: {result}"
        _table.write(_table.with_row(_read(arguments.data), result), path)
        return f"{name}: {', '.join(step for step, _ in result.failed) or 'all passed'}"

    jobs = {each.command: functools.partial(_measure, each, store, arguments.logs) for each in missing}
    run_jobs(jobs, arguments.jobs, ended, console)
    total = len(_read(arguments.data).rows)
    console.print(f"{len(missing) - failures} rows measured, {total} in all, {failures} without a row")
    return 1 if failures else 0


def _read(data: Path) -> Table:
    """The rows so far, as another run may have added to them; those that were put through other steps are none."""
    table = read_table(str(data)) if (data / "matrix.json").exists() else Table(steps())
    return table if table.steps == steps() else Table(steps())


def _measure(combination: Combination, store: Store, logs: Path, stop: threading.Event) -> Row | str:
    log = logs / f"{hashlib.sha256(combination.command.encode()).hexdigest()[:16]}.txt"
    try:
        return measure(combination, store, log, stop, today())
    except (BuildError, ProbeError, OSError) as error:
        return f"{type(error).__name__}: {error}"
