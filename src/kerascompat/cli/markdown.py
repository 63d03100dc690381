"""Generated parts of Markdown pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

START = "<!-- generated: python -m nox -s tables -->"
END = "<!-- end of what is generated -->"


def splice(page: str, generated: str, begin: str = START) -> str:
    """A page with the part between its two markers replaced.

    Args:
        page: the page.
        generated: the new part.
        begin: the marker that the part follows; it names the session that writes it.

    Raises:
        ValueError: the page has not both markers.
    """
    before, start, rest = page.partition(begin)
    _, end, after = rest.partition(END)
    if not (start and end):
        message = f"the page lacks the lines {begin!r} and {END!r}"
        raise ValueError(message)
    return f"{before}{begin}\n\n{generated.strip()}\n\n{END}{after}"


def as_table(lines: Sequence[Sequence[str]]) -> str:
    """Lines of fields as a table; the first line is its head."""
    rows = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join([rows[0], f"|{'---|' * len(lines[0])}", *rows[1:]])
