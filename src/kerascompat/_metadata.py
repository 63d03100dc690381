"""The seam to `importlib.metadata`: nothing else in the package imports it or its backport.

Importing the backport swaps the standard finder for the whole process. It is therefore imported only where the
standard library lacks what is needed (`packages_distributions`, before Python 3.10), and never while a surface loads.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SUFFIXES = (".dist-info", ".egg-info")


def beside(directory: str, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(name, version) of the named distributions whose metadata lies in `directory`, in the order of `names`.

    Lists the folder once and opens only the metadata asked for: with 1,000 distributions a search by name through
    `importlib.metadata` costs several milliseconds. A zip archive is searched through `importlib.metadata`.
    """
    order = {name: index for index, name in enumerate(names)}
    found = _in_folder(directory, order) if os.path.isdir(directory) else _in_archive(directory, order)
    return tuple(sorted(set(found), key=lambda item: (order[item[0]], item[1])))


def _in_folder(directory: str, wanted: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    try:
        entries = os.listdir(directory)
    except OSError:
        return
    for entry in entries:
        if not entry.endswith(SUFFIXES):
            continue
        head, _, tail = entry.rpartition(".")[0].partition("-")
        name = normalized(head)
        if name in wanted:
            version = _version(os.path.join(directory, entry)) or tail.partition("-")[0]
            if version:
                yield name, version


def _version(path: str) -> str | None:
    """The version that the metadata at `path` states, None where it is broken, empty or absent.

    Read as text: `importlib.metadata` brings the `email` package, 20 ms, for one line of it.
    """
    for name in ("METADATA", "PKG-INFO", ""):  # the last is an egg-info that is a file itself
        try:
            with open(os.path.join(path, name) if name else path, encoding="utf-8", errors="replace") as file:
                for line in file:
                    if line.startswith("Version:"):
                        return line.partition(":")[2].strip() or None
                    if not line.strip():
                        break  # the description follows
        except OSError:
            continue
    return None


def _in_archive(path: str, wanted: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    from importlib import metadata

    for distribution in metadata.distributions(path=[path]):
        name = normalized(distribution.metadata["Name"] or "")
        if name in wanted and distribution.version:
            yield name, distribution.version


def normalized(name: str) -> str:
    return name.replace("_", "-").replace(".", "-").lower()


def owners(module: str) -> tuple[str, ...]:
    """The distributions that own a top-level module. Reads all metadata: for error messages, not for imports."""
    if sys.version_info >= (3, 10):
        from importlib.metadata import packages_distributions
    else:
        from importlib_metadata import packages_distributions
    return tuple(dict.fromkeys(packages_distributions().get(module, ())))


def version(distribution: str) -> str | None:
    """The version of an installed distribution by its name, None where there is none or its metadata is broken."""
    from importlib import metadata

    try:
        return metadata.version(distribution) or None
    except Exception:  # noqa: BLE001 - as in `_version`
        return None
