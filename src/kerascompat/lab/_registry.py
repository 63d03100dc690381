"""What the releases of TensorFlow and Keras declare: read from the package index, written to `data/registry.json`.

Only the index's own page of a project tells everything at once: every file, and which are withdrawn. `pip index
versions` leaves withdrawn releases out, and `pip install --dry-run` loads the whole wheel where the index offers no
metadata beside it; so the index that pip is configured for is read with `pypi-simple`. A wheel's metadata is taken
from beside it where the index has it there, and out of the wheel otherwise: of some hundred megabytes, at most a few
are read.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import email.parser
import importlib
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Optional, Protocol

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from packaging.specifiers import SpecifierSet

OLDEST = {"tensorflow": Version("2.12"), "keras": Version("2.12"), "tf-keras": Version("2.14")}
"""The distributions that are read, each from this version on."""

KEPT = frozenset({"h5py", "jax", "keras", "keras-nightly", "ml-dtypes", "numpy", "protobuf", "tensorflow", "tf-keras"})
"""The distributions that a requirement must name to be kept."""

NO_REASON = "no reason given"
"""What stands for the reason of a release that was withdrawn without one."""

_CURE = "check the network and the index that pip is configured for (pip config list), and run again"
_INSTALL = "pip install pypi-simple"
_THREADS = 8
_SECONDS = 60
# Enough for the end of a wheel and its list of files in few requests; TensorFlow's list takes two megabytes.
_BLOCK = 65536
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
_METADATA = re.compile(r"[^/]+\.dist-info/METADATA")
_SETTING = re.compile(r"^(?P<section>\S+?)\.(?P<key>[\w-]+)=(?P<quote>['\"])(?P<value>.*)(?P=quote)$", re.MULTILINE)


class RegistryError(RuntimeError):
    """The package index cannot be read: what was asked, what was found, and the cure."""

    def __init__(self, asked: str, found: str, cure: str = _CURE) -> None:
        super().__init__(asked, found, cure)
        self.asked = asked
        self.found = found
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.asked}\n  found: {self.found}\n  cure:  {self.cure}"


@dataclass(frozen=True)
class File:
    """One file of a project: its name, why it is withdrawn (None: it is not), and the index's own record of it."""

    name: str
    yanked: Optional[str] = None
    record: Any = None


class Index(Protocol):
    """A package index."""

    def files(self, name: str) -> Sequence[File]:
        """All files of a project."""

    def metadata(self, file: File) -> str:
        """The core metadata of a wheel."""


@dataclass
class Release:
    """One release: the wheel for each Python on Linux x86_64, oldest first; `""` stands for every Python."""

    name: str
    version: Version
    wheels: dict[str, File]
    yanked: Optional[str]


# The facts, out of what the index gives: no network here.


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


def index_setting(key: str, listing: str) -> Optional[str]:
    """The value of a setting in what `pip config list` prints: of the variable, of `install`, or of all commands."""
    values = {match["section"]: match["value"] for match in _SETTING.finditer(listing) if match["key"] == key}
    return next((values[section] for section in (":env:", "install", "global") if values.get(section)), None)


# The index itself.


class _SimpleIndex:
    """The index that pip is configured for, through `pypi-simple`.

    Further indexes and folders that pip is told of are not read: they hold builds, not releases.
    """

    def __init__(self) -> None:
        try:
            simple = importlib.import_module("pypi_simple")
            adapters = importlib.import_module("requests.adapters")
        except ModuleNotFoundError as error:
            asked = "the releases in the package index are read with pypi-simple"
            raise RegistryError(asked, str(error), _INSTALL) from error
        listing = _pip_settings()
        environ = os.environ.get
        configured = environ("PIP_INDEX_URL") or index_setting("index-url", listing)
        address = configured or environ("UV_DEFAULT_INDEX") or environ("UV_INDEX_URL")
        self._client = simple.PyPISimple(address) if address else simple.PyPISimple()
        # All threads share the session: it is only read once it is set up, and its pool of connections is locked.
        self._session = self._client.s
        certificate = index_setting("cert", listing)
        if certificate:
            self._session.verify = certificate
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, adapters.HTTPAdapter(pool_maxsize=_THREADS, max_retries=2))

    def files(self, name: str) -> list[File]:
        page = self._client.get_project_page(name, timeout=_SECONDS)
        return [File(each.filename, _reason(each), each) for each in page.packages]

    def metadata(self, file: File) -> str:
        if file.record.has_metadata:
            offered: str = self._client.get_package_metadata(
                file.record, verify=bool(file.record.metadata_digests), timeout=_SECONDS
            )
            return offered
        return metadata_of_wheel(_Remote(self._session, file.record.url))

    def close(self) -> None:
        self._session.close()


def _reason(record: Any) -> Optional[str]:
    return (record.yanked_reason or "").strip() if record.is_yanked else None


