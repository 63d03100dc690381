"""How a step ends, other than well: absent, or with errors, and how an error becomes a comparable line."""

from __future__ import annotations

import re
import sys
import traceback

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LENGTH = 300

_PATH = re.compile(r"(?<![\w/:.])/(?:[^\s'\"`:,;()<>\[\]/]+/)+[^\s'\"`:,;()<>\[\]/]*")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_TEMPORARY = re.compile(r"\btmp[a-z0-9_]{8}")
_ADDRESS = re.compile(r"\s+at 0x[0-9a-fA-F]+|\b0x[0-9a-fA-F]{6,}")


class Absent(Exception):  # noqa: N818 - not an error: the thing does not exist there
    """What the step would do does not exist in this combination, by documentation."""


class SeveralError(Exception):
    """Members of a step that failed, in order, each with its exception."""

    def __init__(self, failures: list[tuple[str, BaseException]]) -> None:
        super().__init__(failures)
        self.failures = failures


def each(members: Iterable[tuple[str, Callable[[], None]]]) -> None:
    """Run every member; one that fails does not keep the others from running.

    Raises:
        SeveralError: where at least one failed.
    """
    failures: list[tuple[str, BaseException]] = []
    for name, run in members:
        try:
            run()
        except Exception as error:  # noqa: BLE001 - any failure is the answer
            _print(error)
            failures.append((name, error))
    if failures:
        raise SeveralError(failures)


def check(condition: object, text: str) -> None:
    """Fail with that text unless the condition holds."""
    if not condition:
        raise AssertionError(text)


def describe(error: BaseException) -> dict[str, object]:
    """The fields of a failed step: `error` and `cause`, and `members` where several could fail."""
    if isinstance(error, SeveralError):
        name, first = error.failures[0]
        members = [member for member, _ in error.failures]
        return {"error": line(f"{name}: {_text(first)}"), "cause": line(_text(_root(first))), "members": members}
    _print(error)
    return {"error": line(_text(error)), "cause": line(_text(_root(error)))}


def line(text: str) -> str:
    """The text in one line without what differs from run to run: folders and memory addresses."""
    text = _TEMPORARY.sub("tmp", _PATH.sub(_shorten, _COLOUR.sub("", text)))
    text = _ADDRESS.sub("", text)
    return " ".join(text.split())[:LENGTH]


def _shorten(match: re.Match[str]) -> str:
    before, installed, below = match.group().rpartition("site-packages/")
    return below if installed else before.rstrip("/").rpartition("/")[2] or below.rstrip("/").rpartition("/")[2]


def _root(error: BaseException) -> BaseException:
    """The exception that the chain begins with, following what a traceback shows."""
    seen = {id(error)}
    while True:
        inner = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if inner is None or id(inner) in seen:
            return error
        seen.add(id(inner))
        error = inner


def _text(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"


def _print(error: BaseException) -> None:
    traceback.print_exception(type(error), error, error.__traceback__, file=sys.stderr)
