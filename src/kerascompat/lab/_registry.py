"""What the releases of TensorFlow and Keras declare, out of what the package index says: `data/registry.json`."""

from __future__ import annotations

import contextlib
import email.parser
import json
import re
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Optional

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

from kerascompat.lab._files import write_whole
from kerascompat.lab._index import THREADS, File, Index, RegistryError, reading

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from packaging.specifiers import SpecifierSet

OLDEST = {"tensorflow": Version("2.12"), "keras": Version("2.12"), "tf-keras": Version("2.14")}
"""The distributions that are read, each from this version on."""

KEPT = frozenset({"h5py", "jax", "keras", "keras-nightly", "ml-dtypes", "numpy", "protobuf", "tensorflow", "tf-keras"})
"""The distributions that a requirement must name to be kept."""

NO_REASON = "no reason given"
"""What stands for the reason of a release that was withdrawn without one."""

_MINORS = range(6, 40)
_LINUX = {
    "extra": "",
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "platform_system": "Linux",
    "sys_platform": "linux",
}
_NAME = re.compile(r"\s*([A-Za-z0-9][\w.-]*)")
_OF_PYTHON = re.compile(r"\b(?:python_version|python_full_version|implementation_version)\b")


@dataclass
class Release:
    """One release: the wheel for each Python on Linux x86_64, oldest first; `""` stands for every Python."""

    name: str
    version: Version
    wheels: dict[str, File]
    yanked: Optional[str]


def releases(name: str, files: Iterable[File]) -> list[Release]:
    """The releases that a project's files make up, oldest first; a release without a wheel for us has no wheels.

    A release is withdrawn when all its wheels are; a single withdrawn wheel is left out, as installers do.
    """
    wheels: defaultdict[Version, list[tuple[str, File]]] = defaultdict(list)
    for file in sorted(files, key=lambda file: file.name):
        try:
            _, version, _, tags = parse_wheel_filename(file.name)
        except ValueError:  # an sdist, or a name from before there were rules for it
            continue
        found = wheels[version]
        pythons = {_python(tag.interpreter, tag.abi) for tag in tags if _fits(tag.platform)}
        found.extend((python, file) for python in pythons if python is not None)
    made = []
    for version in sorted(wheels):
        offered = [(python, file) for python, file in wheels[version] if file.yanked is None]
        reasons = {file.yanked for _, file in wheels[version] if file.yanked is not None}
        yanked = None if offered or not reasons else min(reasons - {""}, default=NO_REASON)
        usable = dict(offered or wheels[version])
        made.append(Release(name, version, {python: usable[python] for python in sorted(usable, key=_minor)}, yanked))
    return made


def _fits(platform: str) -> bool:
    # not `musllinux`: another C library
    return platform == "any" or (platform.startswith(("linux_", "manylinux")) and platform.endswith("_x86_64"))


def _python(interpreter: str, abi: str) -> Optional[str]:
    """The Python that a wheel is for, `""` where it is for each Python 3, None where it is for none of ours."""
    if abi == "none" and interpreter.startswith("py3"):
        return ""
    match = re.fullmatch(r"cp3(\d+)", interpreter)
    # `cp313t` is an interpreter of its own, without the lock; `abi3` would not tell which Pythons it was made for
    return f"3.{match.group(1)}" if match and abi == interpreter else None


def wanted(found: Sequence[Release], oldest: Version) -> list[Release]:
    """The final releases from a version on, and the newest pre-release where it is newer than all of them."""
    kept = [release for release in found if release.version >= oldest and not release.version.is_prerelease]
    newest = [release for release in found if release.yanked is None][-1:]
    return kept + [each for each in newest if each.version.is_prerelease and each.version >= oldest]


def kept_requirement(line: str) -> Optional[str]:
    """A requirement as it stands for Linux x86_64 without extras; None where it is of no interest or never holds.

    A marker that speaks of the Python stays as it is written; any other is answered.
    """
    match = _NAME.match(line)
    if match is None or canonicalize_name(match.group(1)) not in KEPT:
        return None
    requirement = Requirement(line)
    requirement.name = canonicalize_name(requirement.name)
    if requirement.marker is not None:
        if not any(_holds(requirement.marker, minor) for minor in _MINORS):
            return None
        if not _OF_PYTHON.search(str(requirement.marker)):
            requirement.marker = None
    return str(requirement)


def _holds(marker: Marker, minor: int) -> bool:
    version = f"3.{minor}"
    full = {"python_full_version": f"{version}.0", "implementation_version": f"{version}.0"}
    return marker.evaluate({**_LINUX, "python_version": version, **full})


def merged(lines: Mapping[str, Iterable[str]]) -> list[str]:
    """The requirements of all wheels of a release; one that not all declare gets a marker which says for which Pythons.

    Args:
        lines: by Python, the kept requirements of its wheel.
    """
    pythons = sorted(lines, key=_minor)
    declaring: defaultdict[str, list[str]] = defaultdict(list)
    for python in pythons:
        for line in set(lines[python]):
            declaring[line].append(python)
    return sorted(line if having == pythons else _only_for(line, having, pythons) for line, having in declaring.items())


