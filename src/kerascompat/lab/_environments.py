"""Environments built from pins, kept by what they resolve to, pruned by size."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import sys
import threading
import uuid
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import uv

from kerascompat.lab._processes import run
from kerascompat.lab._pythons import find_python

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_LIMIT = 3600.0
"""Seconds for one step of a build: downloads may be slow."""

_UNREACHABLE = ("Failed to fetch", "error sending request", "Could not connect", "dns error", "timed out")

_DRAWING = re.compile(r"[^\x00-\x7f]")
"""What uv frames its reasons with."""


@dataclass(frozen=True)
class Pins:
    """What an environment is made of.

    Attributes:
        python: the minor version of the interpreter, `3.11`.
        requirements: what is resolved together, as `pip install` takes them.
        forced: versions that hold against what the others declare.
        pip: what pip itself installs first: builds that uv is not configured to find.
        wheels: local wheels and their extras: `(("dist/mylib-1.0-py3-none-any.whl", "test"),)`.
    """

    python: str
    requirements: tuple[str, ...]
    forced: tuple[str, ...] = ()
    pip: tuple[str, ...] = ()
    wheels: tuple[tuple[str, str], ...] = ()


class BuildError(Exception):
    """An environment cannot be had: `kind` is `no-python`, `unreachable`, `unresolved` or `not-installed`."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind = kind


class Store:
    """The environments of one folder.

    Args:
        folder: where they lie.
        limit: bytes that they may take; beyond, the ones unused for longest are removed.
        say: takes a line about what was found amiss, and mended.
    """

    def __init__(self, folder: Path, limit: int, say: Callable[[str], None]) -> None:
        self.folder = folder.absolute()
        self.limit = limit
        self._say = say
        self._uv = uv.find_uv_bin()  # here, since `sysconfig`, which it asks, is no place for two threads at once
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._guard = threading.Lock()

    @contextlib.contextmanager
    def environment(self, pins: Pins, log: Path, stop: threading.Event) -> Iterator[Path]:
        """The folder of an environment with these pins, built where there is none; it is kept while in use.

        Args:
            pins: what it is made of.
            log: the file that takes what the build prints.
            stop: ends a build; nothing of it is left.

        Raises:
            BuildError: it cannot be resolved or installed.
            Stopped: `stop` was set.
        """
        interpreter = find_python(pins.python)
        if interpreter is None:
            text = f"Python {pins.python} is not on this machine; install it, or leave it out of --python"
            raise BuildError(kind="no-python", text=text)
        build = _Build(
            self._uv, pins, interpreter, self.folder / f"building-{os.getpid()}-{uuid.uuid4().hex[:8]}", log, stop
        )
        build.folder.mkdir(parents=True)
        try:
            build.resolve()
            with self._guard:
                lock = self._locks[build.key]
            with lock:
                folder = self.folder / build.key
                if not self._is_whole(folder):
                    self._make_room()
                    build.install()
                    build.move(folder)
                use = folder / f"in-use-{os.getpid()}-{uuid.uuid4().hex[:8]}"
                use.touch()
        finally:
            shutil.rmtree(build.folder, ignore_errors=True)
        try:
            yield folder / "environment"
        finally:
            use.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                _write_note(folder / "used.json", bytes=_weigh(folder / "environment")[2])

    def _is_whole(self, folder: Path) -> bool:
        """Whether a kept environment is as it was built; one that is not is removed."""
        if not folder.exists():
            return False
        if any(map(_is_alive, folder.glob("in-use-*"))):
            return True  # whatever the command in it has added: it must not be taken away from it
        files, content, _ = _weigh(folder / "environment")
        if _noted(folder / "built.json") == {"files": files, "content": content}:
            return True
        self._say(f"the kept environment {folder} is damaged, and built again")
        shutil.rmtree(folder, ignore_errors=True)
        return False

    def _make_room(self) -> None:
        """Remove what dead processes left half built, and the environments that are beyond the limit."""
        for left in self.folder.glob("building-*"):
            if not _is_alive(left):
                shutil.rmtree(left, ignore_errors=True)
        found = {each.parent: each.stat().st_mtime for each in self.folder.glob("*/used.json")}
        sizes = {each: _noted(each / "used.json").get("bytes", 0) for each in found}
        total = sum(sizes.values())
        for each in sorted(found, key=lambda each: found[each]):
            if any(map(_is_alive, each.glob("in-use-*"))):
                continue
            if total <= self.limit:
                return
            shutil.rmtree(each, ignore_errors=True)
            total -= sizes[each]


