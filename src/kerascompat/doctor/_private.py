"""What a report must not tell: the home directory, and the user's name."""

from __future__ import annotations

import getpass
import os
import re
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_COMMON = frozenset(
    {
        *(
            "root",
            "user",
            "users",
            "home",
            "admin",
            "ubuntu",
            "jovyan",
            "site",
            "packages",
            "lib",
            "bin",
            "env",
            "venv",
        ),
        *("python", "keras", "tensorflow", "torch", "jax", "numpy", "openvino", "protobuf", "kerascompat", "doctor"),
        *("src", "backend", "error", "warning", "note"),
    }
)
"""Names that are nobody's own, and words of many reports."""

_VARIABLES = ("LOGNAME", "USER", "LNAME", "USERNAME", "SUDO_USER")
_HOMES = re.compile(r"(?<![\w.])((?:/home|/Users|[A-Za-z]:\\Users)[/\\])[^/\\\s:;,'\"]+")
"""A home directory of anybody: the name stands behind it."""


def stripper() -> Callable[[str], str]:
    """A function that takes the home directory and the user's names out of a text."""
    home = os.path.expanduser("~")
    homes = tuple(dict.fromkeys((home, os.path.realpath(home))))
    names = {os.path.basename(each.rstrip("/\\")) for each in homes} | set(_logins())
    return partial(strip, homes=homes, names=tuple(sorted(names)))


def _logins() -> Iterator[str]:
    for name in filter(None, map(os.environ.get, _VARIABLES)):
        yield re.split(r"[\\/@]", name)[-1 if "\\" in name else 0]
    try:
        yield getpass.getuser()
    except (OSError, KeyError, ImportError):  # no variable says it, and the system has no such user
        return


def strip(text: str, homes: tuple[str, ...], names: tuple[str, ...] = ()) -> str:
    """The text with `~` for a home directory of the user, and `USER` for each of the user's names.

    Args:
        text: any text.
        homes: the home directories; `/` is none.
        names: the names of the user; those of one or two letters, and those that are words of any report, stay.
    """
    for home in homes:
        if len(home.strip("/\\")) > 1:
            flags = re.IGNORECASE if "\\" in home else 0
            text = re.sub(re.escape(home.rstrip("/\\")) + r"(?=$|[^\w.-])", "~", text, flags=flags)
    text = _HOMES.sub(r"\g<1>USER", text)
    for name in names:
        if len(name) > 2 and name.lower() not in _COMMON:
            word = rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])"
            text = re.sub(word, "USER", text, flags=re.IGNORECASE)
    return text


def deep(value: Any, change: Callable[[str], str]) -> Any:
    """A value of plain parts with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: deep(item, change) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [deep(item, change) for item in value]
    return value
