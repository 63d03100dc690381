"""Which rows are meant: releases named by their beginning, `2.18` or `2.18.1`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

from packaging.version import InvalidVersion, Version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kerascompat._matrix import Releases, Row, Table


@dataclass(frozen=True)
class Selection:
    """What a row must be; None is anything.

    Attributes:
        tensorflow: its release, or the beginning of it; `none` where there is to be none.
        provider: the provider.
        version: the provider's release, or the beginning of it.
        backend: what it computes with.
        backend_version: the release of the backend's package, or the beginning of it.
        numpy: the release of NumPy, or the beginning of it.
        protobuf: the release of protobuf, or the beginning of it.
        python: the minor version.
        kind: the verdict.
    """

    tensorflow: Optional[str] = None
    provider: Optional[str] = None
    version: Optional[str] = None
    backend: Optional[str] = None
    backend_version: Optional[str] = None
    numpy: Optional[str] = None
    protobuf: Optional[str] = None
    python: Optional[str] = None
    kind: Optional[str] = None

    def rows(self, table: Table) -> list[Row]:
        """The rows that are meant, in the table's order."""
        return [
            row
            for row in table.rows
            if self.matches(row.releases) and self.kind in (None, table.verdict(row.releases).kind)
        ]

    def usual(self, table: Table) -> list[Row]:
        """The rows that are meant where NumPy and protobuf are what resolves, if they are not named."""
        rows = self.rows(table)
        asked_for = [name for name in ("numpy", "protobuf") if getattr(self, name) is None]
        usual = [row for row in rows if not any(f" {name}==" in row.asked for name in asked_for)]
        return usual or rows

    def matches(self, releases: Releases) -> bool:
        """Whether a combination is meant, its verdict aside."""
        return (
            _begins(releases.tensorflow, self.tensorflow)
            and self.provider in (None, releases.provider)
            and _begins(releases.version, self.version)
            and self.backend in (None, releases.backend)
            and _begins(releases.backend_version, self.backend_version)
            and _begins(releases.numpy, self.numpy)
            and _begins(releases.protobuf, self.protobuf)
            and self.python in (None, releases.python)
        )


def newest(releases: Iterable[str], beginning: str) -> str:
    """The newest of the releases that begin so; the beginning itself where there is none, or it is a release."""
    found = [text for text in releases if _begins(text, beginning)]
    return beginning if beginning in found or not found else max(found, key=Version)


def is_version(text: str) -> bool:
    """Whether a text is a version or the beginning of one."""
    try:
        Version(text)
    except InvalidVersion:
        return False
    return True


def _begins(version: Optional[str], beginning: Optional[str]) -> bool:
    if beginning is None:
        return True
    if version is None or beginning == "none":
        return version is None and beginning == "none"
    return version == beginning or version.startswith(f"{beginning}.")
