"""What is asked for: a TensorFlow, a generation, a backend, a Python; and the command that asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

from kerascompat import _matrix
from kerascompat.matrix._selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kerascompat._matrix import Releases

NONE = "none"
_OPTIONS = {"keras": "--keras", "tf_keras": "--tf-keras"}


@dataclass(frozen=True)
class Wish:
    """What the pins must be; None is anything.

    Attributes:
        python: the minor version of the interpreter.
        tensorflow: its release, or the beginning of it; `none` where there is to be none.
        generation: `2` or `3`.
        backend: what Keras computes with.
        provider: `keras` or `tf_keras`.
        version: the provider's release, or the beginning of it.
        format: what is printed.
    """

    python: str
    tensorflow: Optional[str] = None
    generation: Optional[int] = None
    backend: str = "tensorflow"
    provider: Optional[str] = None
    version: Optional[str] = None
    format: str = "pip"

    def matches(self, releases: Releases) -> bool:
        """Whether a combination is what is asked for, its Python aside."""
        selection = Selection(self.tensorflow, self.provider, self.version, self.backend)
        return selection.matches(releases) and self.own_generation in (None, generation_of(releases))

    @property
    def own_generation(self) -> Optional[int]:
        """The generation that is asked for, be it by the provider's release."""
        return self.generation or _own_generation(self.provider, self.version)

    def contradiction(self) -> Optional[str]:
        """Why nothing can be both, whatever is installed."""
        if self.own_generation == 2 and (self.backend != "tensorflow" or self.tensorflow == NONE):
            return "Keras 2 computes with TensorFlow only"
        if self.tensorflow == NONE and self.backend == "tensorflow":
            return "the backend tensorflow is TensorFlow itself"
        own = _own_generation(self.provider, self.version)
        if own not in (None, self.own_generation):
            return f"{self.provider} {self.version} is Keras {own}"
        return None

    @property
    def command(self) -> str:
        """The command that asks for it."""
        return " ".join(self._words())

    def _words(self) -> Iterator[str]:
        yield "kerascompat requirements"
        if self.tensorflow is not None:
            yield f"--tensorflow {self.tensorflow}"
        if self.generation is not None:
            yield f"--generation {self.generation}"
        if self.backend != "tensorflow":
            yield f"--backend {self.backend}"
        if self.provider is not None:
            yield f"{_OPTIONS[self.provider]} {self.version}"
        yield f"--python {self.python}"
        if self.format != "pip":
            yield f"--format {self.format}"


def generation_of(releases: Releases) -> int:
    """The generation of a combination."""
    return _matrix.generation_of(releases)


def _own_generation(provider: Optional[str], version: Optional[str]) -> Optional[int]:
    if provider is None:
        return None
    return 2 if provider == "tf_keras" or _matrix.version_of(version or "").major < 3 else 3
