"""Installed distributions, read from their folders: with 300 of them, `importlib.metadata` costs ten times as much."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Optional

from kerascompat._metadata import SUFFIXES, normalized

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FOLD = re.compile(r"\n[ \t]+")


@dataclass(frozen=True)
class Distribution:
    """An installed distribution, as the name of its metadata folder tells.

    Attributes:
        name: its name, in lower case and with dashes.
        version: its version.
        folder: the folder of the path that it is installed in.
        path: its metadata.
    """

    name: str
    version: str
    folder: str
    path: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    def headers(self) -> str:
        """Its metadata without the description; empty where there is none to read."""
        texts = (self._read(name).replace(b"\r\n", b"\n").partition(b"\n\n")[0] for name in ("METADATA", "PKG-INFO"))
        return next(filter(None, texts), b"").decode("utf-8", "replace")

    def requires(self) -> tuple[str, ...]:
        """The requirements that it declares."""
        return tuple(self._header("requires-dist"))

    def _header(self, name: str) -> Iterator[str]:
        """The values of a header; a line that begins with white space goes on with the one above."""
        for line in _FOLD.sub(" ", self.headers()).splitlines():
            key, _, value = line.partition(":")
            if key.lower() == name:
                yield value.strip()

    def files(self) -> Optional[list[str]]:
        """The Python files and shared libraries that it has installed; None where it has no record of them."""
        record = self._read("RECORD")
        found = [name for end in (b".py,", b".so") for name in _names(record, end)]
        return [name.decode("utf-8", "replace").replace("\\", "/") for name in found] if record else None

    def has_installed(self, name: str) -> bool:
        """Whether its record names a file."""
        return f"\n{name},".encode() in b"\n" + self._read("RECORD")

    def _read(self, name: str) -> bytes:
        try:
            with open(os.path.join(self.path, name), "rb") as file:
                return file.read()
        except OSError:
            return b""


def _names(record: bytes, end: bytes) -> Iterator[bytes]:
    """The names in a record that end so, a version behind `.so` included.

    TensorFlow's record has 22,000 lines, a tenth of them Python: it is searched for these, not split.
    """
    at = record.find(end)
    while at >= 0:
        begins, ends = record.rfind(b"\n", 0, at) + 1, record.find(b",", at)
        if ends < 0:
            return
        yield record[begins:ends]
        at = record.find(end, ends + 1)


def installed(folders: Iterable[str]) -> tuple[Distribution, ...]:
    """Every distribution whose metadata lies in one of the folders, in their order. Opens no file."""
    return tuple(found for folder in dict.fromkeys(folders) for found in _listed(folder))


def _listed(folder: str) -> Iterator[Distribution]:
    try:
        entries = sorted(os.listdir(folder))
    except OSError:
        return
    for entry in entries:
        head, dash, tail = entry.rpartition(".")[0].partition("-")
        if entry.endswith(SUFFIXES):
            found = Distribution(normalized(head), tail.partition("-")[0], folder, os.path.join(folder, entry))
            # a development install of setuptools has its version inside
            yield found if dash else replace(found, version=next(found._header("version"), ""))
