"""The Keras 2 whose settings count: that of the surface which the function is used through."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SURFACES = ("kerascompat.keras", "kerascompat.keras2")


def provider() -> Any:
    """The names of the Keras 2 in use. Two surfaces of generation 2 have the same provider."""
    surfaces = (sys.modules.get(name) for name in _SURFACES)
    return next(surface for surface in surfaces if str(getattr(surface, "__version__", "")).startswith("2."))


def floatx() -> str:
    """The default float type."""
    return str(provider().backend.floatx())


def epsilon() -> float:
    """The fuzz factor."""
    return float(provider().backend.epsilon())
