"""One thing that is reported: what, why, and the command that cures it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

ERROR, WARNING, NOTE = "error", "warning", "note"
SEVERITIES = (ERROR, WARNING, NOTE)
"""From the worst: what stops a program, what may surprise it, and what is worth knowing."""

_PIP = re.compile(r"(?<!uv )(?:\bpython -m )?\bpip (?=(?:un)?install\b)")

# uv never asks, and `-U` upgrades there whatever the named ones require too: a bound makes it needless.
_SPELLINGS = (("uv pip uninstall -y ", "uv pip uninstall "), ('uv pip install -U "', 'uv pip install "'))


@dataclass(frozen=True)
class Finding:
    """One thing that is reported.

    Attributes:
        code: its name, and its heading on `page`.
        severity: one of `SEVERITIES`.
        what: what was found, in one sentence.
        why: why that matters, or how it comes about.
        cure: what to do, as a sentence with the commands in it: `pip install X, or unset Y`.
        page: where it is described at length.
    """

    code: str
    severity: str
    what: str
    why: str
    cure: str
    page: str = "docs/doctor.md"

    @property
    def cure_with_uv(self) -> str:
        """The cure with uv's commands for pip's."""
        cure = _PIP.sub("uv pip ", self.cure)
        for pips, own in _SPELLINGS:
            cure = cure.replace(pips, own)
        return cure

    @property
    def link(self) -> str:
        """The heading that describes it."""
        return f"{self.page}#{self.code}"

    def lines(self) -> list[str]:
        """The finding as text, its first line unmarked."""
        written = [f"{self.code}: {self.what}", f"  why:  {self.why}", f"  cure: {self.cure}"]
        if self.cure_with_uv != self.cure:
            written.append(f"  uv:   {self.cure_with_uv}")
        return [*written, f"  see:  {self.link}"]

    def to_dict(self) -> dict[str, Any]:
        """The finding as plain values; `cure` is by the installer, alike where no package is installed."""
        return {
            "code": self.code,
            "severity": self.severity,
            "what": self.what,
            "why": self.why,
            "cure": {"pip": self.cure, "uv": self.cure_with_uv},
            "link": self.link,
        }
