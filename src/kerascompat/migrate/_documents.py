"""Markdown and reStructuredText: the Python in their code blocks."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from typing import TYPE_CHECKING

from kerascompat.migrate._python import Surroundings, analyse
from kerascompat.migrate._source import Edit, Finding, Source, shift
from kerascompat.migrate._strings import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kerascompat.migrate._python import Options

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

    A block is read as Python of its own, in which `tf` is TensorFlow where it is not imported. What does not parse (a
    prompt, an excerpt) is taken as prose.
    """
    found = []
    for start, code in _blocks(source.data):
        for finding in _block(Source(code, python=False), options):
            offset = start + Source(code, python=False).offset(finding.line, 0)
            line, _ = source.position(offset)
            edits = shift(finding.edits, start) if options.docs else ()
            message = finding.message + ("" if options.docs else " (--docs)")
            found.append(replace(finding, line=line, message=message, edits=edits))
    return found


def _blocks(data: bytes) -> Iterator[tuple[int, bytes]]:
    for pattern in (_FENCED, _DIRECTIVE):
        for match in pattern.finditer(data):
            yield match.start("code"), match.group("code")


def _block(source: Source, options: Options) -> list[Finding]:
    text = source.data.decode()
    plain = textwrap.dedent(text)
    if plain == text:
        try:
            return analyse(source, options, Surroundings(is_example=True, is_package=True))
        except SyntaxError:
            pass
    new = prose(text, options)
    if new == text:
        return []
    edit = Edit(0, len(source.data), new.encode())
    return [source.finding(0, "documentation", "a code block speaks of tf.keras", [edit])]
