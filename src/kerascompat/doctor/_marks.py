"""How the lines of a report are marked: signs, their ASCII stand-ins, and colour on a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

from kerascompat.doctor._finding import ERROR, WARNING

if TYPE_CHECKING:
    from collections.abc import Mapping

_GREEN = "32"
_PAINTS = {ERROR: "31", WARNING: "33"}


@dataclass(frozen=True)
class Marks:
    """The marks of one output: for what is good, for a warning, for an error."""

    good: str = "✓"
    warning: str = "!"
    error: str = "✗"
    colour: bool = False

    def of(self, severity: str) -> str:
        """The mark of a line whose worst finding is of that severity; a note leaves it good."""
        sign = {ERROR: self.error, WARNING: self.warning}.get(severity, self.good)
        return self._painted(f"[{sign}]", severity)

    def head(self, severity: str, text: str) -> str:
        """The first words of a finding."""
        return self._painted(text, severity) if severity in (ERROR, WARNING) else text

    def _painted(self, text: str, severity: str) -> str:
        if not self.colour:
            return text
        return f"\x1b[{_PAINTS.get(severity, _GREEN)}m{text}\x1b[0m"


PLAIN = Marks()


def marks_for(encoding: Optional[str], environ: Mapping[str, str], *, is_terminal: bool) -> Marks:
    """The marks that an output can show.

    `NO_COLOR` and `FORCE_COLOR` are heeded where they are not empty, the first before the second
    (https://no-color.org, https://force-color.org).

    Args:
        encoding: what the output is written in.
        environ: the variables.
        is_terminal: whether a terminal shows it.
    """
    colour = is_terminal and environ.get("TERM") != "dumb"
    if environ.get("FORCE_COLOR"):
        colour = True
    if environ.get("NO_COLOR"):
        colour = False
    try:
        f"{PLAIN.good}{PLAIN.error}".encode(encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return Marks("ok", "!", "x", colour)
    return Marks(colour=colour)


def shown(text: str, encoding: str) -> str:
    """A text with what an encoding does not have written as escapes: a path, a measured error, of any letters."""
    return text.encode(encoding, "backslashreplace").decode(encoding)
