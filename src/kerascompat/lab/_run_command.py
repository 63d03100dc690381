"""`kerascompat lab run`: a command in every cell of a grid, and what came out as a table."""

from __future__ import annotations

import functools
import json
import os
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kerascompat.lab._cells import GridError, grid
from kerascompat.lab._environments import BuildError, Pins, Store
from kerascompat.lab._jobs import run_jobs
from kerascompat.lab._processes import clean_variables, is_python
from kerascompat.lab._processes import run as run_process
from kerascompat.lab._project import ProjectError, build, split
from kerascompat.lab._results import ANSWERS, Result, Results, sources, task_of
from kerascompat.lab._stopping import stopping

if TYPE_CHECKING:
    import argparse
    import threading
    from collections.abc import Sequence

    from kerascompat.lab._cells import Cell

_TAIL = 12


def run(arguments: argparse.Namespace) -> int:
    """Run the grid; 0 where every cell passed, 1 where one did not, 2 where there was nothing to run."""
    with stopping() as stop:
        return _run(arguments, stop)


def _run(arguments: argparse.Namespace, stop: threading.Event) -> int:
    errors = Console(stderr=True)

    def say(text: str) -> None:
        errors.out(text, highlight=False)

    output: Path = arguments.output
    try:
        command = _command(arguments.words)
        cells = grid(arguments.tensorflow, arguments.generation, arguments.backend, arguments.python)
        _make(output)
        installs, projects = split(arguments.install)
        pythons = dict.fromkeys(cell.python for cell in cells if cell.excluded is None)
        wheels = {python: build(projects, python, output / "wheels", stop) for python in pythons}
    except (GridError, ProjectError, OSError) as error:
        say(f"kerascompat lab run: {error}")
        return 2
    results = Results(output / "results", say)
    store = Store(arguments.cache, arguments.cache_size, say)
    runner = _Runner(store, output / "logs", command, arguments.timeout)
    read = sources(Path())
    found: dict[str, Result] = {}
    jobs = {}
    for cell in cells:
        if cell.excluded is not None:
            found[cell.name] = Result(cell.name, "excluded", cell.excluded)
            continue
        task = task_of(cell, command, installs, wheels[cell.python], read)
        kept = results.load(cell.name, task, arguments.timeout) if arguments.resume else None
        if kept is not None:
            found[cell.name] = kept
        else:
            pins = Pins(cell.python, (*cell.requirements, *installs), wheels=wheels[cell.python])
            jobs[cell.name] = functools.partial(runner.run, cell, pins, task)
    if not jobs and all(each.state == "excluded" for each in found.values()):
        for each in found.values():
            say(f"{each.cell}: excluded: {each.detail}")
        say("kerascompat lab run: no cell is left to run")
        return 2

    def ended(name: str, result: Result) -> str:
        found[name] = result
        results.save(result)
        return f"{result.state:<9} {name}: {result.detail}"

    try:
        lost = run_jobs(jobs, arguments.jobs, ended, errors, stop)
    except KeyboardInterrupt:
        say(f"stopped with {len(found)} of {len(cells)} cells done; the same command with --resume goes on")
        raise
    for name, text in lost.items():
        ended(name, Result(name, "error", text))
    ordered = [found[cell.name] for cell in cells]
    if arguments.json:
        print(json.dumps({"schema": 1, "cells": [asdict(each) for each in ordered]}, indent=2))
    else:
        _show(cells, ordered)
    return 0 if all(each.state in ("passed", "excluded") for each in ordered) else 1


def _command(words: Sequence[str]) -> list[str]:
    """What stands after `--`.

    Raises:
        GridError: something stands before it, or nothing after it.
    """
    if list(words[:1]) == ["--"]:
        words = words[1:]
    elif "--" in words:
        stray = " ".join(words[: list(words).index("--")])
        message = f"{stray}: not understood; several versions are --tensorflow 2.15,2.16, and each --install takes one"
        raise GridError(message)
    if not words:
        message = "say after -- what is run: kerascompat lab run --tensorflow 2.15,2.16 -- pytest -q"
        raise GridError(message)
    return list(words)


