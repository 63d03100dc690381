"""`kerascompat lab api`: the public API of every Keras, walked by import, into `api.json` and `signatures.json`."""

from __future__ import annotations

import datetime as dt
import functools
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from kerascompat.lab import walk
from kerascompat.lab._api import Record, Subject, merge, subjects
from kerascompat.lab._environments import Store, python_of
from kerascompat.lab._files import write_whole
from kerascompat.lab._jobs import run_jobs
from kerascompat.lab._processes import clean_variables
from kerascompat.lab._processes import run as run_process
from kerascompat.lab._stopping import stopping

if TYPE_CHECKING:
    import argparse
    import threading

_QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}


class WalkError(Exception):
    """The walk through a release gave no record."""


def run(arguments: argparse.Namespace) -> int:
    """Walk every release; 0, 1 where one cannot be walked (the files are then as they were), 2 without the registry."""
    console = Console(stderr=True)
    say = functools.partial(console.out, highlight=False)
    try:
        registry = json.loads((arguments.data / "registry.json").read_text(encoding="utf-8"))["distributions"]
        wanted = subjects(registry)
        arguments.logs.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        path = arguments.data / "registry.json"
        say(f"kerascompat lab api: {path}: {type(error).__name__}: {error}; `kerascompat lab registry` writes it")
        return 2
    store = Store(arguments.cache, arguments.cache_size, say)
    found: dict[Subject, Record] = {}

    def ended(name: str, record: Record) -> str:
        found[record.subject] = record
        return f"{name}: {', '.join(f'{len(view)} names of {label}' for label, view in record.views.items())}"

    jobs = {each.name: functools.partial(_walk, each, store, arguments.logs, arguments.timeout) for each in wanted}
    with stopping() as stop:
        lost = run_jobs(jobs, arguments.jobs, ended, console, stop)
    if lost:
        say(f"{len(lost)} of {len(wanted)} releases have no record: nothing is written")
        return 1
    date = arguments.date or dt.datetime.now(dt.timezone.utc).date()
    names, signatures = merge([found[each] for each in wanted], date.isoformat())
    write_whole(arguments.data / "api.json", names)
    write_whole(arguments.data / "signatures.json", signatures)
    return 0


def _walk(subject: Subject, store: Store, logs: Path, limit: float, stop: threading.Event) -> Record:
    """Build the environment of a release and walk through its API.

    Raises:
        BuildError: the environment cannot be had.
        WalkError: the walk ended without a record.
    """
    log = logs / f"{subject.provider}-{subject.release}.txt"
    log.unlink(missing_ok=True)
    with store.environment(subject.pins, log, stop) as environment, tempfile.TemporaryDirectory() as temporary:
        home, path = Path(temporary, "home"), Path(temporary, "record.json")
        home.mkdir()
        legacy = {"TF_USE_LEGACY_KERAS": "1"} if subject.provider == "tf_keras" else {}
        roots = [f"{label}={root}" for label, root in subject.roots.items()]
        command = [str(python_of(environment)), walk.__file__, str(path), *roots]
        variables = clean_variables(environment, home, {**_QUIET, **legacy})
        ended = run_process(command, variables=variables, folder=Path(temporary), log=log, limit=limit, stop=stop)
        if not path.exists():
            message = f"{ended}; its output is in {log}"
            raise WalkError(message)
        found = json.loads(path.read_text(encoding="utf-8"))
    if found["versions"].get(subject.provider) != subject.release:
        message = f"found {found['versions']} where {subject.name} was asked for"
        raise WalkError(message)
    return Record(subject, found["views"], found["classes"])
