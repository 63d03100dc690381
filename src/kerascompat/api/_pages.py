"""Names and bridges as pages of the documentation: Markdown."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kerascompat._history import date, measured, names
from kerascompat.api._entry import Answer, Entry, apart, entry, places, where
from kerascompat.bridges import bridges
from kerascompat.cli.markdown import as_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kerascompat._history import History
    from kerascompat.bridges._bridge import Bridge


def names_page() -> str:
    """Every name, by module and by where it is: what `docs/names.md` has."""
    parts = [counted()]
    by_module: dict[str, list[Entry]] = defaultdict(list)
    for each in _entries():
        by_module[each.name.rpartition(".")[0]].append(each)
    for module in sorted(by_module):
        parts.append(f"## {f'`{module}`' if module else 'The root'}")
        parts.append(as_table([["names", "where", "elsewhere"], *_grouped(by_module[module])]))
    return "\n\n".join(parts)


def counted() -> str:
    """How many names were measured, when, and of which releases."""
    every = measured()
    spans = [f"{name} {minors[0]} to {minors[-1]}" for name, minors in every.items()]
    return f"{len(names())} names, measured {date()}: {' and '.join(spans)}."


def _entries() -> Iterator[Entry]:
    return (found for found in map(entry, names()) if found is not None)


def _grouped(entries: Iterable[Entry]) -> list[list[str]]:
    """Lines of names that are in the same releases, and of which the same is said."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in entries:
        only = (f"{where(releases)}: only in `{root}`" for root, releases in apart(each.history))
        groups["; ".join([where(each.history), *only]), _elsewhere(each)].append(each.name.rpartition(".")[2])
    return [[f"`{'` `'.join(group)}`", spans, text] for (spans, text), group in groups.items()]


def _elsewhere(each: Entry) -> str:
    return "; ".join(filter(None, (_phrase(generation, answer) for generation, answer in each.answers)))


def _phrase(generation: int, answer: Answer) -> str:
    return f"Keras {generation}: {answer.text}" if answer.text else ""


def bridges_page() -> str:
    """Every bridge, with what answers and from where that is known: what `docs/bridges.md` has."""
    parts = []
    for generation, lacking in ((3, 2), (2, 3)):
        found = [each for each in bridges(generation).values() if not each.is_module and not each.is_private]
        parts.append(f"## Names of Keras {lacking}, on Keras {generation}\n\n{len(found)} names.")
        parts.append(as_table([["names", "what answers", "source"], *_sources(found)]))
    private = [each for each in bridges(3).values() if each.is_private and not each.is_module]
    outside = [each for each in private if not each.name.startswith("src.")]
    parts.append(f"## Private paths, on both\n\n{len(outside)} names, and the same below `src`, for imports.")
    parts.append(as_table([["names", "what answers", "source"], *_sources(outside)]))
    return "\n\n".join(parts)


def _sources(found: Iterable[Bridge]) -> list[list[str]]:
    lines: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for each in found:
        module, _, name = each.name.rpartition(".")
        to, colon, below = each.target.rpartition(":")
        parent, _, last = below.rpartition(".")
        if to.startswith("kerascompat"):
            answer = "a function of that name" if last == name else f"the function `{last}`"
        elif colon:
            answer = f"`{to}.{below}`"
        else:
            answer = f"`{f'{parent}.' if parent else ''}*`" if last == name else f"`{each.target}`"
        lines[module, answer, each.source].append(each.name)
    return [[f"`{'` `'.join(group)}`", answer, source] for (_, answer, source), group in lines.items()]


def search_rows() -> list[tuple[History, list[str], str]]:
    """Each name, which Keras has it, and what answers elsewhere: the page to search in is made of them."""
    return [(each.history, places(each.history), _elsewhere(each)) for each in _entries()]