class _Runner:
    """Runs the command in a cell, whatever happens there."""

    def __init__(self, store: Store, logs: Path, command: Sequence[str], limit: float) -> None:
        self.store, self.logs, self.command, self.limit = store, logs, list(command), limit
        logs.mkdir(parents=True, exist_ok=True)

    def run(self, cell: Cell, pins: Pins, task: str, stop: threading.Event) -> Result:
        """The cell's result; only an interruption is raised."""
        log = self.logs / f"{cell.name}.txt"
        try:
            log.unlink(missing_ok=True)
            with self.store.environment(pins, log, stop) as environment:
                return self._run_in(environment, cell, log, task, stop)
        except BuildError as error:
            return Result(cell.name, error.kind, str(error), log=str(log), task=task)
        except OSError as error:
            return Result(cell.name, "error", f"{type(error).__name__}: {error}", log=str(log), task=task)

    def _run_in(self, environment: Path, cell: Cell, log: Path, task: str, stop: threading.Event) -> Result:
        with tempfile.TemporaryDirectory(prefix="kerascompat-lab-") as home:
            variables = clean_variables(environment, Path(home), dict(cell.variables))
            foreign = _foreign(self.command[0], variables["PATH"], environment)
            if foreign is not None:
                return Result(cell.name, "error", foreign, log=str(log), task=task)
            start = log.stat().st_size if log.exists() else 0
            ended = run_process(self.command, variables=variables, log=log, limit=self.limit, stop=stop)
        state = "timed-out" if ended.timed_out else "passed" if ended.code == 0 else "failed"
        last = _last_line(log, start)
        detail = f"{ended}; {last}" if last else str(ended)
        return Result(cell.name, state, detail, round(ended.seconds, 1), str(log), task)


def _foreign(program: str, path: str, environment: Path) -> Optional[str]:
    """Why a program would run with somebody else's packages; None where it would not.

    A path is the user's own word, unless it is another Python.
    """
    found = shutil.which(program, path=path)
    if found is None:
        return f"{program} is not installed in the environment: add --install {program}"
    if environment in Path(found).absolute().parents:
        return None
    if is_python(Path(found).name):
        return f"{program} is another Python than the environment's: say python"
    if os.path.dirname(program):
        return None
    with open(found, "rb") as file:
        first = file.readline(200)
    if first.startswith(b"#!") and b"python" in first:
        return f"{program} is not installed in the environment, only in {Path(found).parent}: add --install {program}"
    return None


def _last_line(log: Path, start: int) -> str:
    with log.open("rb") as file:
        file.seek(start)
        lines = [line.strip() for line in file.read().decode(errors="replace").splitlines()]
    return next((line.strip("= ") for line in reversed(lines) if line.strip("= ")), "")


def _make(output: Path) -> None:
    """The folder for logs and results, which no version control takes in."""
    output.mkdir(parents=True, exist_ok=True)
    (output / ".gitignore").write_text("*\n", encoding="utf-8")


def _show(cells: Sequence[Cell], results: Sequence[Result]) -> None:
    console = Console(soft_wrap=False)
    columns = list(dict.fromkeys((cell.generation, cell.backend) for cell in cells))
    rows = list(dict.fromkeys((cell.python, cell.tensorflow) for cell in cells))
    by_place = {
        ((cell.python, cell.tensorflow), (cell.generation, cell.backend)): result
        for cell, result in zip(cells, results)
    }
    table = Table("Python", "TensorFlow", *(f"Keras {generation}, {backend}" for generation, backend in columns))
    for row in rows:
        table.add_row(*map(escape, row), *(_as_cell(by_place[row, column].state) for column in columns))
    console.print(table)
    for result in results:
        if result.state not in ("passed", "excluded"):
            print(f"\n{result.cell}: {result.state}: {result.detail}")
            if result.log and result.state in ANSWERS:
                print(_tail(Path(result.log)))
            if result.log:
                print(f"  log: {result.log}")
    for result in results:
        if result.state == "excluded":
            print(f"\n{result.cell}: excluded: {result.detail}")
    sys.stdout.flush()


def _as_cell(state: str) -> str:
    colour = {"passed": "green", "excluded": "dim"}.get(state, "red")
    return f"[{colour}]{state}[/]"


def _tail(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-_TAIL:]
    except OSError as error:
        return f"  {error}"
    return "\n".join(f"  | {line}" for line in lines)
