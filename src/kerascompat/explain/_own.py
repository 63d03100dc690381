"""kerascompat's own errors: they say what is to be said, and a log may hide it among a hundred lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Optional

from kerascompat import errors
from kerascompat.explain._known import GENERAL, Known

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kerascompat.explain._traceback import Error, Text

_CLASSES = frozenset(name for name in errors.__all__ if name.endswith("Error"))
_LINES = 12  # a terminal wraps the three lines
_TEXT = re.compile(r"\s+found:\s+(?P<found>.+?)\s+cure:\s+(?P<cure>.+)|:\s(?P<known>.+?)\.\sCure:\s(?P<use>.+)")


def _texts(_match: re.Match[str], error: Error, _text: Text) -> Optional[Mapping[str, str]]:
    """What was found and the cure, as the error has them; None for an error of anybody else."""
    if error.kind not in _CLASSES:
        return None
    lines = [error.lines[error.line - 1][error.begin :]]
    for line in error.lines[error.line : error.line + _LINES]:
        if not line.strip() or (not line[0].isspace() and "cure:" in lines[-1]):
            break
        lines.append(line.strip())
    said = _TEXT.search(" ".join(lines))
    return said and {"found": said["found"] or said["known"], "cure": said["cure"] or said["use"]}


KNOWN: tuple[Known, ...] = (
    Known("kerascompat-error", "", r".{1,2000}?(?:found|Cure):", "{found}", "{cure}", _texts, rank=GENERAL),
)
