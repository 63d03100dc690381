"""What `kerascompat doctor` and `api` take, beside `import tensorflow`, which is what a user would try instead.

All in fresh processes, in turn, in one run.

    python tests/bench/doctor.py
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

import rows

PAIRS = 15
LIMIT = 15
KERASCOMPAT = os.path.join(os.path.dirname(sys.executable), "kerascompat")
COMMANDS = {
    "kerascompat doctor": [KERASCOMPAT, "doctor"],
    "import tensorflow": [sys.executable, "-c", "import tensorflow"],
    "kerascompat api": [KERASCOMPAT, "api", "layers.Dense"],
    "hasattr": [sys.executable, "-c", "from tensorflow import keras; print(hasattr(keras.layers, 'Dense'))"],
}


def seconds(command: list[str]) -> float:
    """How long a command takes, from its start to its end."""
    begun = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, cwd=tempfile.gettempdir())
    return time.perf_counter() - begun


def main() -> None:
    """Measure, print, and write what is asked for."""
    given = rows.arguments()
    took: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        seconds(command)  # byte code and the disk's cache
    for _ in range(PAIRS):
        for name, command in COMMANDS.items():
            took[name].append(seconds(command) * 1e3)
    ours, theirs = took["kerascompat doctor"], took["import tensorflow"]
    ratios = [other / mine for mine, other in zip(ours, theirs)]
    low, middle, high = statistics.quantiles(ratios, n=4)
    print("doctor: `kerascompat doctor` against `python -c 'import tensorflow'`")
    print(f"  {statistics.median(ours):.0f} against {statistics.median(theirs):.0f} ms, medians of {PAIRS} pairs")
    print(f"  times faster: median {middle:.1f}, quartiles {low:.1f} to {high:.1f} (wanted {LIMIT})")
    asked, tried = took["kerascompat api"], took["hasattr"]
    instead = "`python -c \"from tensorflow import keras; hasattr(keras.layers, 'Dense')\"`"
    measured = [
        rows.row("Doctor", "`kerascompat doctor`", "`python -c 'import tensorflow'`", "ms", ours, theirs),
        rows.row("Which Keras has a name", "`kerascompat api layers.Dense`", instead, "ms", asked, tried),
    ]
    rows.hand_over(measured, given.json)


if __name__ == "__main__":
    main()
