"""Where the interpreters of this machine are. Standard library only: the noxfile uses it too."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from collections.abc import Iterator

PYTHONS = ("3.9", "3.10", "3.11", "3.12", "3.13")
"""The minor versions that kerascompat speaks of."""


@functools.cache
def find_python(version: str) -> Optional[str]:
    """The interpreter of that version (`3.11`) on this machine, or None: this one, one on the path, one of pyenv."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        return str(getattr(sys, "_base_executable", "") or sys.executable)
    return next((found for found in map(shutil.which, _candidates(version)) if found and _is(found, version)), None)


def _candidates(version: str) -> Iterator[str]:
    yield f"python{version}"
    yield from map(str, sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python")))


def _is(executable: str, version: str) -> bool:
    """Whether it runs at all: pyenv leaves a `python3.9` on the path that only says that it is not chosen."""
    code = f"import sys; raise SystemExit('{version}' != '%d.%d' % sys.version_info[:2])"
    return subprocess.run([executable, "-c", code], capture_output=True, check=False).returncode == 0  # noqa: S603
