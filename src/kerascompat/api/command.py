"""`kerascompat api NAME`: which Keras has a name, what answers it elsewhere, how it is called; and pages of them."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kerascompat._history import VIEWS, Spans, date, names, parse_spans
from kerascompat.api import _pages
from kerascompat.api._entry import Entry, alike, below_root, entry, find, private_home
from kerascompat.api._signatures import calls_of, has_methods, methods_of
from kerascompat.cli.markdown import splice

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_SHOWN = 20
PAGES = {"names": _pages.names_page, "bridges": _pages.bridges_page}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="layers.Dense, tf.keras.layers.Dense, Dense, Dense.call"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--all", action="store_true", help="print every name there is")
    parser.add_argument("--page", choices=PAGES, help="print the names or the bridges, as Markdown")
    parser.add_argument("--into", type=Path, metavar="FILE", help="write the Markdown between the markers of a file")


def run(arguments: argparse.Namespace) -> int:
    """Print; 0 where every name is known, 1 where one is not, 2 where the question makes no sense."""
    if arguments.page:
        return _write(PAGES[arguments.page](), arguments)
    if arguments.into:
        print("kerascompat api: --into takes a page: --page names", file=sys.stderr)
        return 2
    wanted = names() if arguments.all else arguments.names
    if not wanted:
        print("kerascompat api: name something: kerascompat api layers.Dense", file=sys.stderr)
        return 2
    found = {text: _meant(text) for text in wanted}
    if arguments.json:
        entries = {name: _as_json(name) for meant in found.values() for name in meant}
        print(json.dumps({"schema": 1, "measured": date(), "asked": found, "names": entries}, indent=1))
    else:
        for text, meant in found.items():
            _print(text, meant, in_full=not arguments.all)
    return 0 if all(found.values()) else 1


def _meant(text: str) -> Sequence[str]:
    """The names that a text means; a method is named by its class and its own name."""
    name = below_root(text)
    if private_home(name):
        return [name]
    meant = find(name)
    owner, _, method = name.rpartition(".")
    if meant or not owner:
        return meant
    return [f"{each}.{method}" for each in find(owner) if has_methods(each) and calls_of(f"{each}.{method}")]


def _print(text: str, meant: Sequence[str], *, in_full: bool) -> None:
    if not meant:
        close = alike(below_root(text))
        print(f"`{text}`: no Keras that was measured has it{f'; {_listed(close)} is near' if close else ''}")
    for name in meant[:_SHOWN] if in_full else meant:
        print(_line(name))
        if in_full and len(meant) == 1:
            _print_details(name)
    if in_full and len(meant) > _SHOWN:
        print(f"and {len(meant) - _SHOWN} more")


def _listed(close: Sequence[str]) -> str:
    return " or ".join(f"`{each}`" for each in close)


def _line(name: str) -> str:
    found = entry(name)
    if found:
        return found.line()
    home = private_home(name)
    if home:
        return f"`{name}`: private; kerascompat answers with `{home}`"
    owner, _, method = name.rpartition(".")
    return f"`{name}`: the method {method} of `{owner}`"


def _print_details(name: str) -> None:
    found = entry(name)
    if found:
        for kind, views in found.history.kinds:
            for label, spans in views:
                print(f"  {kind:<8} {_shown(spans):<14} {VIEWS[label]}")
    for call, releases in calls_of(name):
        print(f"  {name.rpartition('.')[2]}{call}")
        print(f"           {_in_words(releases)}")
    methods = methods_of(name) if has_methods(name) else ()
    if methods:
        print(f"  methods  {', '.join(methods)}")


def _in_words(text: str) -> str:
    return "; ".join(f"{VIEWS[label]} {_shown(spans)}" for label, spans in parse_spans(text))


def _shown(spans: Spans) -> str:
    return ", ".join(first if first == last else f"{first} to {last}" for first, last in spans)


def _as_json(name: str) -> dict[str, Any]:
    found: Entry | None = entry(name)
    calls = {call: dict(parse_spans(spans)) for call, spans in calls_of(name)}
    if found is None:
        home = private_home(name)
        return {"kind": "private", "target": home} if home else {"kind": "method", "calls": calls}
    return {
        "kinds": {kind: dict(views) for kind, views in found.history.kinds},
        "answers": {generation: asdict(answer) for generation, answer in found.answers},
        "calls": calls,
    }


def _write(text: str, arguments: argparse.Namespace) -> int:
    try:
        if arguments.into:
            page = arguments.into.read_text(encoding="utf-8")
            arguments.into.write_text(splice(page, text), encoding="utf-8")
        else:
            print(text)
    except (OSError, ValueError) as error:
        print(f"kerascompat api: {arguments.into}: {error}", file=sys.stderr)
        return 2
    return 0
