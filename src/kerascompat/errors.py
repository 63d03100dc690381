"""Every exception and warning class of kerascompat.

Each exception is also the stock exception that a caller already catches: what is not installed is a
`ModuleNotFoundError`, a combination that cannot work an `ImportError`, a wrong setting a `ValueError`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Optional

__all__ = [
    "IncompatibleError",
    "KerasCompatError",
    "KerasCompatWarning",
    "MissingAttributeError",
    "MissingNameError",
    "NotInstalledError",
    "ProviderImportError",
    "SettingError",
    "TooLateError",
]


class KerasCompatError(Exception):
    """Base of all errors: what was asked, what was found, and the command that cures it.

    Args:
        asked: what was wanted, as a sentence.
        found: what there is instead.
        cure: what to do about it: a command, or a sentence where no command does it.
        name: the module that could not be imported, for the subclasses of `ImportError`.
        code: why no Keras can be chosen, by the name of the doctor's finding; empty for every other error.
    """

    asked: str
    found: str
    cure: str
    code: str

    def __init__(self, asked: str, found: str, cure: str, name: Optional[str] = None, code: str = "") -> None:
        super().__init__(asked, found, cure)
        self.asked = asked
        self.found = found
        self.cure = cure
        self.code = code
        if isinstance(self, ImportError):
            self.name: Optional[str] = name

    def __str__(self) -> str:
        return f"{self.asked}\n  found: {self.found}\n  cure:  {self.cure}"

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors travel from worker processes; `ImportError.__reduce__` would lose `name` on Python 3.9.
        return type(self), (self.asked, self.found, self.cure, getattr(self, "name", None)), {"code": self.code}


class NotInstalledError(KerasCompatError, ModuleNotFoundError):
    """Something that is needed is not installed; `name` says which module."""


class IncompatibleError(KerasCompatError, ImportError):
    """What is installed cannot give what was asked."""


class ProviderImportError(IncompatibleError):
    """The provider is there, and its own import failed; the first real exception is chained."""


class _OneLineError(KerasCompatError):
    """What Python says of a missing name is one line, and tools take it for one."""

    def __str__(self) -> str:
        return f"{self.asked}: {self.found}. Cure: {self.cure}"


class MissingNameError(_OneLineError, ModuleNotFoundError):
    """An import asks for a name or a module that is not there; `name` is the provider's name for it."""


class MissingAttributeError(_OneLineError, AttributeError):
    """A module of a surface has no such name.

    Args:
        known: answers `found` and `cure` when they are asked for; `hasattr` does not ask, and costs no reading.
    """

    def __init__(
        self, asked: str, found: str = "", cure: str = "", known: Optional[Callable[[], tuple[str, str]]] = None
    ) -> None:
        super().__init__(asked, found, cure)
        if known is not None:
            del self.found, self.cure
            self._known = known

    def __getattr__(self, attribute: str) -> str:
        if attribute not in ("found", "cure"):
            raise AttributeError(attribute)
        self.found, self.cure = self._known()
        return self.found if attribute == "found" else self.cure

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.asked, self.found, self.cure)


class SettingError(KerasCompatError, ValueError):
    """A variable, a file or an argument holds a value that nothing can be made of."""


class TooLateError(KerasCompatError, RuntimeError):
    """A setting came after the import that reads it."""


class KerasCompatWarning(UserWarning):
    """The choice stands, and something about it deserves to be known."""
