"""What the decision alone costs, in a fresh process and again, with 10 and with 1,000 distributions installed.

Beside it, in the same site-packages, what a user would do instead: read the installed versions and the variable, which
says what is installed, or import TensorFlow and look, which is sure. The latter takes a real TensorFlow, and so do we
there.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import rows

import kerascompat

PAIRS = 61
REAL_PAIRS = 11
CODE = """
import time
start = time.perf_counter()
import kerascompat
kerascompat.resolve()
cold = time.perf_counter() - start
times = []
for _ in range(50):
    start = time.perf_counter()
    kerascompat.resolve()
    times.append(time.perf_counter() - start)
print(cold, sorted(times)[len(times) // 2])
"""
VERSIONS = """
import time
def read():
    import os
    from importlib.metadata import PackageNotFoundError, version
    found = [os.environ.get("TF_USE_LEGACY_KERAS")]
    for name in ("tensorflow", "keras", "tf-keras"):
        try:
            found.append(version(name))
        except PackageNotFoundError:
            found.append(None)
start = time.perf_counter()
read()
cold = time.perf_counter() - start
times = []
for _ in range(50):
    start = time.perf_counter()
    read()
    times.append(time.perf_counter() - start)
print(cold, sorted(times)[len(times) // 2])
"""
LOOK = """
import time
start = time.perf_counter()
import tensorflow as tf
tf.keras.Model.__module__
print(time.perf_counter() - start, 0)
"""
FILES = {
    "tensorflow/__init__.py": "",
    "tensorflow-2.16.2.dist-info/METADATA": "Metadata-Version: 2.1\nName: tensorflow\nVersion: 2.16.2\n",
    "keras/__init__.py": "",
    "keras/_tf_keras/__init__.py": "",
    "keras/src/__init__.py": "",
    "keras/src/version.py": '__version__ = "3.15.1"\n',
    **{
        f"keras/src/backend/{name}/__init__.py": ""
        for name in (".", "common", "tensorflow", "jax", "torch", "numpy", "openvino")
    },
}


def site(folder: Path, distributions: int) -> Path:
    """Site-packages with TensorFlow, Keras, kerascompat's own requirement, and that many distributions."""
    files = dict(FILES)
    for number in range(distributions - 2):
        name = f"package_{number}"
        files[f"{name}/__init__.py"] = ""
        files[f"{name}-1.0.{number}.dist-info/METADATA"] = (
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.{number}\n"
        )
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    import packaging

    for package in (kerascompat, packaging):
        source = Path(package.__file__).parent
        (folder / source.name).symlink_to(source, target_is_directory=True)
    return folder


def milliseconds(code: str, folder: Path | None = None) -> tuple[float, float]:
    """(cold, warm) in a new process whose only packages are those in the folder, or those installed here."""
    only = {"env": {"PYTHONPATH": str(folder), "HOME": str(folder)}} if folder else {}
    command = [sys.executable, *(["-S"] if folder else []), "-c", code]
    with tempfile.TemporaryDirectory() as empty:
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=empty, **only)
    cold, warm = done.stdout.split()[-2:]
    return float(cold) * 1e3, float(warm) * 1e3


def main() -> None:
    """Measure in interleaved pairs, print two lines, and write what is asked for."""
    given = rows.arguments()
    with tempfile.TemporaryDirectory() as temporary:
        sites = {number: site(Path(temporary) / str(number), number) for number in (10, 1000)}
        for folder in sites.values():
            milliseconds(CODE, folder)
        ours, read = [], []
        for _ in range(PAIRS):
            ours.append({number: milliseconds(CODE, folder) for number, folder in sites.items()})
            read.append({number: milliseconds(VERSIONS, folder) for number, folder in sites.items()})
    for column, name in enumerate(("cold", "warm")):
        few, many = ([row[number][column] for row in ours] for number in (10, 1000))
        more = sorted(b - a for a, b in zip(few, many))
        low, middle, high = statistics.quantiles(more, n=4)
        print(
            f"decision, {name}: {statistics.median(few):.1f} ms with 10 distributions,"
            f" {statistics.median(many):.1f} ms with 1,000; difference of {PAIRS} pairs: median {middle:+.2f} ms,"
            f" quartiles {low:+.2f} to {high:+.2f} (limit +3)"
        )
    measured = []
    for column, name in enumerate(("`import kerascompat; kerascompat.resolve()`", "`resolve()` again")):
        for number in (10, 1000):
            mine, yours = ([row[number][column] for row in each] for each in (ours, read))
            instead = "`importlib.metadata.version` of tensorflow, keras and tf-keras, and the variable"
            where = f"{rows.versions()}, {number:,} distributions"
            measured.append(rows.row("Decision", name, instead, "ms", mine, yours, where))
    for code in (CODE, LOOK):
        milliseconds(code)
    mine, yours = zip(*((milliseconds(CODE)[0], milliseconds(LOOK)[0]) for _ in range(REAL_PAIRS)))
    looked = "`import tensorflow as tf; tf.keras.Model.__module__`"
    measured.append(
        rows.row("Decision", "`import kerascompat; kerascompat.resolve()`", looked, "ms", list(mine), list(yours))
    )
    rows.hand_over(measured, given.json)


if __name__ == "__main__":
    main()
