"""A combination put through the probe, and what came out as a row."""

from __future__ import annotations

import functools
import hashlib
import json
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kerascompat
from kerascompat._matrix import Releases, Row
from kerascompat.lab._environments import python_of
from kerascompat.lab._processes import Ended, clean_variables, run

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from kerascompat.lab._combinations import Combination
    from kerascompat.lab._environments import Store

PROBE = Path(__file__).with_name("probe")
_QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}


def steps() -> tuple[str, ...]:
    """The names of the probe's steps, in their order."""
    from kerascompat.lab.probe.command import STEPS

    return tuple(STEPS)


class ProbeError(Exception):
    """The probe gave no answer."""


@dataclass(frozen=True)
class Record:
    """What a probe wrote: the versions it found, and each step's end."""

    versions: dict[str, Any]
    steps: dict[str, dict[str, Any]]

    @property
    def open_step(self) -> str | None:
        """The step that was begun and not ended: it took the process with it."""
        return next((name for name, step in self.steps.items() if step["state"] == "started"), None)

    @property
    def missing(self) -> list[str]:
        """The steps that were never begun, though what they need was imported, or not even that was tried."""
        if self.steps.get("import", {}).get("state") == "failed":
            return []
        return [name for name in steps() if name not in self.steps]


def read_record(path: Path) -> Record:
    """The record of a probe.

    Raises:
        ProbeError: it says nothing of the versions, or refuses.
    """
    versions: dict[str, Any] = {}
    steps: dict[str, dict[str, Any]] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            entry = json.loads(line)
        except ValueError:  # the process died in the middle of it
            continue
        if "refused" in entry:
            raise ProbeError(entry["refused"])
        if "versions" in entry:
            versions = entry["versions"]
        else:
            steps[entry["step"]] = entry
    if not versions:
        message = "the probe ended before it said what is installed"
        raise ProbeError(message)
    return Record(versions, steps)


def measure(combination: Combination, store: Store, log: Path, limit: float, stop: threading.Event) -> Row:
    """Build the environment and put it through the probe.

    Args:
        combination: what to measure.
        store: where environments are kept.
        log: the file for what build and probe print.
        limit: seconds for one run of the probe; a minute is usual.
        stop: ends it.

    Raises:
        BuildError: the environment cannot be had.
        ProbeError: the probe gave no answer.
        Stopped: `stop` was set.
    """
    log.unlink(missing_ok=True)
    with store.environment(combination.environment, log, stop) as environment:  # noqa: SIM117 - Python 3.9
        with tempfile.TemporaryDirectory(prefix="kerascompat-lab-") as temporary:
            probe = functools.partial(run, log=log, limit=limit, stop=stop)
            record = _probe(combination, environment, Path(temporary), probe)
    return _row(combination, record, log)


def _probe(combination: Combination, environment: Path, temporary: Path, probe: Callable[..., Ended]) -> Record:
    """Run the probe; where a step takes the process with it, once more from the next step on."""
    package = Path(kerascompat.__file__).parent
    copy = temporary / "path" / "kerascompat"
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__"))
    home = temporary / "home"
    home.mkdir()
    variables = clean_variables(
        environment, home, {**_QUIET, **dict(combination.variables), "PYTHONPATH": str(copy.parent)}
    )
    path = temporary / "record.jsonl"
    command = [str(python_of(environment)), str(PROBE), str(path)]
    after: list[str] = []
    while True:
        ended = probe([*command, *after], variables=variables, folder=temporary)
        record = read_record(path)
        fallen = record.open_step
        for step in record.missing if fallen is None else [fallen]:
            _end_step(path, step, ended)
        if fallen in (None, "import"):
            return read_record(path)
        after = ["--after", fallen]


def _end_step(path: Path, step: str, ended: Ended) -> None:
    """Write down how a step ended that could not do so itself."""
    error = f"the process ended: {ended}" if not ended.timed_out else f"not done after {int(ended.seconds)} s"
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps({"step": step, "state": "failed", "error": error, "cause": error}) + "\n")


def _row(combination: Combination, record: Record, log: Path) -> Row:
    installed = dict(record.versions)
    choice = installed.pop("choice")
    del installed["python"]
    backend = choice["backend"]
    failed = {name: step for name, step in record.steps.items() if step["state"] == "failed"}
    releases = Releases(
        python=combination.python,
        tensorflow=installed.get("tensorflow"),
        provider=choice["provider"],
        version=choice["version"],
        backend=backend,
        backend_version=installed.get(backend) if backend not in ("tensorflow", "numpy") else None,
        numpy=installed.get("numpy"),
        protobuf=installed.get("protobuf"),
    )
    return Row(
        releases,
        variable=dict(combination.variables).get("TF_USE_LEGACY_KERAS"),
        failed=tuple((name, step["error"]) for name, step in failed.items()),
        error=next((step["cause"] for step in failed.values()), None),
        absent=tuple(name for name, step in record.steps.items() if step["state"] == "absent"),
        date=time.strftime("%Y-%m-%d", time.gmtime()),
        asked=combination.command,
        command=combination.exact(installed).command,
        log=hashlib.sha256(log.read_bytes()).hexdigest()[:16],
    )
