"""What a frozen application needs of what is imported by name: pure, but for `modules_below`, which looks at folders.

The variables of the build need not be those of the run: whatever they could make of the installed packages is bundled.
"""

from __future__ import annotations

import importlib.util
import pkgutil
from dataclasses import replace
from importlib.machinery import PathFinder
from typing import NamedTuple

from kerascompat import _HOMES
from kerascompat._environment import DISTRIBUTIONS
from kerascompat._facts import BACKENDS, SURFACES, Choice
from kerascompat._resolver import decide

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Optional

    from kerascompat._facts import Facts


class Needs(NamedTuple):
    """What is to be bundled.

    Attributes:
        packages: bundled with every module below them.
        modules: bundled with what they import.
        distributions: their metadata is bundled, so that versions are known.
    """

    packages: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    distributions: tuple[str, ...] = ()


def choices(facts: Facts) -> tuple[Choice, ...]:
    """Each choice that a surface can come to under these facts, whatever the variables will be."""
    installed = [name for name in BACKENDS if facts.module(name).is_package]
    backends: tuple[Optional[str], ...] = (facts.keras_backend, *installed)
    found: dict[Choice, None] = {}
    for backend in backends:
        for legacy in (facts.legacy_keras, "0", "1"):
            changed = replace(facts.anew(), keras_backend=backend, legacy_keras=legacy)
            for surface in SURFACES:
                outcome = decide(changed, surface)
                if isinstance(outcome, Choice) and not outcome.mocked:
                    found.setdefault(outcome)
    return tuple(found)


def needs(choice: Choice) -> Needs:
    """What one choice needs."""
    return Needs(
        packages=(choice.provider, f"kerascompat.bridges.on_keras_{choice.generation}"),
        modules=(*choice.modules, choice.backend),
        distributions=tuple(name for module in choice.installed for name in DISTRIBUTIONS[module]),
    )


def needs_of_all(found: Sequence[Choice]) -> Needs:
    """What all of these choices need, and kerascompat itself: the homes of its public names are imported by name."""
    own = tuple(f"kerascompat.{name}" for name in (*SURFACES, *_HOMES.values()))
    every = [Needs(modules=own), *map(needs, found)]
    return Needs(*(tuple(dict.fromkeys(name for names in field for name in names)) for field in zip(*every)))


def modules_below(package: str) -> Iterator[str]:
    """A package and the modules below it, without importing a provider: that would need the variables of the run."""
    spec = importlib.util.find_spec(package)
    if spec is not None:
        yield package
        yield from _below(package, list(spec.submodule_search_locations or ()))


def _below(package: str, locations: list[str]) -> Iterator[str]:
    for module in pkgutil.iter_modules(locations, f"{package}."):
        if module.name.endswith("_test"):
            continue
        yield module.name
        spec = PathFinder.find_spec(module.name, locations) if module.ispkg else None
        if spec is not None:
            yield from _below(module.name, list(spec.submodule_search_locations or ()))
