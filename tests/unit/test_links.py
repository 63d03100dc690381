"""Every link in the Markdown files leads somewhere, also where they are read as files and not as a site."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / ".github").glob("*.md")])
_LINK = re.compile(r"\[(?:[^][]|\[[^]]*\])*\]\(([^()\s]+)\)")


def _prose(path):
    """The text without its code, line by line."""
    text = re.sub(r"^( *)```.*?^\1```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    lines = [line for line in text.splitlines() if not line.startswith("    ")]
    return re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", lambda code: re.sub(r"[][()]", "", code[0]), "\n".join(lines))


def _anchors(path):
    """The headings, by the names that GitHub gives them."""
    found = set()
    for title in re.findall(r"^#{1,6} +(.*?)\s*$", path.read_text(encoding="utf-8"), re.MULTILINE):
        anchor = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        number = next(number for number in range(99) if (f"{anchor}-{number}" if number else anchor) not in found)
        found.add(f"{anchor}-{number}" if number else anchor)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_file_leads_somewhere(path):
    for link in _LINK.findall(_prose(path)):
        parts = urlsplit(link)
        if parts.scheme:
            assert parts.scheme == "https", link
            assert re.fullmatch(r"[\w-]+(\.[\w-]+)+", parts.netloc), link
            continue
        target = path.parent / parts.path if parts.path else path
        assert target.exists(), link
        if parts.fragment:
            assert parts.fragment in _anchors(target), link


def test_every_page_is_reached_from_the_start():
    """What no table of contents names is found by nobody."""
    text = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    tables = "".join(re.findall(r"^```\{toctree\}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    named = set(re.findall(r"^(?:.+ <)?([a-z0-9-]+)>?$", tables, re.MULTILINE))
    assert {path.stem for path in (ROOT / "docs").glob("*.md")} <= {*named, "index"}