def _only_for(line: str, having: Sequence[str], pythons: Sequence[str]) -> str:
    if having == pythons[: len(having)]:
        marker = f'python_version <= "{having[-1]}"'
    elif having == pythons[-len(having) :]:
        marker = f'python_version >= "{having[0]}"'
    else:
        marker = " or ".join(f'python_version == "{python}"' for python in having)
    requirement = Requirement(line)
    own = requirement.marker
    requirement.marker = Marker(marker if own is None else f"({own}) and ({marker})")
    return str(requirement)


def _minor(python: str) -> int:
    return int(python.partition(".")[2] or 0)


def nightlies(lines: Iterable[str], found: Sequence[Release]) -> list[Release]:
    """The nightly releases that requirements on `keras-nightly` bring: of each, the newest that it allows."""
    pins = [Requirement(line).specifier for line in lines]
    allowed = ([each for each in found if each.yanked is None and each.wheels and _allows(pin, each)] for pin in pins)
    return list({fitting[-1].version: fitting[-1] for fitting in allowed if fitting}.values())


def _allows(pin: SpecifierSet, release: Release) -> bool:
    return pin.contains(str(release.version), prereleases=True)


def read_registry(date: dt.date, progress: Callable[[str], None]) -> dict[str, Any]:
    """What the releases in the package index declare: Pythons, requirements among each other, and which are withdrawn.

    Args:
        date: the day of the reading.
        progress: takes a line for each project and each release.

    Raises:
        RegistryError: the index, or a single release, cannot be read.
    """
    with contextlib.closing(Index()) as index:
        chosen = [each for name, oldest in OLDEST.items() for each in wanted(_releases(index, name, progress), oldest)]
        facts = _facts(index, chosen, progress)
        ahead = [facts[place] for place, release in enumerate(chosen) if _is_ahead(release)]
        lines = sorted({line for each in ahead for line in each["requires"] if line.startswith("keras-nightly")})
        if lines:
            brought = nightlies(lines, _releases(index, "keras-nightly", progress))
            if not brought:
                asked = f"the release that {', '.join(lines)} brings"
                raise RegistryError(asked, "none in the package index fits")
            facts += _facts(index, brought, progress)
            chosen += brought
    distributions: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for release, declared in sorted(zip(chosen, facts), key=lambda pair: (pair[0].name, pair[0].version)):
        distributions[release.name][str(release.version)] = declared
    return {"date": str(date), "distributions": dict(distributions)}


def _is_ahead(release: Release) -> bool:
    return release.name == "tensorflow" and release.version.is_prerelease


def _releases(index: Index, name: str, progress: Callable[[str], None]) -> list[Release]:
    asked = f"the releases of {name} in the package index"
    with reading(asked):
        files = index.files(name)
    found = releases(name, files)
    progress(f"{name}: {len(found)} releases")
    if not found:
        raise RegistryError(asked, "no wheel of any release")
    return found


def _facts(index: Index, chosen: Sequence[Release], progress: Callable[[str], None]) -> list[dict[str, Any]]:
    facts = []
    with ThreadPoolExecutor(THREADS) as pool:
        try:
            reading = pool.map(lambda release: declared(index, release), chosen)
            for number, (release, fact) in enumerate(zip(chosen, reading), 1):
                progress(f"{release.name} {release.version} ({number}/{len(chosen)})")
                facts.append(fact)
        except BaseException:
            # what has not begun would otherwise be read before the error is seen
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return facts


def declared(index: Index, release: Release) -> dict[str, Any]:
    """What one release declares.

    Every wheel is read: those of one release can differ (the wheel of TensorFlow 2.22.0rc0 for Python 3.14 wants
    another h5py).

    Raises:
        RegistryError: it cannot be read, or has no wheel for Linux x86_64.
    """
    asked = f"what {release.name} {release.version} declares"
    if not release.wheels:
        raise RegistryError(asked, "no wheel for Linux x86_64 that is bound to a Python 3")
    pythons: list[str] = []
    lines: dict[str, list[str]] = {}
    for python, file in release.wheels.items():
        with reading(f"{asked}, from {file.name}"):
            metadata = email.parser.HeaderParser().parsestr(index.metadata(file))
            if Version(str(metadata["Version"])) != release.version:
                message = f"metadata of version {metadata['Version']}"
                raise ValueError(message)
            kept = map(kept_requirement, metadata.get_all("Requires-Dist") or ())
            lines[python] = [line for line in kept if line is not None]
            pythons.append(str(metadata["Requires-Python"] or ""))
    if len(set(pythons)) > 1:
        raise RegistryError(asked, f"wheels that disagree on Requires-Python: {', '.join(sorted(set(pythons)))}")
    fact: dict[str, Any] = {"requires_python": pythons[0], "requires": merged(lines)}
    if release.name == "tensorflow":
        fact["pythons"] = [python for python in lines if python]
    if release.yanked is not None:
        fact["yanked"] = release.yanked
    return fact


def formatted(data: Mapping[str, Any]) -> str:
    """The file's text: one release a line, so that a release that comes or changes is one line of a diff."""
    blocks = []
    for name, found in sorted(data["distributions"].items()):
        lines = [f"      {json.dumps(version)}: {json.dumps(found[version])}" for version in sorted(found, key=Version)]
        blocks.append(f"    {json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n    }")
    date = json.dumps(data["date"])
    return f'{{\n  "date": {date},\n  "distributions": {{\n' + ",\n".join(blocks) + "\n  }\n}\n"


def write(data: Mapping[str, Any], path: Path) -> None:
    """Write what was read, whole or not at all."""
    write_whole(path, formatted(data))
