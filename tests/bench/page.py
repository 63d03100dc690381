"""One page of what the benchmarks handed over, with the machine, the date, and what else the machine did.

python tests/bench/page.py FOLDER docs/bench.md --load 0.9 --began "2026-01-01 10:00"
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import time
from pathlib import Path

import rows

from kerascompat.cli.markdown import as_table, splice

BEGIN = "<!-- generated: python -m nox -s bench -->"


def number(value: float) -> str:
    """Three digits that count, without an exponent; thousands have their comma."""
    if value >= 100:
        return f"{value:,.0f}"
    digits = 1 if value >= 10 else 2
    return f"{value:.{digits}f}" if value >= 0.1 else f"{value:.2g}"


def cell(spread: rows.Spread, unit: str = "") -> str:
    """A median, and below it its quartiles."""
    low, middle, high = (number(value) for value in spread)
    return f"{middle}{unit}<br>({low}–{high})"


def page(measured: list[rows.Row], machine: list[str]) -> str:
    """The generated part of the page: the machine, then a table for each part, in the order in which they come.

    What a table was measured with stands above it; what not all of its rows share, in brackets in the row.
    """
    blocks = ["\n".join(f"- {line}" for line in machine)]
    for part in dict.fromkeys(row.part for row in measured):
        mine = [row for row in measured if row.part == part]
        shared = [fact for fact in facts(mine[0]) if all(fact in facts(row) for row in mine)]
        lines = [("what", "instead", "ours", "the other", "ratio")]
        for row in mine:
            own = ", ".join(fact for fact in facts(row) if fact not in shared)
            what = f"{row.what} ({own})" if own else row.what
            times = (cell(spread, f" {row.unit}") for spread in (row.ours, row.other))
            lines.append((what, row.instead, *times, cell(row.ratio)))
        blocks += [f"## {part}", *([f"Measured with {', '.join(shared)}."] if shared else []), as_table(lines)]
    return "\n\n".join(blocks)


def facts(row: rows.Row) -> list[str]:
    """What a row was measured with."""
    return [*row.where.split(", "), f"{row.count} pairs"]


def machine(began: str, load: float) -> list[str]:
    """This machine, when the run was, and how busy the machine was with other things."""
    return [
        f"Machine: {_processor()}, {os.cpu_count()} cores, {_memory()} of memory.",
        f"System: {_system()}.",
        f"One run, begun {began}, written {time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC.",
        f"Load average of the minute before the run: {load:.2f}, and of its last five minutes:"
        f" {os.getloadavg()[1]:.2f}, the run's own included. Where nothing else runs, these are near 0 and near 1.",
    ]


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        text = ""
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return found.group(1).strip() if found else platform.processor() or platform.machine()


def _memory() -> str:
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{pages / 2**30:.0f} GiB"


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        name = platform.system()
    return f"{name}, {platform.system()} {platform.release().split('-')[0]}"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("page", type=Path)
    parser.add_argument("--began", required=True, help="when the run began")
    parser.add_argument("--load", type=float, required=True, help="the load average before it began")
    given = parser.parse_args()
    text = page(rows.read(given.folder), machine(given.began, given.load))
    given.page.write_text(splice(given.page.read_text(encoding="utf-8"), text, BEGIN), encoding="utf-8")


if __name__ == "__main__":
    main()
