"""The command: runs the steps in their order and writes down each, before it starts and when it has ended."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from contextlib import redirect_stdout

from . import building, layers, members, saving, training
from .outcome import Absent, describe, line
from .world import World

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Optional

    from kerascompat import Choice

STEPS: dict[str, Callable[[World], None]] = {
    "import": building.import_,
    "parity": building.parity,
    "sequential": building.sequential,
    "functional": building.functional,
    "subclassed": building.subclassed,
    "fit_arrays": training.fit_arrays,
    "fit_dataset": training.fit_dataset,
    "fit_generator": training.fit_generator,
    "custom_loop": training.custom_loop,
    "optimizers": members.optimizers,
    "losses": members.losses,
    "metrics": members.metrics,
    "callbacks": members.callbacks,
    "convolution": layers.convolution,
    "recurrent": layers.recurrent,
    "attention": layers.attention,
    "normalization": layers.normalization,
    "preprocessing": layers.preprocessing,
    "save_keras": saving.save_keras,
    "save_h5": saving.save_h5,
    "save_weights": saving.save_weights,
    "export": saving.export,
    "tflite": saving.tflite,
    "custom_objects": saving.custom_objects,
    "mixed_precision": training.mixed_precision,
    "distribution": training.distribution,
    "application": layers.application,
    "config": saving.config,
}
"""The steps, in the order in which they run; the docstring of each says what it does."""

PASSED, FAILED, REFUSED = 0, 1, 3

_DISTRIBUTIONS = (
    "tensorflow",
    "tensorflow-cpu",
    "tensorflow-intel",
    "tensorflow-macos",
    "tf-nightly",
    "tf-nightly-cpu",
    "keras",
    "keras-nightly",
    "keras-core",
    "tf-keras",
    "tf-keras-nightly",
    "jax",
    "jaxlib",
    "torch",
    "openvino",
    "numpy",
    "protobuf",
    "ml-dtypes",
    "h5py",
    "scipy",
)


class Record:
    """A file of JSON lines; each is on the disk before the next step can end the process."""

    def __init__(self, path: str) -> None:
        self.path = path

    def write(self, entry: dict[str, Any]) -> None:
        """Append one line."""
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")
            file.flush()
            os.fsync(file.fileno())


def main(arguments: Sequence[str]) -> int:
    """Run the probe; the result is the exit code."""
    from kerascompat import KerasCompatError, resolve

    parser = argparse.ArgumentParser(prog="probe", description=__doc__)
    parser.add_argument("record", help="the file to which the lines are appended")
    parser.add_argument("--after", choices=list(STEPS), metavar="STEP", help="go on after the step that ended Python")
    parser.add_argument("--steps", type=_names, default=list(STEPS), metavar="A,B", help="only these steps")
    options = parser.parse_args(arguments)
    record = Record(options.record)
    try:
        choice = resolve()
    except KerasCompatError as refusal:
        record.write({"refused": line(str(refusal)), "versions": _versions()})
        return REFUSED
    if options.after is None:
        record.write({"versions": {**_versions(), "choice": _summary(choice)}})
    # What Keras prints must not mix with what the caller reads.
    with redirect_stdout(sys.stderr):
        return _run(record, World(choice), options.after, options.steps)


def _names(text: str) -> list[str]:
    names = text.split(",")
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        message = f"no such step: {', '.join(unknown)}"
        raise argparse.ArgumentTypeError(message)
    return names


def _run(record: Record, world: World, after: Optional[str], wanted: Sequence[str]) -> int:
    order = list(STEPS)
    rest = [name for name in order[order.index(after) + 1 if after else 0 :] if name in wanted]
    if rest[:1] == ["import"]:
        outcomes = [_record(record, world, rest.pop(0))]
        if outcomes == [FAILED]:
            return FAILED
    else:
        outcomes = []
        try:
            building.import_(world)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what ends every step
            fields = describe(error)
            for name in rest:
                record.write({"step": name, "state": "failed", "seconds": 0.0, **fields})
            return FAILED
    outcomes += [_record(record, world, name) for name in rest]
    return max(outcomes, default=PASSED)


def _record(record: Record, world: World, name: str) -> int:
    """Run one step between its two lines."""
    record.write({"step": name, "state": "started"})
    start = time.perf_counter()
    ending: dict[str, object] = {"state": "passed"}
    try:
        _run_step(world, name)
    except Absent as absence:
        ending = {"state": "absent", "why": str(absence)}
    except (Exception, SystemExit) as error:  # noqa: BLE001 - any failure is the answer
        ending = {"state": "failed", **describe(error)}
    seconds = round(time.perf_counter() - start, 2)
    record.write({"step": name, "state": ending.pop("state"), "seconds": seconds, **ending})
    return FAILED if "error" in ending else PASSED


def _run_step(world: World, name: str) -> None:
    print(f"--- {name}", file=sys.stderr)
    if name != "import":
        # Names such as `dense_3` in errors must not depend on the steps before.
        world.keras.backend.clear_session()
    with tempfile.TemporaryDirectory() as world.folder:
        STEPS[name](world)


def _versions() -> dict[str, Any]:
    from importlib.metadata import PackageNotFoundError, version

    versions = {"python": platform.python_version()}
    for name in _DISTRIBUTIONS:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            continue
    return versions


def _summary(choice: Choice) -> dict[str, Any]:
    fields = ("provider", "version", "generation", "backend", "rule")
    return {field: getattr(choice, field) for field in fields}
