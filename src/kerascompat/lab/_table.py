"""The measured rows on their way to the file: one line each, sorted, so that a change reads as a diff."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from packaging.version import Version

from kerascompat._matrix import SCHEMA, Row, Table
from kerascompat.lab._files import write_whole

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


def with_row(table: Table, row: Row) -> Table:
    """The table with a row, in place of the one that was asked for in the same words."""
    others = [each for each in table.rows if each.asked != row.asked]
    return Table(table.steps, sorted([*others, row], key=_order), table.registry)


def write(table: Table, path: Path) -> None:
    """Write a table, whole or not at all."""
    rows = ",\n".join(json.dumps(as_json(row), ensure_ascii=False) for row in table.rows)
    text = f'{{"schema": {SCHEMA},\n"steps": {json.dumps(table.steps)},\n"rows": [\n{rows}\n]}}\n'
    write_whole(path, text)


def as_json(row: Row) -> dict[str, Any]:
    """A row as plain data, flat."""
    fields = asdict(row)
    return {**fields.pop("releases"), **fields, "failed": dict(row.failed), "absent": list(row.absent)}


def _order(row: Row) -> tuple[object, ...]:
    releases = row.releases
    return (
        Version(releases.tensorflow or "0"),
        releases.provider,
        Version(releases.version or "0"),
        releases.backend,
        Version(releases.backend_version or "0"),
        Version(releases.python),
        Version(releases.numpy or "0"),
        row.asked,
    )
