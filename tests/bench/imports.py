"""What `from kerascompat import keras` costs beside what a user would import instead.

Two measurements in one run, because importing TensorFlow takes seconds that vary by more than the limit:

- fresh processes in pairs, interleaved and in turn first: the difference of each pair, its median and spread;
- the same difference inside each of our processes: its whole time less the time of importing, in it, what the other
  statement imports too. All else that runs is ours, cold.

    python tests/bench/imports.py "from tensorflow import keras; keras.Model"
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile

import rows

PAIRS = 11
LIMIT = 40
OURS = "from kerascompat import keras; keras.Model"
# The outermost import of what `theirs` loads too is timed; within it the original `__import__` is back.
TIMED = """
import builtins, sys, time
shared, original, inside = set({theirs}), builtins.__import__, 0.0
def timed(name, *arguments, **keywords):
    global inside
    if name not in shared or name in sys.modules:
        return original(name, *arguments, **keywords)
    builtins.__import__ = original
    begun = time.perf_counter()
    try:
        return original(name, *arguments, **keywords)
    finally:
        inside += time.perf_counter() - begun
        builtins.__import__ = timed
builtins.__import__ = timed
begun = time.perf_counter()
{statement}
whole = time.perf_counter() - begun
builtins.__import__ = original
import json
print(json.dumps([whole * 1e3, inside * 1e3, list(sys.modules)]))
"""


def run(statement: str, theirs: list[str]) -> tuple[float, float, list[str]]:
    """(milliseconds in all, of them in imports of `theirs`, modules in the end) of a statement in a new process."""
    command = [sys.executable, "-c", TIMED.format(statement=statement, theirs=theirs)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tempfile.gettempdir())
    return tuple(json.loads(done.stdout.splitlines()[-1]))


def spread(values: list[float]) -> str:
    """The median and the quartiles, as they are printed."""
    low, middle, high = statistics.quantiles(values, n=4)
    return f"median {middle:+.1f} ms, quartiles {low:+.1f} to {high:+.1f} (limit +{LIMIT})"


def main() -> None:
    """Measure, print, and write what is asked for."""
    given = rows.arguments("theirs")
    theirs = given.theirs
    shared = run(theirs, [])[2]
    run(OURS, [])  # as the line before: byte code and the disk's cache
    ours, other, own = [], [], []
    for number in range(PAIRS):
        order = (OURS, theirs) if number % 2 else (theirs, OURS)
        took = {statement: run(statement, shared) for statement in order}
        whole, inside, _ = took[OURS]
        ours.append(whole)
        own.append(whole - inside)
        other.append(took[theirs][0])
    settings = {name: os.environ[name] for name in ("TF_USE_LEGACY_KERAS", "KERAS_BACKEND") if name in os.environ}
    where = " ".join(f"{name}={value}" for name, value in settings.items())
    middle, against = statistics.median(ours), statistics.median(other)
    print(f"import: kerascompat against `{theirs}` {where}".rstrip())
    print(f"  {middle:.0f} against {against:.0f} ms, ratio {middle / against:.3f} ({PAIRS} pairs of processes)")
    print(f"  difference of each pair: {spread([mine - yours for mine, yours in zip(ours, other)])}")
    print(f"  within our processes, all but the imports of what they load too: {spread(own)}")
    line = f"`{theirs}`" + (f", {where}" if where else "")
    measured = [
        rows.row("Import", f"`{OURS}`", line, "ms", ours, other),
        rows.row("Import", "of it, what is not their import: our own part", line, "ms", own, other),
    ]
    rows.hand_over(measured, given.json)


if __name__ == "__main__":
    main()
