"""The short table as a picture: text in boxes, readable without colour, in a light and in a dark page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from packaging.version import Version

from kerascompat.matrix._pages import counts, summary_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kerascompat._matrix import Table

_LINE, _TOP, _BOX = 30, 62, 24
_TENSORFLOW, _KERAS, _LEGACY, _PYTHON, _STEP = 14, 118, 432, 700, 44
_STYLE = """
text { font: 14px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #111; }
.head, .fails { font-weight: 600; }
.page { fill: #fff; }
rect.box { fill: none; stroke: #111; }
rect.but { stroke-dasharray: 4 3; }
rect.fails { fill: #111; }
text.fails { fill: #fff; }
@media (prefers-color-scheme: dark) {
text { fill: #eee; }
.page { fill: #0d1117; }
rect.box { stroke: #eee; }
rect.fails { fill: #eee; }
text.fails { fill: #0d1117; }
}
"""


def picture(table: Table) -> str:
    """An SVG of each TensorFlow with the Keras that it brings, with tf_keras, and on which Pythons."""
    _, *lines = summary_lines(table)
    pythons = sorted({each for line in lines for each in line[3].split(", ")}, key=Version)
    width, height = _PYTHON + _STEP * len(pythons) + 6, _TOP + _LINE * len(lines) + 44
    title = "Which Keras works with which TensorFlow"
    described = "; ".join(f"TensorFlow {line[0]}: {', '.join(filter(None, line[1:3]))}" for line in lines)
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc">',
        f'<title id="title">{title}</title>',
        f'<desc id="desc">{escape(described)}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="page" width="{width}" height="{height}"/>',
        *_heads(pythons),
    ]
    for number, line in enumerate(lines):
        parts += _line(line, pythons, _TOP + _LINE * number)
    parts += [_text(_TENSORFLOW, height - 16, counts(table)), "</svg>"]
    return "\n".join(parts) + "\n"


def _heads(pythons: list[str]) -> Iterator[str]:
    heads = ((_TENSORFLOW, "TensorFlow"), (_KERAS, "with the Keras it brings"), (_LEGACY, "with its tf_keras"))
    for left, text in heads:
        yield _text(left, _TOP - 16, text, "head")
    yield _text(_PYTHON, _TOP - 38, "Python", "head")
    for number, python in enumerate(pythons):
        yield _text(_PYTHON + _STEP * number, _TOP - 16, python, "head")


def _line(line: list[str], pythons: list[str], top: int) -> Iterator[str]:
    base = top + 17
    yield _text(_TENSORFLOW, base, line[0], "head")
    for left, right, text in ((_KERAS, _LEGACY, line[1]), (_LEGACY, _PYTHON, line[2])):
        if text:
            said, _, words = text.partition(": ")
            kind = "works" if words == "works" else "but" if words.startswith("works") else "fails"
            size = f'width="{right - left - 12}" height="{_BOX}"'
            yield f'<rect class="box {kind}" x="{left - 6}" y="{top}" {size} rx="4"/>'
            sign = {"works": "✓", "but": "!", "fails": "✗"}[kind]
            yield _text(left, base, f"{sign} {_short(said)}: {words}", kind)
    for number, python in enumerate(pythons):
        yield _text(_PYTHON + _STEP * number, base, "yes" if python in line[3].split(", ") else "–")


def _short(said: str) -> str:
    """A provider and its release, without the day of a nightly build."""
    return said.partition(".dev")[0] + (" nightly" if ".dev" in said else "")


def _text(left: int, base: int, text: str, kind: str = "") -> str:
    of_kind = f' class="{kind}"' if kind else ""
    return f'<text x="{left}" y="{base}"{of_kind}>{escape(text)}</text>'
