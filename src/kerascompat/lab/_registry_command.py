"""`kerascompat lab registry`: what the published releases declare of each other, read anew."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from kerascompat.lab._index import RegistryError
from kerascompat.lab._registry import read_registry, write

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Read the package index; 0, or 2 where it cannot be read or the file not written, which is then as it was."""
    date = arguments.date or dt.datetime.now(dt.timezone.utc).date()
    try:
        write(read_registry(date, _say), arguments.data / "registry.json")
    except (RegistryError, OSError) as error:
        _say(f"kerascompat lab registry: {error}")
        return 2
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr)
