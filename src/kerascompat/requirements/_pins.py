"""Which verified row answers a wish, and the pins that it gives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Optional

from packaging.version import Version

from kerascompat import _matrix
from kerascompat.requirements._measured import in_order, leaves_out, pins_of, variables_of

if TYPE_CHECKING:
    from kerascompat._facts import Verdict
    from kerascompat._matrix import Releases, Row, Table
    from kerascompat.requirements._wish import Wish


@dataclass(frozen=True)
class Pins:
    """One consistent set of pins.

    Attributes:
        wish: what was asked for.
        releases: the combination, on the Python that was asked for.
        verdict: what the matrix says of it.
        measured: the Python that the provider was measured on.
        lines: requirements, as pip takes them.
        variables: what must be set before Python starts.
    """

    wish: Wish
    releases: Releases
    verdict: Verdict
    measured: str
    lines: tuple[str, ...]
    variables: tuple[tuple[str, str], ...]


def find(table: Table, wish: Wish) -> Optional[Pins]:
    """The pins of the newest verified row that is what is asked for; None where there is none."""
    rows = [row for row in candidates(table) if wish.matches(row.releases)]
    hosts = {row: host for row in rows if (host := _host(table, row, wish.python)) is not None}
    if not hosts:
        return None
    row = max(hosts, key=lambda row: merit(row, wish))
    releases = _beside(row, hosts[row], wish.python)
    return Pins(
        wish=wish,
        releases=releases,
        verdict=table.verdict(releases),
        measured=row.releases.python,
        lines=_lines(row, hosts[row]),
        variables=variables_of(row.command),
    )


@cache
def candidates(table: Table) -> tuple[Row, ...]:
    """The verified rows that a list of requirements can say: nothing is left out that others require."""
    return tuple(row for row in table.verified if not leaves_out(row.command))


def serves(table: Table, row: Row, python: str) -> bool:
    """Whether a row speaks for a Python, and its pins can be installed there."""
    return _host(table, row, python) is not None


@cache
def _host(table: Table, row: Row, python: str) -> Optional[Row]:
    """The row whose pins hold on that Python for what lies beside Keras: itself on its own.

    On another Python it is what was measured there with the same TensorFlow, if the two are verified together: of
    NumPy, protobuf and the rest, the releases that were measured elsewhere may not exist there.
    """
    if row.releases.python == python:
        return row
    if not table.has_python(row.releases, python):
        return None
    asked = (python, row.releases.tensorflow, row.releases.backend, None)
    for other in candidates(table):
        found = other.releases
        is_plain = (found.python, found.tensorflow, found.backend, other.variable) == asked
        if is_plain and table.verdict(_beside(row, other, python)).kind == "verified":
            return other
    return None


def _beside(row: Row, host: Row, python: str) -> Releases:
    """The releases of a row with what lies beside them in another one."""
    return replace(row.releases, python=python, numpy=host.releases.numpy, protobuf=host.releases.protobuf)


def _lines(row: Row, host: Row) -> tuple[str, ...]:
    """TensorFlow and the provider as measured, the rest from the row that holds on the Python that is asked for."""
    own = ("tensorflow", _matrix.DISTRIBUTIONS.get(row.releases.provider, row.releases.provider))
    kept = {name: pin for name, pin in pins_of(row.command).items() if name in own}
    return in_order({**pins_of(host.command), **kept})


def merit(row: Row, wish: Wish) -> tuple[object, ...]:
    """Of several that are asked for: the newest TensorFlow, and there what is installed with the least said.

    The release that is named to the letter goes before `2.15.0.post1`, and what resolved by itself before what was
    measured with another NumPy or protobuf.
    """
    releases = row.releases
    return (
        releases.tensorflow == wish.tensorflow,
        _matrix.version_of(releases.tensorflow or "0"),
        -abs(minor(releases.python) - minor(wish.python)),
        row.variable is None,
        not any(f" {name}==" in row.asked for name in ("numpy", "protobuf")),
        _matrix.version_of(releases.version or "0"),
        _matrix.version_of(releases.backend_version or "0"),
    )


def minor(python: str) -> int:
    return Version(python).minor
