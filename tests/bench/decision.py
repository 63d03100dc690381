"""What the decision alone costs, in a fresh process and again, with 10 and with 1,000 distributions installed."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import kerascompat

PAIRS = 61
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


def milliseconds(folder: Path) -> tuple[float, float]:
    """(cold, warm) in a new process whose only packages are those in the folder."""
    command = [sys.executable, "-S", "-c", CODE]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(folder), "HOME": str(folder)}
    )
    cold, warm = done.stdout.split()
    return float(cold) * 1e3, float(warm) * 1e3


def main() -> None:
    """Measure in interleaved pairs and print two lines."""
    with tempfile.TemporaryDirectory() as temporary:
        sites = {number: site(Path(temporary) / str(number), number) for number in (10, 1000)}
        for folder in sites.values():
            milliseconds(folder)
        rows = [{number: milliseconds(folder) for number, folder in sites.items()} for _ in range(PAIRS)]
    for column, name in enumerate(("cold", "warm")):
        few, many = ([row[number][column] for row in rows] for number in (10, 1000))
        more = sorted(b - a for a, b in zip(few, many))
        low, middle, high = statistics.quantiles(more, n=4)
        print(
            f"decision, {name}: {statistics.median(few):.1f} ms with 10 distributions,"
            f" {statistics.median(many):.1f} ms with 1,000; difference of {PAIRS} pairs: median {middle:+.2f} ms,"
            f" quartiles {low:+.2f} to {high:+.2f} (limit +3)"
        )


if __name__ == "__main__":
    main()