def _pip_settings() -> str:
    """What `pip config list` prints; nothing where there is no pip."""
    program = shutil.which("pip")
    if importlib.util.find_spec("pip") is not None:
        command = [sys.executable, "-m", "pip"]
    elif program is not None:
        command = [program]
    else:
        return ""
    done = subprocess.run(  # noqa: S603 - the user's pip
        [*command, "config", "list"], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        asked = "the address of the package index, from pip config list"
        raise RegistryError(asked, _last_line(done.stderr) or f"exit code {done.returncode}")
    return done.stdout


def metadata_of_wheel(stream: io.RawIOBase) -> str:
    """The core metadata inside a wheel, of which only the needed parts are read.

    Raises:
        ValueError: the wheel has none.
    """
    with io.BufferedReader(stream, _BLOCK) as buffered, zipfile.ZipFile(buffered) as wheel:
        for name in wheel.namelist():
            if _METADATA.fullmatch(name):
                return wheel.read(name).decode()
    message = "the wheel has no METADATA"
    raise ValueError(message)


class _Remote(io.RawIOBase):
    """A file on a server, read in parts."""

    def __init__(self, session: Any, address: str) -> None:
        self._session = session
        self._address = address
        self._position = 0
        self._size = int(self._get("bytes=-1").headers["Content-Range"].rpartition("/")[2])

    def _get(self, part: str) -> Any:
        # streamed: a server that knows no parts would send all of the file; uncompressed: a part of the file itself
        headers = {"Range": part, "Accept-Encoding": "identity"}
        with self._session.get(self._address, headers=headers, stream=True, timeout=_SECONDS) as response:
            response.raise_for_status()
            if response.status_code != 206:
                message = "the index has no metadata beside the wheel, and its server sends no parts of a file"
                raise OSError(message)
            response.content  # noqa: B018 - loads it before the connection is given back
            return response

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._position = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        return self._position

    def readinto(self, buffer: Any) -> int:
        end = min(self._position + len(buffer), self._size)
        length = end - self._position
        if length <= 0:
            return 0
        content = self._get(f"bytes={self._position}-{end - 1}").content
        if len(content) != length:
            message = f"{len(content)} bytes came where {length} were asked"
            raise OSError(message)
        buffer[:length] = content
        self._position = end
        return length


def _open_index() -> contextlib.AbstractContextManager[Index]:
    return contextlib.closing(_SimpleIndex())


# Reading, and writing.


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def read_registry(date: str, progress: Callable[[str], None] = _tell) -> dict[str, Any]:
    """What the releases in the package index declare: Pythons, requirements among each other, and which are withdrawn.

    Args:
        date: the day of the reading, `2026-11-21`.
        progress: takes a line for each project and each release.

    Raises:
        RegistryError: the index, or a single release, cannot be read.
        ValueError: the date is none.
    """
    dt.date.fromisoformat(date)
    with _open_index() as index:
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
    return {"date": date, "distributions": dict(distributions)}


def _is_ahead(release: Release) -> bool:
    return release.name == "tensorflow" and release.version.is_prerelease


def _releases(index: Index, name: str, progress: Callable[[str], None]) -> list[Release]:
    asked = f"the releases of {name} in the package index"
    with _telling(asked):
        files = index.files(name)
    found = releases(name, files)
    progress(f"{name}: {len(found)} releases")
    if not found:
        raise RegistryError(asked, "no wheel of any release")
    return found


def _facts(index: Index, chosen: Sequence[Release], progress: Callable[[str], None]) -> list[dict[str, Any]]:
    facts = []
    with ThreadPoolExecutor(_THREADS) as pool:
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
        with _telling(f"{asked}, from {file.name}"):
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


@contextlib.contextmanager
def _telling(asked: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # what servers and the libraries below raise has no end; it is chained
        raise RegistryError(asked, f"{type(error).__name__}: {_last_line(str(error))}") from error


def _last_line(text: str) -> str:
    # an address may hold a password
    return re.sub(r"//[^/@\s]*@", "//", (text.strip().splitlines() or [""])[-1])


def formatted(data: Mapping[str, Any]) -> str:
    """The file's text: one release a line, so that a release that comes or changes is one line of a diff."""
    blocks = []
    for name, found in sorted(data["distributions"].items()):
        lines = [f"      {json.dumps(version)}: {json.dumps(found[version])}" for version in sorted(found, key=Version)]
        blocks.append(f"    {json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n    }")
    date = json.dumps(data["date"])
    return f'{{\n  "date": {date},\n  "distributions": {{\n' + ",\n".join(blocks) + "\n  }\n}\n"


def write(data: Mapping[str, Any], path: str) -> None:
    """Write what was read; at any moment the file is the old or the new one.

    Raises:
        OSError: it cannot be written; it is then as it was.
    """
    text = formatted(data)
    folder, name = os.path.split(path)
    with tempfile.TemporaryDirectory(dir=folder or ".", prefix=f".{name}.") as beside:
        # a file in a folder of its own gets the usual permissions, which one from mkstemp does not
        new = os.path.join(beside, name)
        with open(new, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.replace(new, path)
