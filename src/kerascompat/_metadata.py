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

_SUFFIXES = (".dist-info", ".egg-info")


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
        if not entry.endswith(_SUFFIXES):
            continue
        head, _, tail = entry.rpartition(".")[0].partition("-")
        name = _normalized(head)
        if name in wanted:
            version = _version(os.path.join(directory, entry)) or tail.partition("-")[0]
            if version:
                yield name, version


def _version(path: str) -> str | None:
    """The version that the metadata at `path` states, None where it is broken, empty or absent."""
    from importlib import metadata
    from pathlib import Path

    try:
        return metadata.PathDistribution(Path(path)).metadata["Version"] or None
    except Exception:  # noqa: BLE001 - whatever is wrong with somebody's metadata, the folder's own name still tells
        return None


def _in_archive(path: str, wanted: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    from importlib import metadata

    for distribution in metadata.distributions(path=[path]):
        name = _normalized(distribution.metadata["Name"] or "")
        if name in wanted and distribution.version:
            yield name, distribution.version


def _normalized(name: str) -> str:
    return name.replace("_", "-").replace(".", "-").lower()


def owners(module: str) -> tuple[str, ...]:
    """The distributions that own a top-level module. Reads all metadata: for error messages, not for imports."""
    if sys.version_info >= (3, 10):
        from importlib.metadata import packages_distributions
    else:
        from importlib_metadata import packages_distributions
    return tuple(dict.fromkeys(packages_distributions().get(module, ())))
