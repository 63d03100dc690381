"""Markdown and reStructuredText: the Python in their code blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kerascompat.migrate._excerpts import indented, prompted
from kerascompat.migrate._python import analyse
from kerascompat.migrate._source import Edit, Finding
from kerascompat.migrate._strings import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kerascompat.migrate._source import Source
    from kerascompat.migrate._work import Options

_FENCED = re.compile(
    rb"^(?P<indent>[ \t]*)(?P<fence>```+|~~~+)[ \t]*\{?\.?(?:python|py|python3|pycon)\b[^\n]*\n"
    rb"(?P<code>.*?)^[ \t]*(?P=fence)[ \t]*\r?$",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_DIRECTIVE = re.compile(
    rb"^(?P<indent>[ \t]*)\.\. (?:code-block|code|sourcecode|testcode|ipython)::"
    rb"[ \t]*(?:python|py|python3|ipython)?[ \t]*\r?\n"
    rb"(?:[ \t]+:[^\n]*\n)*(?:[ \t]*\r?\n)+(?P<code>(?:(?P=indent)[ \t]+[^\n]*(?:\n|\Z)|[ \t]*\r?\n)+)",
    re.MULTILINE,
)


def analyse_document(source: Source, options: Options) -> list[Finding]:
    """The findings of a document's code blocks. Without `--docs` they carry no edits.

    A block is read as Python of its own, in which `tf` is TensorFlow where it is not imported. What does not parse (an
    excerpt of something) is taken as prose.
    """
    found = []
    for start, code in _blocks(source.data):
        inside = _block(code, start, options)
        if not options.docs and any(finding.edits for _, finding in inside):
            found.append(source.finding(start, "documentation", "a code block speaks of tf.keras (--docs)"))
        elif options.docs:
            for place, finding in inside:
                code_name = "documentation" if finding.edits else finding.code
                found.append(source.finding(place, code_name, finding.message, finding.edits))
    return found


def _blocks(data: bytes) -> Iterator[tuple[int, bytes]]:
    for pattern in (_FENCED, _DIRECTIVE):
        for match in pattern.finditer(data):
            yield match.start("code"), match.group("code")


def _block(code: bytes, start: int, options: Options) -> list[tuple[int, Finding]]:
    if b"keras" not in code:
        return []
    excerpt = prompted(code, start) if b">>> " in code else indented(code, start)
    try:
        return list(excerpt.findings(options, analyse))
    except (SyntaxError, ValueError):
        text = code.decode()
        new = prose(text, options)
        if new == text:
            return []
        edit = Edit(start, start + len(code), new.encode())
        return [(start, Finding(1, 1, "documentation", "a code block speaks of tf.keras", (edit,)))]
