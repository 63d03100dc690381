"""Two pages that are made when the site is built, from what was measured: every row of the matrix, and every name.

Each is a table that reads without JavaScript and without colour; `_static/measured.js` adds the fields to filter with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from packaging.version import InvalidVersion, Version
from sphinx.util.docutils import SphinxDirective

from kerascompat._matrix import table
from kerascompat.api._entry import apart
from kerascompat.api._pages import counted, search_rows
from kerascompat.matrix._pages import counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx

    from kerascompat._history import History
    from kerascompat._matrix import Row, Table

NONE = "none"
SHOWN = 200
MARKS = {"verified": "✓", "unsupported": "!", "broken": "✗"}


@dataclass(frozen=True)
class Cell:
    """One field of a row.

    Attributes:
        html: what is shown.
        values: what the field's filter finds it by; all that is shown where it is None.
    """

    html: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column, and its filter.

    Attributes:
        head: what stands above it.
        css: a word for the style sheet.
        is_filtered: whether there is a field to filter by it.
    """

    head: str
    css: str
    is_filtered: bool = True


@dataclass(frozen=True)
class Page:
    """A table with filters.

    Attributes:
        name: its name among the elements of the page.
        caption: what it shows, and when it was measured.
        noun: what a row is, in the plural.
        hint: an example for the field that takes any text.
        columns: the columns.
        rows: the fields of each row.
        limit: how many rows are shown at once where a script filters, 0 for all.
        advice: what a script says where no row has the text.
    """

    name: str
    caption: str
    noun: str
    hint: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    limit: int = 0
    advice: str = ""


def matrix_page(measured: Table) -> Page:
    """Every measured combination."""
    columns = (
        Column("TensorFlow", "version"),
        Column("Keras", "version"),
        Column("backend", "version"),
        Column("NumPy", "version"),
        Column("protobuf", "version"),
        Column("Python", "version"),
        Column("verdict", "verdict"),
        Column("what fails", "steps"),
    )
    newest_first = sorted(measured.rows, key=_age, reverse=True)
    rows = tuple(_combination(measured, row) for row in newest_first)
    return Page("matrix", counts(measured), "combinations", "jax 0.4, save_h5, runtime_version", columns, rows)


def _age(row: Row) -> tuple[Version, ...]:
    each = row.releases
    return tuple(Version(text or "0") for text in (each.tensorflow, each.version, each.python))


def _combination(measured: Table, row: Row) -> tuple[Cell, ...]:
    each = row.releases
    verdict = measured.verdict(each)
    steps = [step for step, _ in row.failed]
    backend = f"{each.backend} {each.backend_version or ''}".strip()
    reason = verdict.reason if steps or verdict.kind != "verified" else ""
    sign = f'<span aria-hidden="true">{MARKS[verdict.kind]}</span>'
    return (
        _of(each.tensorflow or NONE),
        _of(f"{each.provider} {each.version}"),
        Cell(escape(backend), (each.backend,)),
        _of(each.numpy or NONE),
        _of(each.protobuf or NONE),
        _of(each.python),
        Cell(f'<span class="kc-{verdict.kind}">{sign} {verdict.kind}</span>', (verdict.kind,)),
        Cell(_failures(steps, reason, verdict.cure), tuple(steps) or ("nothing",)),
    )


def _failures(steps: Sequence[str], reason: str, cure: str | None) -> str:
    named = ", ".join(f"<code>{escape(step)}</code>" for step in steps) or "nothing"
    if not reason:
        return named
    text = f"<p>{escape(reason)}</p>" + (f"<p>cure: <code>{escape(cure)}</code></p>" if cure else "")
    return f"{named} <details><summary>why</summary>{text}</details>"


def names_page() -> Page:
    """Every name of every Keras."""
    columns = (
        Column("name", "name", is_filtered=False),
        Column("module", "module"),
        Column("kind", "kind"),
        Column("which Keras", "where"),
        Column("elsewhere", "elsewhere", is_filtered=False),
    )
    rows = tuple(_name(*row) for row in search_rows())
    advice = "no such name: try a shorter part"
    return Page("names", counted(), "names", "layers.Dense, mse, tf.keras.backend", columns, rows, SHOWN, advice)


def _name(known: History, places: Sequence[str], elsewhere: str) -> tuple[Cell, ...]:
    module, _, _ = known.name.rpartition(".")
    return (
        Cell(f"<code>{_breakable(known.name)}</code>"),
        Cell(f"<code>{_breakable(module)}</code>" if module else "the root", (module.partition(".")[0] or "the root",)),
        _of(known.kind),
        Cell("".join(f"<p>{_with_code(place)}</p>" for place in places), tuple(_generations(known))),
        Cell(_with_code(elsewhere) or "–"),
    )


