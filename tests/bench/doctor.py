"""What `kerascompat doctor` takes, beside `import tensorflow`, which is what a user would try instead.

Both in fresh processes, in turn, in one run.

    python tests/bench/doctor.py
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

PAIRS = 15
LIMIT = 15
COMMANDS = {
    "kerascompat doctor": [os.path.join(os.path.dirname(sys.executable), "kerascompat"), "doctor"],
    "import tensorflow": [sys.executable, "-c", "import tensorflow"],
}


def seconds(command: list[str]) -> float:
    """How long a command takes, from its start to its end."""
    begun = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, cwd=tempfile.gettempdir())
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    took: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        seconds(command)  # byte code and the disk's cache
    for _ in range(PAIRS):
        for name, command in COMMANDS.items():
            took[name].append(seconds(command))
    ours, theirs = (statistics.median(took[name]) for name in COMMANDS)
    ratios = [other / mine for mine, other in zip(*took.values())]
    low, middle, high = statistics.quantiles(ratios, n=4)
    print("doctor: `kerascompat doctor` against `python -c 'import tensorflow'`")
    print(f"  {ours * 1e3:.0f} against {theirs * 1e3:.0f} ms, medians of {PAIRS} pairs of processes")
    print(f"  times faster: median {middle:.1f}, quartiles {low:.1f} to {high:.1f} (wanted {LIMIT})")


if __name__ == "__main__":
    main()
