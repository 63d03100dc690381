"""How names are called, in which Keras: read from `data/signatures.json`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kerascompat._history import FOLDER, history

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_ALIAS = "= "


@cache
def _data() -> Mapping[str, Any]:
    return json.loads(Path(FOLDER, "signatures.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def calls_of(name: str) -> list[tuple[str, str]]:
    """How a function, a class or a method is called, each call with the spans of the releases that have it so.

    What is a second name of a class is looked up under the first one, a method that is inherited under the base.

    Args:
        name: its path below the root: `layers.Dense`, `layers.Dense.call`.
    """
    found: dict[str, str] = {}
    for path in _owners(name):
        for call, spans in _data()["calls"].get(path, {}).items():
            if not call.startswith(_ALIAS):
                found.setdefault(call, spans)
        if found:
            break
    return list(found.items())


def methods_of(name: str) -> Sequence[str]:
    """The public methods of a class that are its own, or called otherwise than those of its base."""
    owner = next(iter(_aliased(name)), name)
    return [path[len(owner) + 1 :] for path in _data()["calls"] if path.rpartition(".")[0] == owner]


def has_methods(name: str) -> bool:
    """Whether a name is that of a class."""
    known = history(name)
    return known is not None and any(kind == "class" for kind, _ in known.kinds)


def _owners(name: str) -> Iterator[str]:
    """Where the call of a name may stand: under the name, under the class's first name, under its bases."""
    yield name
    yield from _aliased(name)
    owner, _, method = name.rpartition(".")
    waiting, seen = [owner], set()
    while waiting:
        each = waiting.pop(0)
        if each not in seen:
            seen.add(each)
            yield f"{each}.{method}"
            waiting += [*_aliased(each), *_data()["bases"].get(each, ())]


def _aliased(name: str) -> Iterator[str]:
    return (call[len(_ALIAS) :] for call in _data()["calls"].get(name, ()) if call.startswith(_ALIAS))
