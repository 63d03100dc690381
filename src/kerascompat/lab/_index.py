"""The package index that pip is configured for, read with `pypi-simple`.

Only the index's own page of a project tells everything at once: every file, and which are withdrawn. `pip index
versions` leaves withdrawn releases out, and `pip install --dry-run` loads the whole wheel where the index offers no
metadata beside it. Here a wheel's metadata is taken from beside it where the index has it there, and out of the wheel
otherwise: of some hundred megabytes, at most a few are read.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    from collections.abc import Iterator

THREADS = 8
"""How many may read at once."""

_CURE = "check the network and the index that pip is configured for (pip config list), and run again"
_INSTALL = "pip install pypi-simple"
_SECONDS = 60
# Enough for the end of a wheel and its list of files in few requests; TensorFlow's list takes two megabytes.
_BLOCK = 65536
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


@contextlib.contextmanager
def reading(asked: str) -> Iterator[None]:
    """Whatever fails within is a `RegistryError` that says what was asked."""
    try:
        yield
    except Exception as error:  # what servers and the libraries below raise has no end; it is chained
        raise RegistryError(asked, f"{type(error).__name__}: {_last_line(str(error))}") from error


def _last_line(text: str) -> str:
    # an address may hold a password
    return re.sub(r"//[^/@\s]*@", "//", (text.strip().splitlines() or [""])[-1])


@dataclass(frozen=True)
class File:
    """One file of a project: its name, why it is withdrawn (None: it is not), and the index's own record of it."""

    name: str
    yanked: Optional[str] = None
    record: Any = None


class Index:
    """The index that pip is configured for.

    Further indexes and folders that pip is told of are not read: they hold builds, not releases.

    Raises:
        RegistryError: `pypi-simple` is not installed, or pip cannot say how it is configured.
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
        configured = environ("PIP_INDEX_URL") or setting("index-url", listing)
        address = configured or environ("UV_DEFAULT_INDEX") or environ("UV_INDEX_URL")
        self._client = simple.PyPISimple(address) if address else simple.PyPISimple()
        # All threads share the session: it is only read once it is set up, and its pool of connections is locked.
        self._session = self._client.s
        certificate = setting("cert", listing)
        if certificate:
            self._session.verify = certificate
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, adapters.HTTPAdapter(pool_maxsize=THREADS, max_retries=2))

    def files(self, name: str) -> list[File]:
        """All files of a project."""
        page = self._client.get_project_page(name, timeout=_SECONDS)
        return [File(each.filename, _reason(each), each) for each in page.packages]

    def metadata(self, file: File) -> str:
        """The core metadata of a wheel."""
        if file.record.has_metadata:
            offered: str = self._client.get_package_metadata(
                file.record, verify=bool(file.record.metadata_digests), timeout=_SECONDS
            )
            return offered
        return metadata_of_wheel(_Remote(self._session, file.record.url))

    def close(self) -> None:
        """Close the connections."""
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


def setting(key: str, listing: str) -> Optional[str]:
    """The value of a setting in what `pip config list` prints: of the variable, of `install`, or of all commands."""
    values = {match["section"]: match["value"] for match in _SETTING.finditer(listing) if match["key"] == key}
    return next((values[section] for section in (":env:", "install", "global") if values.get(section)), None)


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
