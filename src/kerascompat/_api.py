"""The questions: what is chosen, can it be had, on which facts."""

from __future__ import annotations

from dataclasses import fields
from functools import cached_property

from kerascompat import _environment, _loader, _resolver
from kerascompat._facts import SURFACES, Choice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

    from kerascompat._facts import Facts, Verdict

_SURFACE_OF = {None: "keras", 2: "keras2", 3: "keras3"}


def facts() -> Facts:
    """Everything that a decision depends on, as it is now.

    Reads variables, `keras.json`, the path and `sys.modules`; imports neither TensorFlow nor Keras. `to_json()` of the
    result is what belongs into a bug report.
    """
    return _environment.read()


class Resolution(Choice):
    """A choice, and what the measured matrix says of it; equal to the choice that it is."""

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict on the releases that are installed. Reads two files when it is first asked for, some 30 ms."""
        from kerascompat._verdicts import verdict_of

        return verdict_of(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Choice) and _values(self) == _values(other)

    __hash__ = Choice.__hash__


def _values(choice: Choice) -> tuple[object, ...]:
    return tuple(getattr(choice, field.name) for field in fields(Choice))


def resolve(surface: str = "keras") -> Resolution:
    """Which Keras a surface gives in this process, and why.

    Imports neither TensorFlow nor Keras. A surface that is loaded keeps its choice; what would be chosen now is a
    warning beside it.

    Args:
        surface: `"keras"`, `"keras2"`, `"keras3"` or `"v1.keras"`: the name below `kerascompat`.

    Returns:
        The choice: provider, generation, versions, backend and the setting it came from, the modules to be exposed,
        the rule in one sentence, the warnings; `verdict` is what the measured matrix says, read when it is asked for.

    Raises:
        NotInstalledError: something needed is not installed.
        IncompatibleError: what is installed cannot give it.
        SettingError: a variable or `keras.json` is wrong, or there is no such surface.
    """
    if surface not in SURFACES:
        from kerascompat.errors import SettingError

        asked = "kerascompat.resolve() takes the name of a surface"
        raise SettingError(asked, repr(surface), f"one of {', '.join(map(repr, SURFACES))}")
    return Resolution(**vars(_loader.resolve(surface)))


def available(generation: Optional[int] = None, backend: Optional[str] = None) -> bool:
    """Whether a Keras can be had: of that generation, on that backend.

    Imports nothing and never raises, so it can stand in a condition before any import.

    Args:
        generation: `2` (`kerascompat.keras2`), `3` (`kerascompat.keras3`), or None for `kerascompat.keras`.
        backend: the backend that it must compute with, or None for any.
    """
    try:
        outcome = _resolver.decide(_environment.read(), _SURFACE_OF[generation])
    except Exception:  # noqa: BLE001 - an argument that is no generation, a path entry that cannot be read: not to be had
        return False
    return isinstance(outcome, Choice) and backend in (None, outcome.backend)
