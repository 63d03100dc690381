"""Names of a Keras in string literals, docstrings and prose."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any

from kerascompat.migrate._excerpts import prompted
from kerascompat.migrate._roots import V2, locate
from kerascompat.migrate._source import Edit, apply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kerascompat.migrate._excerpts import Analyse
    from kerascompat.migrate._scopes import Literal
    from kerascompat.migrate._source import Finding, Source
    from kerascompat.migrate._work import Options

_DOTTED = re.compile(r"(?:tf|tensorflow|tf_keras|keras|kerascompat)(?:\.[A-Za-z_]\w*)+")
_MENTION = re.compile(r"\b(?:tf|tensorflow)\.keras\b")
# A string in these calls is the name of a module or of something in it.
_CALLS = re.compile(rb"(?:\bpatch(?:\.\w+)?|import_module|importorskip|find_spec|__import__|setattr|delattr)\(\s*$")
_PROSE = (
    (re.compile(r"\bfrom tensorflow import keras\b(?! as| *,)"), "{statement}"),
    (re.compile(r"\b(from|import) (?:tensorflow|tf)\.keras\b"), r"\1 {path}"),
    (re.compile(r"(?<![\w.])(?:tf|tensorflow)\.keras\b"), "keras"),
)


def literal_findings(
    source: Source, strings: list[Literal], docstrings: list[Literal], options: Options, analyse: Analyse
) -> Iterator[Finding]:
    """The findings of a file's string literals and docstrings, with edits where the options ask for them."""
    documented = {id(node) for node, _ in docstrings}
    for node, text in strings:
        if id(node) in documented:
            yield from _docstring(source, node, options, analyse)
        else:
            yield from _literal(source, node, text, options)


def _literal(source: Source, node: Any, text: str, options: Options) -> Iterator[Finding]:
    start = source.offset(node.lineno, node.col_offset)
    called = _CALLS.search(source.data, source.line_start(start), start) is not None
    path = tuple(text.split("."))
    place = locate(("tensorflow", *path[1:]) if path[0] == "tf" else path) if _DOTTED.fullmatch(text) else None
    root = options.target.root(place.api) if place is not None else None
    is_ours = path[:1] == ("kerascompat",) or path[0] in ("keras", "tf_keras")
    if place is None or root is None or (is_ours and not called) or place.implied:
        mention = _MENTION.search(text)
        if mention is not None and options.target.name != "tf.keras":
            yield source.finding(start, "mention", f"a string speaks of {mention.group()}")
        return
    new = ".".join(["keras" if path[0] == "tf" and place.api == V2 else root, *place.rest])
    if new == text or (options.target.name == "tf.keras" and place.root[0] == "tensorflow"):
        return
    edits = tuple(_inside(source, node, text, new)) if options.strings else ()
    yield source.finding(start, "string", f'"{text}" would be "{new}"' + ("" if edits else " (--strings)"), edits)


def _inside(source: Source, node: Any, text: str, new: str) -> Iterator[Edit]:
    """The edit of a literal whose characters stand in the file as they are in its value."""
    start = source.offset(node.lineno, node.col_offset)
    end = source.offset(node.end_lineno, node.end_col_offset)
    old = text.encode()
    literal = source.data[start:end]
    if literal in (b'"' + old + b'"', b"'" + old + b"'"):
        yield Edit(start + 1, end - 1, new.encode())


def _docstring(source: Source, node: Any, options: Options, analyse: Analyse) -> Iterator[Finding]:
    start = source.offset(node.lineno, node.col_offset)
    end = source.offset(node.end_lineno, node.end_col_offset)
    old = source.data[start:end].decode()
    new = _documented(old, options, analyse) if _MENTION.search(old) else old
    if new != old:
        edits = (Edit(start, end, new.encode()),) if options.docs else ()
        yield source.finding(
            start, "docstring", "a docstring speaks of tf.keras" + ("" if edits else " (--docs)"), edits
        )


def _documented(text: str, options: Options, analyse: Analyse) -> str:
    """A docstring with its examples moved as code, and the rest as prose."""
    if ">>> " in text:
        data = text.encode()
        with contextlib.suppress(SyntaxError, ValueError):
            found = list(prompted(data, 0).findings(options, analyse))
            text = apply(data, (edit for _, finding in found for edit in finding.edits)).decode()
    return prose(text, options)


def prose(text: str, options: Options) -> str:
    """A text in which `tf.keras` is called `keras`, and an import is the target's."""
    if options.target.name == "tf.keras":
        return text
    statement = options.target.statement(V2, "keras")
    for pattern, new in _PROSE:
        text = pattern.sub(new.format(statement=statement, path=options.target.path), text)
    return text
