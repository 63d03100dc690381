"""What `from kerascompat import keras` costs beside what a user would import instead.

Fresh processes in pairs, interleaved and in turn first; the difference of each pair, its median and spread.

    python tests/bench/imports.py "from tensorflow import keras; keras.Model"
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile

PAIRS = 11
OURS = "from kerascompat import keras; keras.Model"
TIMED = (
    "import time; wall, cpu = time.perf_counter(), time.process_time()\n"
    "{0}\n"
    "print(time.perf_counter() - wall, time.process_time() - cpu)"
)


def milliseconds(statement: str, before: str = "") -> tuple[float, float]:
    """(wall, processor) time that the statement takes in a new process, after another one if that is given."""
    command = [sys.executable, "-c", f"{before}\n{TIMED.format(statement)}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tempfile.gettempdir())
    wall, processor = done.stdout.splitlines()[-1].split()
    return float(wall) * 1e3, float(processor) * 1e3


def main(theirs: str) -> None:
    """Measure and print two lines: the time on the clock, and the processor's, which other programs disturb less."""
    for statement in (OURS, theirs):
        milliseconds(statement)  # byte code and the disk's cache
    pairs = []
    for number in range(PAIRS):
        order = (OURS, theirs) if number % 2 else (theirs, OURS)
        took = {statement: milliseconds(statement) for statement in order}
        pairs.append((took[OURS], took[theirs]))
    settings = {name: os.environ[name] for name in ("TF_USE_LEGACY_KERAS", "KERAS_BACKEND") if name in os.environ}
    where = " ".join(f"{name}={value}" for name, value in settings.items())
    print(f"import: kerascompat against `{theirs}` {where}".rstrip())
    for column, name in enumerate(("clock", "processor")):
        ours, other = ([times[column] for times in row] for row in zip(*pairs))
        low, middle, high = statistics.quantiles([mine - yours for mine, yours in zip(ours, other)], n=4)
        print(
            f"  {name}: {statistics.median(ours):.0f} against {statistics.median(other):.0f} ms, ratio"
            f" {statistics.median(ours) / statistics.median(other):.3f}; difference of {PAIRS} pairs: median"
            f" {middle:+.1f} ms, quartiles {low:+.1f} to {high:+.1f}; of the fastest {min(ours) - min(other):+.1f}"
            " (limit +40)"
        )
    # No module is loaded but ours (a test holds that), so this is all that there can be, without the provider's noise.
    alone = sorted(milliseconds(OURS, theirs)[0] for _ in range(PAIRS))
    print(f"  kerascompat alone, cold, with the provider loaded: median {statistics.median(alone):.1f} ms on the clock")


if __name__ == "__main__":
    main(sys.argv[1])
