"""Builds of the sources that git knows of, in folders that differ in all that must not matter.

python tests/package/builds.py dist    build a wheel and an sdist into a folder
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFTOVERS = (
    "src/kerascompat/__pycache__/_api.cpython-311.pyc",
    "src/kerascompat/.ruff_cache/0",
    "src/kerascompat.egg-info/PKG-INFO",
    "tests/unit/__pycache__/given.cpython-311.pyc",
    ".nox/worlds/pyvenv.cfg",
    "dist/kerascompat-0.0.0.tar.gz",
    "build/lib/kerascompat/__init__.py",
)
"""What lies about in a folder in which somebody works, and is in no package."""


def git(*arguments: str, root: Path = ROOT) -> str:
    """What git says."""
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True).stdout


def epoch(root: Path = ROOT) -> str:
    """The time of the last commit: the date of every file in the packages."""
    return git("log", "-1", "--format=%ct", root=root).strip()


def copy(folder: Path, *, umask: int = 0o022, modified: int | None = None, leftovers: bool = False) -> Path:
    """A copy of the files that git knows of or would add; those are made as if git had checked them out."""
    before = os.umask(umask)
    try:
        for name in git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
            if not name or not (ROOT / name).is_file():
                continue
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
            if modified is not None:
                os.utime(target, (modified, modified))
        for name in LEFTOVERS if leftovers else ():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("left over\n", encoding="utf-8")
    finally:
        os.umask(before)
    return folder


def build(source: Path, into: Path, *targets: str, umask: int = 0o022) -> dict[str, Path]:
    """Build, with the hatchling that is installed beside this Python; the files by their names."""
    env = {**os.environ, "SOURCE_DATE_EPOCH": epoch()}
    env.pop("PYTHONPATH", None)
    chosen = [argument for target in targets or ("wheel", "sdist") for argument in ("-t", target)]
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(into), *chosen]
    before = os.umask(umask)
    try:
        subprocess.run(command, cwd=source, env=env, check=True, stdout=subprocess.DEVNULL)
    finally:
        os.umask(before)
    return {file.name: file for file in sorted(into.iterdir())}


def unpacked(sdist: Path, folder: Path) -> Path:
    """The one folder of an sdist."""
    with tarfile.open(sdist) as archive:
        archive.extractall(folder)
    (only,) = folder.iterdir()
    return only


def dates(sdist: Path) -> set[int]:
    """The dates of the files of an sdist."""
    with tarfile.open(sdist) as archive:
        return {int(member.mtime) for member in archive.getmembers()}


def digest(file: Path) -> str:
    """The SHA-256 of a file, as `sha256sum` prints it."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def main(into: str) -> None:
    """Build into a folder, from a copy of what git knows of, and print the digests."""
    folder = Path(into).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("kerascompat-*"):
        file.unlink()
    with tempfile.TemporaryDirectory() as temporary:
        for name, file in build(copy(Path(temporary) / "source"), Path(temporary) / "built").items():
            shutil.move(file, folder / name)
            print(f"{digest(folder / name)}  {name}")


if __name__ == "__main__":
    main(sys.argv[1])
