"""The first access to a name that no Keras has, in fresh processes: of kerascompat, and of the provider itself.

Ours looks the name up in the history of every Keras, to say which has it; the other says only that it is missing.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile

import rows

PROCESSES = 9
CODE = """
import json, time
import keras as theirs
from kerascompat import keras as ours
def missed(module, name):
    begun = time.perf_counter()
    try:
        getattr(module, name)
    except AttributeError:
        return time.perf_counter() - begun
    raise SystemExit("this name was to be missing")
print(json.dumps([[missed(each, name) * 1e3 for each in (ours.layers, theirs.layers)] for name in NAMES]))
"""
NAMES = ("Dnse", "Flaten")


def main() -> None:
    """Measure, print, and write what is asked for."""
    given = rows.arguments()
    took = []
    for _ in range(PROCESSES):
        command = [sys.executable, "-c", CODE.replace("NAMES", repr(NAMES))]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tempfile.gettempdir())
        took.append(json.loads(done.stdout.splitlines()[-1]))
    measured = []
    for number, which in enumerate(("the first", "the second")):
        ours, theirs = ([each[number][side] for each in took] for side in (0, 1))
        what = f"{which} missing name of a process, `keras.layers.{NAMES[number]}`"
        measured.append(rows.row("A name that is missing", what, "the same of `import keras`", "ms", ours, theirs))
    rows.hand_over(measured, given.json)


if __name__ == "__main__":
    main()
