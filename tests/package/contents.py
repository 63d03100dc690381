"""What is in the wheel and in the sdist: the pinned lists, and what differs from them.

`wheel.txt` and `sdist.txt` have every file but those that follow from another list: the modules of the surfaces come
from `tests/types/modules.txt` and the bridges, and all of the wheel's sources are in the sdist too.

    python tests/package/contents.py dist/*    write the lists anew from a wheel and an sdist; the diff is for review
"""

from __future__ import annotations

import re
import sys
import tarfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "types"))

from stubs import listed, stubs  # noqa: E402 - it lies with the tests of the stubs

METADATA = re.compile(r"kerascompat-[^/]+\.dist-info/")
TOP = re.compile(r"kerascompat-[^/]+/")
UNWANTED = re.compile(r"(?i)\.py[co]$|__pycache__|\.egg-info|(^|/)\.(?!gitignore$)|~$|\.orig$|\.rej$|\.log$")
"""Byte code, caches, hidden folders, leftovers of editors: never in either, whatever the lists say."""


def of_wheel(file: Path) -> list[str]:
    """The files of a wheel; the version in the name of its metadata is left out."""
    with zipfile.ZipFile(file) as archive:
        return sorted(METADATA.sub("dist-info/", name) for name in archive.namelist() if not name.endswith("/"))


def of_sdist(file: Path) -> list[str]:
    """The files of an sdist, below its one folder."""
    with tarfile.open(file) as archive:
        members = [member for member in archive.getmembers() if not member.isdir()]
    strange = [member.name for member in members if not (member.isfile() and TOP.match(member.name))]
    if strange:
        message = f"{file.name} has what is no plain file below its folder: {', '.join(strange)}"
        raise ValueError(message)
    return sorted(TOP.sub("", member.name, count=1) for member in members)


def derived() -> set[str]:
    """The files of the surfaces' modules, as they are in the wheel."""
    return set(stubs(listed()))


def expected(kind: str) -> list[str]:
    """What is to be in a `wheel` or an `sdist`."""
    files = {*pinned("wheel"), *derived()}
    if kind == "sdist":
        sources = {f"src/{name}" for name in files if not name.startswith("dist-info/")}
        files = {*pinned("sdist"), *sources}
    return sorted(files)


def pinned(kind: str) -> list[str]:
    """The lines of a list."""
    return (HERE / f"{kind}.txt").read_text(encoding="utf-8").split("\n")[:-1]


def differences(wanted: list[str], found: list[str]) -> list[str]:
    """A line for each file that is missing, extra, unwanted, or in the archive twice."""
    lines = [f"missing: {name}" for name in sorted({*wanted} - {*found})]
    lines += [f"not in the list: {name}" for name in sorted({*found} - {*wanted})]
    lines += [f"never to be packed: {name}" for name in found if UNWANTED.search(name)]
    lines += [f"packed twice: {name}" for name in sorted({name for name in found if found.count(name) > 1})]
    return lines


def write(wheel: Path, sdist: Path) -> None:
    """Write the lists from what was built."""
    kept = [name for name in of_wheel(wheel) if name not in derived()]
    (HERE / "wheel.txt").write_text("\n".join([*kept, ""]), encoding="utf-8")
    kept = [name for name in of_sdist(sdist) if not name.startswith("src/")]
    (HERE / "sdist.txt").write_text("\n".join([*kept, ""]), encoding="utf-8")


if __name__ == "__main__":
    built = sorted(Path(name) for name in sys.argv[1:])
    write(next(file for file in built if file.suffix == ".whl"), next(file for file in built if file.suffix == ".gz"))
