"""What a row's command says was there when it was measured: the pins, and the variables."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FIRST = ("tensorflow", "tf-keras", "keras", "jax", "jaxlib", "torch", "openvino")
"""What the reader looks for; the rest follows by name."""


def pins_of(command: str) -> dict[str, str]:
    """Each release that was there, by the name of its distribution."""
    found = (value for option, value in _words(command) if option in ("", "--force", "--pip"))
    return {Requirement(pin).name: pin for pin in found}


def variables_of(command: str) -> tuple[tuple[str, str], ...]:
    """What was set."""
    parts = (value.partition("=") for option, value in _words(command) if option == "--set")
    return tuple((name, value) for name, _, value in parts)


def leaves_out(command: str) -> bool:
    """Whether something was left out that others require, which no list of requirements can say."""
    return any(option == "--without" for option, _ in _words(command))


def in_order(pins: Mapping[str, str]) -> tuple[str, ...]:
    """The pins, what holds the combination together first."""
    return tuple(pins[name] for name in sorted(pins, key=lambda name: (_place(name), name)))


def _place(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _words(command: str) -> Iterator[tuple[str, str]]:
    """Each word with the option that it belongs to; those of `kerascompat lab probe` in a row take one each."""
    words = iter(shlex.split(command)[3:])
    for word in words:
        yield (word, next(words, "")) if word.startswith("--") else ("", word)
