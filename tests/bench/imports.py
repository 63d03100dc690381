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

PAIRS = 15
OURS = "from kerascompat import keras; keras.Model"
TIMED = "import time; start = time.perf_counter()\n{0}\nprint(time.perf_counter() - start)"


def seconds(statement: str) -> float:
    """How long the statement takes in a new process, from its first line on."""
    command = [sys.executable, "-c", TIMED.format(statement)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tempfile.gettempdir())
    return float(done.stdout.splitlines()[-1])


def main(theirs: str) -> None:
    """Measure and print one line."""
    for statement in (OURS, theirs):
        seconds(statement)  # byte code and the disk's cache
    pairs = []
    for number in range(PAIRS):
        order = (OURS, theirs) if number % 2 else (theirs, OURS)
        took = {statement: seconds(statement) for statement in order}
        pairs.append((took[OURS], took[theirs]))
    differences = sorted((ours - other) * 1e3 for ours, other in pairs)
    ours, other = (statistics.median(column) * 1e3 for column in zip(*pairs))
    low, middle, high = statistics.quantiles(differences, n=4)
    settings = {name: os.environ[name] for name in ("TF_USE_LEGACY_KERAS", "KERAS_BACKEND") if name in os.environ}
    where = " ".join(f"{name}={value}" for name, value in settings.items())
    print(
        f"import: kerascompat {ours:.0f} ms, `{theirs}` {other:.0f} ms, ratio {ours / other:.3f};"
        f" difference of {PAIRS} pairs: median {middle:+.1f} ms, quartiles {low:+.1f} to {high:+.1f} (limit +40) {where}"
    )


if __name__ == "__main__":
    main(sys.argv[1])
