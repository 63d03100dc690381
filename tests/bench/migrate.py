"""What `kerascompat migrate` costs beside `ast.parse` of the same files, and how it grows with their number.

The files are the modules of the installed tf_keras, which say `tf.keras`, `tf.compat.v1` and `keras` as libraries do.
Both are timed in this process, without the second process that the command would start. What a user would do instead
is a general codemod: LibCST's, which renames a module through scopes. It and the command are timed as commands, each
with one job, and neither writes.

    python tests/bench/migrate.py
"""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from functools import partial
from pathlib import Path

import rows

from kerascompat.cli import main

ROUNDS = 5
CODEMOD = ("rename.RenameCommand", "--old_name", "tensorflow.keras", "--new_name", "kerascompat.keras")
COMMANDS = {
    "ours": [sys.executable, "-m", "kerascompat", "migrate", "--check", "--jobs", "1"],
    "LibCST": [sys.executable, "-m", "libcst.tool", "codemod", *CODEMOD, "-j", "1", "-u", "--no-format"],
}


def files(folder: Path, count: int) -> list[Path]:
    """Copies of as many modules, in folders of a hundred."""
    spec = importlib.util.find_spec("tf_keras")
    found = sorted(
        path for path in Path(spec.submodule_search_locations[0]).rglob("*.py") if path.stat().st_size > 1000
    )
    copies = []
    for number in range(count):
        copy = folder / f"part{number // 100}" / f"module{number}.py"
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(found[number * 37 % len(found)], copy)
        copies.append(copy)
    return copies


def seconds(work) -> float:
    """The processor time of a call, with what it prints thrown away."""
    begun = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        work()
    return time.process_time() - begun


def parse(paths: list[Path]) -> None:
    """What any tool that reads Python must do."""
    for path in paths:
        ast.parse(path.read_bytes())


def as_commands() -> rows.Row:
    """The processor time of our command and of LibCST's, on the same hundred files, in turn."""
    took = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        files(Path(folder), 100)
        for _ in range(ROUNDS):
            for name, command in COMMANDS.items():
                before = os.times()
                done = subprocess.run([*command, folder], capture_output=True, text=True, check=False)
                after = os.times()
                if "Traceback (" in done.stderr or done.returncode not in {0, 1}:
                    raise SystemExit(done.stderr)
                used = (after.children_user - before.children_user, after.children_system - before.children_system)
                took[name].append(sum(used) * 1e3)
    instead = f"LibCST's codemod `{CODEMOD[0]}`, of `tensorflow.keras`"
    where = f"{rows.versions('libcst')}, processor time"
    what = "`kerascompat migrate --check`, 100 files"
    return rows.row("Migrate", what, instead, "ms", took["ours"], took["LibCST"], where)


def run() -> None:
    """Measure, print, and write what is asked for."""
    given = rows.arguments()
    measured = []
    warnings.simplefilter("ignore")
    per_file = {}
    for count in (100, 1000):
        with tempfile.TemporaryDirectory() as folder:
            paths = files(Path(folder), count)
            ours, theirs = [], []
            for _ in range(ROUNDS):
                ours.append(seconds(partial(main, ["migrate", "--check", "--jobs", "1", folder])))
                theirs.append(seconds(partial(parse, paths)))
        ratios = [mine / yours for mine, yours in zip(ours, theirs)]
        per_file[count] = statistics.median(ours) / count * 1e3
        print(
            f"migrate: {count} files in {statistics.median(ours):.2f} s, ast.parse {statistics.median(theirs):.2f} s;"
            f" ratio of {ROUNDS} rounds: median {statistics.median(ratios):.2f},"
            f" {min(ratios):.2f} to {max(ratios):.2f} (limit 3)"
        )
        what = f"`kerascompat migrate --check`, {count:,} files, without the start of Python"
        floor = "`ast.parse` of the same files, the least that such a tool must do"
        times = ([value * 1e3 for value in each] for each in (ours, theirs))
        measured.append(rows.row("Migrate", what, floor, "ms", *times, f"{rows.versions()}, processor time"))
    growth = per_file[1000] / per_file[100]
    print(f"migrate: {per_file[100]:.1f} ms a file for 100, {per_file[1000]:.1f} for 1,000; ratio {growth:.2f}")
    rows.hand_over([as_commands(), *measured], given.json)


if __name__ == "__main__":
    run()
