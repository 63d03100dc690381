"""Imports that fail behind a mask: the exception names neither the versions nor the cure.

A hazard is suspected by versions alone; whether the import is refused, the measured table decides (`_verdicts`).
"""

from __future__ import annotations

from dataclasses import dataclass

from kerascompat._versions import release

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Optional

    from kerascompat._facts import Choice

SWITCH = "KERASCOMPAT_IMPORT_ANYWAY"
"""The variable that switches the refusals off, whatever its value is."""


@dataclass(frozen=True)
class Hazard:
    """A kind of combination whose import fails behind a mask.

    Attributes:
        name: its heading in docs/errors.md.
        module: what the choice imports and fails; where it is loaded already, there is no hazard.
        suspected: whether the versions of a choice are such a combination.
    """

    name: str
    module: str
    suspected: Callable[[Choice], bool]


def _is_numpy_2_too_early(choice: Choice) -> bool:
    """TensorFlow before 2.18 was built for NumPy 1; from 2.12 and 2.17 comes no `ImportError`, and no word of NumPy.

    From 2.13 to 2.16 it is `ml_dtypes` that fails, with an `ImportError` of NumPy's, and another release of it may not.
    """
    if choice.backend != "tensorflow":
        return False
    tensorflow, numpy = release(choice.version_of("tensorflow")), release(choice.version_of("numpy"))
    return tensorflow is not None and numpy is not None and tensorflow in ((2, 12), (2, 17)) and numpy >= (2, 0)


HAZARDS = (Hazard("numpy-2-too-early", "tensorflow", _is_numpy_2_too_early),)


def find(choice: Choice) -> Optional[Hazard]:
    """The hazard of a choice, None where there is none. Reads nothing."""
    return next((hazard for hazard in HAZARDS if not choice.mocked and hazard.suspected(choice)), None)
