"""The code blocks of the pages, and what the comment before each says of its execution.

    <!-- not executed: why -->                      a fragment, or what another session runs
    <!-- new process -->                            what was imported above is not there any more
    <!-- new process: TF_USE_LEGACY_KERAS=1 -->     and this variable is set
    <!-- file: mylib/layers.py -->                  the block is a file; those below it find it

Everything else is executed, from the top of a page to its end: blocks of Python in one process, commands (`$ …`, with
what they print below them) by a shell, in a folder that belongs to the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[\w+.-]*)\s*$")
_MARK = re.compile(r"^<!-- (?P<kind>not executed|new process|file)(?:: (?P<text>.*?))? -->$")


@dataclass
class Block:
    """A code block.

    Attributes:
        page: the name of the file, below the root.
        line: its first line there.
        language: of a fence; empty where there is none.
        text: the block.
        marks: what the comments before it say.
    """

    page: str
    line: int
    language: str
    text: str
    marks: dict[str, str] = field(default_factory=dict)

    @property
    def where(self):
        return f"{self.page}:{self.line}"

    @property
    def is_file(self):
        return "file" in self.marks

    @property
    def is_python(self):
        return self.language == "python" and not self.is_file

    @property
    def is_shell(self):
        return self.language in ("", "sh", "console") and bool(re.search(r"^\$ ", self.text, re.MULTILINE))

    @property
    def runs(self):
        return (self.is_python or self.is_shell) and "not executed" not in self.marks

    @property
    def printed(self):
        """What the comments behind `print(…)` say that is printed; None where one says nothing."""
        lines = [line for line in self.text.splitlines() if line.lstrip().startswith("print(")]
        said = [re.search(r"\)\s+# (.*)$", line) for line in lines]
        return [each[1] for each in said] if lines and all(said) else None

    @property
    def commands(self):
        """Each command, with what it prints."""
        found = []
        for line in self.text.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif found:
                found[-1][1].append(line)
        return [(command, "\n".join(lines).rstrip()) for command, lines in found]


def pages():
    """The README and every page of the documentation, below the root."""
    return ["README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]


def blocks_of(page):
    """The blocks of a page, from its top to its end."""
    return list(parse((ROOT / page).read_text(encoding="utf-8"), page))


def parse(text, page="page.md"):
    """The blocks of a text: fences, and what is indented by four columns after an empty line."""
    lines = [*text.splitlines(), ""]
    marks, number = {}, 0
    while number < len(lines):
        line, start = lines[number], number
        mark, fence = _MARK.match(line), _FENCE.match(line)
        number += 1
        if mark:
            marks[mark["kind"]] = mark["text"] or ""
        elif fence:
            indent = len(fence["indent"])
            while number < len(lines) and lines[number].strip() != "```":
                number += 1
            body = "\n".join(each[indent:] for each in lines[start + 1 : number])
            number += 1
            yield Block(page, start + 2, fence["language"], body, marks)
            marks = {}
        elif line.startswith("    ") and (start == 0 or not lines[start - 1].strip()):
            while number < len(lines) and (lines[number].startswith("    ") or not lines[number].strip()):
                number += 1
            body = "\n".join(each[4:] for each in lines[start:number]).rstrip()
            yield Block(page, start + 1, "", body, marks)
            marks = {}
        elif line.strip():
            marks = {}


def is_like(printed, written):
    """Whether what was printed is what is written, where `…` stands for anything."""
    parts = (re.escape(part) for part in written.strip().split("…"))
    return re.fullmatch(r"[\s\S]*?".join(parts), printed.strip()) is not None
