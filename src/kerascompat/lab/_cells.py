"""The cells of a grid, TensorFlow by generation by backend by Python: each an environment, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Optional

from packaging.version import InvalidVersion, Version

from kerascompat._matrix import table

if TYPE_CHECKING:
    from collections.abc import Sequence

NONE, NEWEST = "none", "newest"

# What a backend needs installed beside Keras 3. The NumPy and OpenVINO backends import scipy, and NumPy's imports
# JAX's, without declaring it (Keras 3.15.1).
_PACKAGES = {
    "tensorflow": (),
    "jax": ("jax",),
    "torch": ("torch",),
    "numpy": ("scipy", "jax"),
    "openvino": ("openvino", "scipy"),
}
BACKENDS = tuple(_PACKAGES)


@dataclass(frozen=True)
class Cell:
    """One environment of a grid.

    Attributes:
        python: the minor version of the interpreter.
        tensorflow: as it was asked for: `2.16`, `2.16.2`, `newest`, or `none`.
        generation: `2` or `3`.
        backend: what Keras computes with.
        requirements: what is installed.
        variables: what is set.
        excluded: why there is no such environment, None where there is.
    """

    python: str
    tensorflow: str
    generation: int
    backend: str
    requirements: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    excluded: Optional[str] = None

    @property
    def name(self) -> str:
        """A name that can be a file's."""
        tensorflow = "" if self.tensorflow == NONE else f"tensorflow{self.tensorflow}-"
        return f"py{self.python}-{tensorflow}keras{self.generation}-{self.backend}"


class GridError(ValueError):
    """A grid was asked for in words that mean none."""


def grid(
    tensorflows: Sequence[str], generations: Sequence[int], backends: Sequence[str], pythons: Sequence[str]
) -> list[Cell]:
    """All cells, in the order of the arguments, those without an environment among them.

    Args:
        tensorflows: `2.16` (its newest patch), `2.16.2`, `2.22.0rc0`, `newest`, or `none`.
        generations: `2`, `3` or both.
        backends: those of Keras 3; generation 2 has `tensorflow` only.
        pythons: minor versions.

    Raises:
        GridError: a word is none of these.
    """
    for text in tensorflows:
        _check_version(text)
    for backend in backends:
        if backend not in _PACKAGES:
            message = f"--backend {backend}: no backend of Keras; there are {', '.join(BACKENDS)}"
            raise GridError(message)
    cells = product(pythons, tensorflows, generations, backends)
    return list(dict.fromkeys(_cell(*each) for each in cells))


def _check_version(text: str) -> None:
    try:
        if text in (NONE, NEWEST) or len(Version(text).release) >= 2:
            return
    except InvalidVersion:
        pass
    message = f"--tensorflow {text}: write 2.16, 2.16.2, {NEWEST} or {NONE}"
    raise GridError(message)


def _cell(python: str, tensorflow: str, generation: int, backend: str) -> Cell:
    excluded = _excluded(python, tensorflow, generation, backend)
    if excluded is not None:
        return Cell(python, tensorflow, generation, backend, excluded=excluded)
    variables = () if backend == "tensorflow" else (("KERAS_BACKEND", backend),)
    requirements = [] if tensorflow == NONE else [_requirement("tensorflow", tensorflow)]
    if generation == 3:
        requirements += ["keras>=3", *_PACKAGES[backend]]
    elif tensorflow == NEWEST:
        requirements.append("tf-keras")  # its own requirement keeps TensorFlow at its minor version
    elif _minor(tensorflow) >= (2, 16):
        requirements.append(_requirement("tf-keras", "{}.{}".format(*_minor(tensorflow))))
    if generation == 2 and requirements[-1].startswith("tf-keras"):
        variables = (("TF_USE_LEGACY_KERAS", "1"),)
    return Cell(python, tensorflow, generation, backend, tuple(requirements), variables)


def _excluded(python: str, tensorflow: str, generation: int, backend: str) -> Optional[str]:
    if tensorflow == NONE and backend == "tensorflow":
        return "there is no TensorFlow to compute with"
    if generation == 2 and backend != "tensorflow":
        return "Keras 2 computes with TensorFlow only"
    if generation == 3 and tensorflow not in (NONE, NEWEST) and _minor(tensorflow) < (2, 16):
        return f"TensorFlow {tensorflow} requires Keras 2: keras<2.16"
    pythons = _pythons(tensorflow)
    if pythons and python not in pythons:
        return f"TensorFlow {tensorflow} has no wheel for Python {python}, only for {', '.join(pythons)}"
    return None


def _pythons(tensorflow: str) -> Sequence[str]:
    """The Pythons that the newest such release has wheels for; none where no such release is known."""
    known = {} if tensorflow == NONE else table().registry.get("tensorflow", {})
    found = [
        Version(text)
        for text in known
        if (not Version(text).is_prerelease if tensorflow == NEWEST else f"{text}.".startswith(f"{tensorflow}."))
    ]
    pythons: Sequence[str] = known[str(max(found))]["pythons"] if found else ()
    return pythons


def _minor(text: str) -> tuple[int, int]:
    version = Version(text)
    return version.major, version.minor


def _requirement(name: str, version: str) -> str:
    """`2.16` is any patch of it, `2.16.2` that one."""
    if version == NEWEST:
        return name
    return f"{name}=={version}.*" if len(Version(version).release) == 2 else f"{name}=={version}"
