"""The measured table as Markdown: a grid for each question, then every row."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Optional

from packaging.version import Version

from kerascompat.cli.markdown import as_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kerascompat._matrix import Releases, Row, Table

_WORDS = {"verified": "works", "unsupported": "works*"}


def summary(table: Table) -> str:
    """The short table: each TensorFlow with what it brings, and with its own tf_keras."""
    return f"{as_table(summary_lines(table))}\n\n{counts(table)}"


def summary_lines(table: Table) -> list[list[str]]:
    """The lines of the short table; the first is its head."""
    lines = [["TensorFlow", "with the Keras it brings", "with tf_keras of its minor version", "Python"]]
    for minor, rows in _by_minor(row for row in table.rows if _is_default(row)):
        newest = max((row.releases.tensorflow or "" for row in rows), key=Version)
        keras = [row for row in rows if row.releases.tensorflow == newest]
        legacy = [row for row in table.rows if _is_legacy(row, newest) and _minor(row.releases.version) == minor]
        pythons = sorted({row.releases.python for row in keras}, key=Version)
        lines.append([newest, _brought(table, keras), _brought(table, legacy), ", ".join(pythons)])
    return lines


def page(table: Table) -> str:
    """All of `docs/matrix.md` that is generated."""
    tensorflow = [row for row in table.rows if row.releases.backend == "tensorflow" and row.releases.tensorflow]
    on_311 = [row for row in tensorflow if row.releases.python == "3.11" and "protobuf==" not in row.asked]
    parts = [
        f"## In short\n\n{summary(table)}",
        "## tf_keras\n\nColumns: tf_keras. Python 3.11.",
        _grid(table, (row for row in on_311 if row.releases.provider == "tf_keras"), _tensorflow, _version),
        "## Keras 3\n\nColumns: TensorFlow. Python 3.11.",
        _grid(table, (row for row in on_311 if _is_keras(row, 3)), _version, _tensorflow),
        "## Keras 2\n\nColumns: the package `keras`. Python 3.11.",
        _grid(table, (row for row in on_311 if _is_keras(row, 2)), _tensorflow, _version),
        "## Other backends\n\nColumns: the backend. Python 3.11.",
        _grid(
            table,
            (row for row in table.rows if row.releases.backend != "tensorflow"),
            _version,
            _backend,
        ),
        "## Python\n\nEach TensorFlow with what it brings. Columns: Python.",
        _grid(
            table,
            filter(_is_default, tensorflow),
            _tensorflow,
            lambda each: each.python,
        ),
        "## Every row\n\nThe command of each row, its versions and its errors stand in `data/matrix.json`.",
        _listing(table),
    ]
    return "\n\n".join(parts)


def words(table: Table, row: Row) -> str:
    """The verdict of a row in a few words: what fails, or that it works."""
    kind = table.verdict(row.releases).kind
    failed = [step for step, _ in row.failed]
    if failed[:1] == ["import"]:
        return "no import"
    if kind == "broken":
        return f"fails: {', '.join(failed)}"
    return _WORDS[kind] + (f" but {', '.join(failed)}" if failed else "")


def counts(table: Table) -> str:
    """How many combinations were measured, when, and what came out."""
    dates = sorted({row.date for row in table.rows})
    kinds = [table.verdict(row.releases).kind for row in table.rows]
    counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in ("verified", "unsupported", "broken"))
    when = " to ".join(dict.fromkeys((*dates[:1], *dates[-1:]))) or "never"
    return f"{len(kinds)} combinations, measured {when} on Linux, CPU: {counted}."


def _brought(table: Table, rows: Sequence[Row]) -> str:
    """A provider, its release and what works: of the rows for several Pythons, the one of Python 3.11."""
    row = min(rows, key=lambda row: row.releases.python != "3.11", default=None)
    return "" if row is None else f"{row.releases.provider} {row.releases.version}: {words(table, row)}"


def _grid(
    table: Table, rows: Iterable[Row], of_line: Callable[[Releases], str], of_column: Callable[[Releases], str]
) -> str:
    cells: dict[tuple[str, str], list[Row]] = defaultdict(list)
    lines: dict[str, None] = {}
    columns: dict[str, None] = {}
    for row in sorted(rows, key=_order):
        line, column = of_line(row.releases), of_column(row.releases)
        cells[line, column].append(row)
        lines[line] = columns[column] = None
    header = ["", *sorted(columns, key=_as_number)]
    body = [
        [line, *(_cell(table, cells[line, column]) for column in header[1:])] for line in sorted(lines, key=_as_number)
    ]
    return as_table([header, *body])


def _cell(table: Table, rows: Sequence[Row]) -> str:
    """One field: where NumPy's major versions differ in it, each."""
    said: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        said[words(table, row)].append(str(Version(row.releases.numpy or "0").major))
    if len(said) < 2:
        return next(iter(said), "")
    return "; ".join(f"NumPy {', '.join(sorted(set(majors)))}: {text}" for text, majors in said.items())


def _listing(table: Table) -> str:
    lines = [["TensorFlow", "Keras", "backend", "NumPy", "protobuf", "Python", "verdict", "what fails"]]
    for row in table.rows:
        each = row.releases
        lines.append(
            [
                each.tensorflow or "",
                f"{each.provider} {each.version}",
                f"{each.backend} {each.backend_version or ''}".strip(),
                each.numpy or "",
                each.protobuf or "",
                each.python,
                table.verdict(each).kind,
                ", ".join(step for step, _ in row.failed),
            ]
        )
    return as_table(lines)


def _by_minor(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[_minor(row.releases.tensorflow)].append(row)
    return sorted(found.items(), key=lambda item: Version(item[0]))


def _minor(version: Optional[str]) -> str:
    parsed = Version(version or "0")
    return f"{parsed.major}.{parsed.minor}"


def _tensorflow(releases: Releases) -> str:
    return releases.tensorflow or ""


def _version(releases: Releases) -> str:
    return releases.version or ""


def _backend(releases: Releases) -> str:
    beside = f" beside TensorFlow {_minor(releases.tensorflow)}" if releases.tensorflow else ""
    return f"{releases.backend} {releases.backend_version or ''}".strip() + beside


def _is_keras(row: Row, generation: int) -> bool:
    is_2 = Version(row.releases.version or "0").major < 3
    return row.releases.provider == "keras" and is_2 == (generation == 2)


def _is_default(row: Row) -> bool:
    """Whether a TensorFlow alone was asked for, and brought its Keras."""
    return row.asked.endswith(f"--python {row.releases.python} tensorflow=={row.releases.tensorflow}")


def _is_legacy(row: Row, tensorflow: str) -> bool:
    """Whether a TensorFlow was asked for with a tf_keras and the variable that it heeds, and nothing else."""
    is_own = row.releases.provider == "tf_keras" and row.releases.tensorflow == tensorflow
    return is_own and row.variable is not None and "--force" not in row.asked and "numpy==" not in row.asked


def _order(row: Row) -> tuple[Version, Version]:
    return Version(row.releases.tensorflow or "0"), Version(row.releases.version or "0")


def _as_number(text: str) -> tuple[object, ...]:
    name, _, version = text.rpartition(" ")
    try:
        return (name, Version(version or text))
    except ValueError:
        return (text, Version("0"))
