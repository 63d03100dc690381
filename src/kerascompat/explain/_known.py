"""The shape of a known error: how it begins, what it means, what cures it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Callable, Optional

from kerascompat.doctor._finding import ERROR
from kerascompat.explain._traceback import squash

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kerascompat.explain._traceback import Error, Text

Given = Callable[["re.Match[str]", "Error", "Text"], Optional["Mapping[str, str]"]]
"""More words for `why` and `cure`, None where it is another error after all."""

CAUSE, GENERAL, MASK = 0, 1, 2
"""A cause; what a more telling error in the same text goes before; what hides another error."""

ENOUGH, ENOUGH_WITH_NAME = 30, 16
_NAMED = re.compile(r"keras|tensorflow|tf[._-]", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """One known error.

    White space and backticks in `lead` and `rest` do not matter: both are compared with squashed text.

    Attributes:
        code: its name, and its heading in docs/explain.md. Several rows may have one.
        lead: how the message begins, to the letter; empty where it begins with something that varies.
        rest: a verbose regular expression for what follows.
        why: what it means; `{word}` is a group of `rest`, or one of `given`.
        cure: what to do, with the same words and `{keras2}`: how to get Keras 2.
        given: further words, and a last say on whether this is the error.
        severity: of the finding.
        rank: `CAUSE`, or what is said after the causes of the same text.
    """

    code: str
    lead: str
    rest: str
    why: str
    cure: str
    given: Optional[Given] = None
    severity: str = ERROR
    rank: int = CAUSE
    begins: str = field(init=False, default="")
    pattern: re.Pattern[str] = field(init=False, default=re.compile(""))

    def __post_init__(self) -> None:
        begins = squash(self.lead)
        object.__setattr__(self, "begins", begins)
        rest = self.rest.replace("`", "")
        object.__setattr__(self, "pattern", re.compile(f"{re.escape(begins)}(?:{rest})", re.VERBOSE))

    def match(self, error: Error) -> Optional[re.Match[str]]:
        """Whether an error says this; where a terminal has cut it, whether enough of it is left."""
        return self.pattern.match(error.said) or self._match_cut(error.cut)

    def _match_cut(self, cut: Optional[str]) -> Optional[re.Match[str]]:
        if cut is None or not self.begins.startswith(cut):
            return None
        enough = len(cut) >= ENOUGH or (len(cut) >= ENOUGH_WITH_NAME and _NAMED.search(cut))
        return re.match(r"(?P<cut>)", "") if enough else None
