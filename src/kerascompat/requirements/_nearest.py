"""Where nothing verified is what is asked for: why, and what is nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from kerascompat import _matrix
from kerascompat.matrix._selection import Selection, newest
from kerascompat.requirements._pins import candidates, find, merit, minor, serves
from kerascompat.requirements._wish import NONE, Wish, generation_of

if TYPE_CHECKING:
    from kerascompat._matrix import Releases, Table
    from kerascompat.requirements._pins import Pins


def nearest(table: Table, wish: Wish) -> Optional[Pins]:
    """The pins that change least, with the wish that gives them; None where nothing at all is verified.

    What the code is written for weighs most, the backend and the generation; then TensorFlow; then the Python, which
    is replaced most easily.
    """
    found = [
        (row.releases, wish.python if serves(table, row, wish.python) else row.releases.python)
        for row in candidates(table)
    ]
    if not found:
        return None
    row, python = min(found, key=lambda each: _distance(each[0], each[1], wish))
    return find(table, _wish_of(row, wish, python))


def why_not(table: Table, wish: Wish) -> str:
    """Why nothing verified is what is asked for."""
    known = table.registry.get("tensorflow", {})
    if wish.tensorflow not in (None, NONE):
        meant = [text for text in known if Selection(tensorflow=wish.tensorflow).matches(_only(text))]
        if not meant:
            return f"no TensorFlow {wish.tensorflow} is known; the newest is {_matrix.newest_of(known)}"
        pythons = dict.fromkeys(python for text in meant for python in known[text].get("pythons", ()))
        if wish.python not in pythons:
            last = newest(meant, wish.tensorflow or "")
            return f"tensorflow {last} has no wheel for Python {wish.python}, only for {', '.join(pythons)}"
    rows = [row for row in table.rows if wish.matches(row.releases)]
    verified = {row.releases.python: row for row in rows if row in table.verified}
    if verified:
        return f"verified on Python {', '.join(verified)}; nothing measured speaks for Python {wish.python}"
    if not rows:
        return "no such combination was measured"
    row = max(rows, key=lambda row: merit(row, wish))
    verdict = table.verdict(row.releases)
    return f"{row.releases} is " + ("a pre-release" if verdict.kind == "verified" else str(verdict))


def _distance(row: Releases, python: str, wish: Wish) -> tuple[object, ...]:
    """How much of a wish must change."""
    asked = None if wish.tensorflow == NONE else wish.tensorflow
    return (
        row.backend != wish.backend,
        wish.own_generation not in (None, generation_of(row)),
        wish.tensorflow is not None and (row.tensorflow is None) != (asked is None),
        not Selection(tensorflow=wish.tensorflow).matches(row),
        _matrix.minors(row.tensorflow, asked),
        not Selection(provider=wish.provider, version=wish.version).matches(row),
        row.provider != wish.provider if wish.provider else False,
        _matrix.minors(row.version, wish.version),
        abs(minor(python) - minor(wish.python)),
        *(-part for part in (*_parts(row.tensorflow), *_parts(row.version), *_parts(row.backend_version))),
    )


def _wish_of(row: Releases, wish: Wish, python: str) -> Wish:
    """The wish that a row fulfils, in the words of the one that it is nearest to."""
    same = Selection(tensorflow=wish.tensorflow).matches(row) and wish.tensorflow is not None
    begins = NONE if row.tensorflow is None else ".".join(row.tensorflow.split(".")[:2])
    named = wish.provider is not None
    return Wish(
        python=python,
        tensorflow=wish.tensorflow if same else begins,
        generation=generation_of(row),
        backend=row.backend,
        provider=row.provider if named else None,
        version=row.version if named else None,
        format=wish.format,
    )


def _only(tensorflow: str) -> Releases:
    return _matrix.Releases("", tensorflow, "", None, "")


def _parts(version: Optional[str]) -> tuple[int, int, int]:
    found = _matrix.version_of(version or "0")
    return found.major, found.minor, found.micro