@dataclass
class _Build:
    """One environment on its way: resolved to a lock, installed from it, moved to its place."""

    uv: str
    pins: Pins
    interpreter: str
    folder: Path
    log: Path
    stop: threading.Event
    key: str = ""

    def resolve(self) -> None:
        """Write the lock; its text, the interpreter and the local wheels' content are the key."""
        wheels = [_as_requirement(*each) for each in self.pins.wheels]
        _write_lines(self.folder / "requirements.txt", [*self.pins.requirements, *wheels])
        _write_lines(self.folder / "forced.txt", self.pins.forced)
        lock = self.folder / "lock.txt"
        arguments = ["--override", str(self.folder / "forced.txt"), "--no-header", "--no-annotate", "--quiet"]
        self._uv(
            "unresolved",
            "compile",
            str(self.folder / "requirements.txt"),
            "--output-file",
            str(lock),
            "--python",
            self.interpreter,
            *arguments,
        )
        text = lock.read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if "@ file:" not in line]
        identity = (os.path.realpath(self.interpreter), self.pins.pip, lines, [*map(content_of, self.pins.wheels)])
        self.key = hashlib.sha256(json.dumps(identity).encode()).hexdigest()[:24]

    def install(self) -> None:
        """Make the environment in the build's own folder."""
        environment = self.folder / "environment"
        seed = ["--seed"] if self.pins.pip else []
        self._call(
            "not-installed",
            [self.uv, "venv", "--quiet", "--relocatable", *seed, "--python", self.interpreter, str(environment)],
        )
        python = str(python_of(environment))
        if self.pins.pip:
            self._call("not-installed", [python, "-m", "pip", "install", "--quiet", *self.pins.pip])
        self._uv(
            "not-installed", "install", "--quiet", "--no-deps", "--python", python, "-r", str(self.folder / "lock.txt")
        )
        files, content, own = _weigh(environment)
        _write_note(self.folder / "built.json", files=files, content=content)
        _write_note(self.folder / "used.json", bytes=own)

    def move(self, folder: Path) -> None:
        """Put it in its place, whole; where another process was quicker, its environment is as good."""
        with contextlib.suppress(OSError):
            self.folder.rename(folder)
        if not folder.exists():
            text = f"{folder} cannot be made"
            raise BuildError(kind="not-installed", text=text)

    def _uv(self, kind: str, *arguments: str) -> None:
        self._call(kind, [self.uv, "pip", *arguments])

    def _call(self, kind: str, command: Sequence[str]) -> None:
        start = self.log.stat().st_size if self.log.exists() else 0
        ended = run(command, variables=_build_variables(os.environ), log=self.log, limit=_LIMIT, stop=self.stop)
        if ended.code == 0 and not ended.timed_out:
            return
        with self.log.open("rb") as file:
            file.seek(start)
            text = " ".join(_DRAWING.sub("", file.read().decode(errors="replace")).split())
        if any(sign in text for sign in _UNREACHABLE):
            kind = "unreachable"
        raise BuildError(kind, text or f"{Path(command[0]).name} {command[1]}: {ended}")


def content_of(wheel: tuple[str, str]) -> tuple[str, tuple[tuple[str, int], ...]]:
    """A wheel's extras, names and checksums: what it installs, whenever it was built."""
    path, extras = wheel
    with zipfile.ZipFile(path) as archive:
        return extras, tuple(sorted((each.filename, each.CRC) for each in archive.infolist()))


def python_of(environment: Path) -> Path:
    """The interpreter of an environment."""
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _build_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """The caller's, with what configures the index and the caches, without what chooses a Python or its packages."""
    return {name: value for name, value in variables.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "CONDA"))}


def _as_requirement(wheel: str, extras: str) -> str:
    name = Path(wheel).name.partition("-")[0]
    return f"{name}[{extras}] @ {Path(wheel).resolve().as_uri()}"


def _write_lines(path: Path, lines: Sequence[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _write_note(path: Path, **numbers: int) -> None:
    path.write_text(json.dumps(numbers), encoding="utf-8")


def _noted(path: Path) -> dict[str, int]:
    """The numbers of a note; none where it is missing or damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and all(isinstance(each, int) for each in found.values()) else {}


def _weigh(environment: Path) -> tuple[int, int, int]:
    """The files that use does not add to, their bytes, and the bytes that the folder's removal would free.

    Files that are linked from elsewhere, from uv's own cache, would stay there.
    """
    files = content = own = 0
    for parent, _, names in os.walk(environment):
        for name in names:
            with contextlib.suppress(OSError):
                status = os.lstat(os.path.join(parent, name))
                own += status.st_size if status.st_nlink == 1 else 0
                if not name.endswith(".pyc"):
                    files, content = files + 1, content + status.st_size
    return files, content, own


def _is_alive(mark: Path) -> bool:
    """Whether the process that a name ends with, `in-use-123-abc`, still runs."""
    number = mark.name.split("-")[-2]
    return number.isdigit() and psutil.pid_exists(int(number))
