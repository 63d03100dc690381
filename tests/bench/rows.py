"""What a benchmark hands over: a row for each thing that it measured, beside what a user would do instead.

`python tests/bench/<name>.py --json FILE` writes the rows into a file; without it they are only printed.
`page.py` makes one page of all of them.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import statistics
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

Spread = tuple[float, float, float]


@dataclass(frozen=True)
class Row:
    """One comparison: lower quartile, median and upper quartile of ours, of the other, and of the ratio.

    Args:
        part: the heading that it stands below on the page.
        what: what was measured, as it is written.
        instead: what a user would do instead.
        where: the versions in which both were measured.
        unit: of both; the ratio has none.
        count: how many pairs.
        ours: the time of ours.
        other: the time of the other.
        ratio: ours by the other's, of each pair.
    """

    part: str
    what: str
    instead: str
    where: str
    unit: str
    count: int
    ours: Spread
    other: Spread
    ratio: Spread


def row(part: str, what: str, instead: str, unit: str, ours: list[float], other: list[float], where: str = "") -> Row:
    """A row of two lists of times, measured in turn: the first of one belongs to the first of the other."""
    ratios = [mine / yours for mine, yours in zip(ours, other)]
    where = where or versions("tensorflow", "keras", "tf-keras", "jax")
    return Row(part, what, instead, where, unit, len(ours), spread(ours), spread(other), spread(ratios))


def spread(values: list[float]) -> Spread:
    """Lower quartile, median, upper quartile."""
    return tuple(statistics.quantiles(values, n=4))


def versions(*distributions: str) -> str:
    """This Python, and which of the distributions are installed."""
    found = [f"Python {sys.version.split()[0]}"]
    for name in distributions:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return ", ".join(found)


def arguments(*names: str) -> argparse.Namespace:
    """What a benchmark is told: the given arguments, and `--json`."""
    parser = argparse.ArgumentParser()
    for name in names:
        parser.add_argument(name)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write what was measured, for `page.py`")
    return parser.parse_args()


def hand_over(rows: list[Row], file: Path | None) -> None:
    """Print the rows, and write them where asked."""
    for each in rows:
        (_, mine, _), (_, yours, _), (low, middle, high) = each.ours, each.other, each.ratio
        print(
            f"{each.part}: {each.what} against {each.instead} ({each.where}): {mine:.3g} against {yours:.3g}"
            f" {each.unit}, ratio {middle:.3g} ({low:.3g} to {high:.3g}), {each.count} pairs"
        )
    if file is not None:
        file.write_text(json.dumps([asdict(each) for each in rows], indent=1), encoding="utf-8")


def read(folder: Path) -> list[Row]:
    """The rows of every file in a folder, in the order of the files' names."""
    rows = []
    for file in sorted(folder.glob("*.json")):
        for each in json.loads(file.read_text(encoding="utf-8")):
            spreads = {name: tuple(each[name]) for name in ("ours", "other", "ratio")}
            rows.append(Row(**{**each, **spreads}))
    return rows
