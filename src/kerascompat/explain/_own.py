"""kerascompat's own errors: they say what is to be said, and a log may hide it among a hundred lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from kerascompat import errors
from kerascompat.explain._known import GENERAL, Known

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from kerascompat.explain._traceback import Error, Text

_CLASSES = frozenset(name for name in errors.__all__ if name.endswith("Error"))
_NAMES = _CLASSES | {f"{errors.__name__}.{name}" for name in _CLASSES}  # a notebook shows the short ones
_LINES, _LENGTH = 12, 4000


def _texts(_match: re.Match[str], error: Error, _text: Text) -> Optional[Mapping[str, str]]:
    """What was found and the cure, as the error has them; None for an error of anybody else."""
    line = error.lines[error.line - 1]
    if line[: error.begin].rstrip(":").rpartition(" ")[2] not in _NAMES:
        return None
    lines = [line[error.begin :]]
    for line in error.lines[error.line : error.line + _LINES]:
        if not line.strip() or (not line[0].isspace() and "cure:" in lines[-1]):
            break
        lines.append(line.strip())
    said = " ".join(lines)[:_LENGTH]
    found, separator, cure = said.partition(" found: ")[2].partition(" cure: ")
    if not separator:  # of a missing name, in one line
        found, separator, cure = said.partition(": ")[2].partition(". Cure: ")
    return {"found": found.strip(), "cure": cure.strip()} if separator else None


KNOWN: tuple[Known, ...] = (
    Known("kerascompat-error", "", r".{1,2000}?(?:found|Cure):", "{found}", "{cure}", _texts, rank=GENERAL),
)