def _generations(known: History) -> Iterator[str]:
    """What the field for the Keras finds a name by."""
    found = {minor[0] for minor in known.minors("keras", "tf.keras")}
    if known.minors("tf_keras", "tf_keras/tf.keras"):
        found.add("2")
    words = {"2": "Keras 2 only", "3": "Keras 3 only", "23": "Keras 2 and Keras 3"}
    yield words.get("".join(sorted(found)), "tf.compat.v1.keras only")
    for root, releases in apart(known):
        generations = {minor[0] for minor in releases.minors("keras", "tf.keras")} or {"2"}
        yield from (f"Keras {generation}, as {root} only" for generation in sorted(generations))


def _with_code(text: str) -> str:
    return re.sub(r"`([^`]*)`", lambda found: f"<code>{_breakable(found[1])}</code>", escape(text))


def _breakable(name: str) -> str:
    """A dotted name that a narrow column may break at its dots."""
    return escape(name).replace(".", ".<wbr>").replace("_", "_<wbr>")


def _of(text: str) -> Cell:
    return Cell(escape(text), (text,))


def as_html(page: Page) -> str:
    """The form, which a script shows, and the table."""
    data = f'data-noun="{page.noun}" data-limit="{page.limit}" data-advice="{escape(page.advice)}"'
    start = f'<div class="kc-page" {data}>'
    return "\n".join([start, *_form(page), *_table(page), "</div>"])


def _form(page: Page) -> list[str]:
    text = f"kc-{page.name}-text"
    lines = [
        f'<form class="kc-filters" role="search" aria-label="Filter the {page.noun}" hidden>',
        f'<p class="kc-field kc-any"><label for="{text}">any text</label>',
        f'<input id="{text}" type="search" autocomplete="off" spellcheck="false" placeholder="{escape(page.hint)}">',
        "</p>",
    ]
    for number, column in enumerate(page.columns):
        if column.is_filtered:
            field = f"kc-{page.name}-{number}"
            found = {value for row in page.rows for value in row[number].values}
            options = "".join(f"<option>{escape(value)}</option>" for value in sorted(found, key=_as_version))
            lines.append(
                f'<p class="kc-field"><label for="{field}">{column.head}</label>'
                f'<select id="{field}" data-column="{number}"><option value="">any</option>{options}</select></p>'
            )
    lines += ['<p class="kc-field"><button type="reset">show all</button></p>', "</form>"]
    return [*lines, '<p class="kc-count" role="status" aria-live="polite"></p>']


def _table(page: Page) -> list[str]:
    heads = "".join(f'<th role="columnheader" scope="col">{column.head}</th>' for column in page.columns)
    lines = [
        f'<table class="kc-table" id="kc-{page.name}" role="table">',
        f"<caption>{escape(page.caption)}</caption>",
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>',
        '<tbody role="rowgroup">',
    ]
    for row in page.rows:
        cells = []
        for column, cell in zip(page.columns, row):
            values = f' data-values="{escape("|".join(cell.values))}"' if column.is_filtered else ""
            of_column = f'class="kc-{column.css}" data-head="{column.head}"{values}'
            cells.append(f'<td role="cell" {of_column}><div>{cell.html}</div></td>')
        lines.append(f'<tr role="row">{"".join(cells)}</tr>')
    return [*lines, "</tbody>", "</table>"]


def _as_version(text: str) -> tuple[object, ...]:
    name, _, version = text.rpartition(" ")
    try:
        return (1, name, Version(version))
    except InvalidVersion:
        return (0, text)


class EveryRow(SphinxDirective):
    """The table of the matrix."""

    def run(self) -> list[nodes.Node]:
        """Make it."""
        return [nodes.raw("", as_html(matrix_page(table())), format="html")]


class EveryName(SphinxDirective):
    """The table of names."""

    def run(self) -> list[nodes.Node]:
        """Make it."""
        return [nodes.raw("", as_html(names_page()), format="html")]


def _with_script(app: Sphinx, *of_page: Any) -> None:
    """Add the script to a page that has such a table."""
    doctree = of_page[-1]
    if doctree is not None and any("kc-page" in each.astext() for each in doctree.findall(nodes.raw)):
        app.add_js_file("measured.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directives, and the script to the pages that have one."""
    app.add_directive("every-measured-row", EveryRow)
    app.add_directive("every-name", EveryName)
    app.connect("html-page-context", _with_script)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
