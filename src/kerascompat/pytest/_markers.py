"""`@pytest.mark.kerascompat(...)`: what a test needs, in the words of `kerascompat.require()`."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, Optional

from kerascompat import _loader
from kerascompat._facts import Refusal
from kerascompat._requirement import describe, needs_of, require, unmet
from kerascompat.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Union

    from kerascompat._facts import Choice

LINE = (
    "kerascompat(generation=None, keras=None, tensorflow=None, backend=None): skip the test where kerascompat.keras is"
    " not that; the arguments are those of kerascompat.require()"
)
"""What `pytest --markers` shows."""

_MARK = "pytest.mark.kerascompat"


def reason_to_skip(args: tuple[Any, ...], kwargs: Mapping[str, Any], outcome: Union[Choice, Refusal]) -> Optional[str]:
    """What is needed and what is there; None where that is the same.

    Args:
        args: those of the marker.
        kwargs: those of the marker.
        outcome: which Keras the suite has.

    Raises:
        SettingError: the arguments make no sense, or a setting of the user's does not: neither is a reason to skip.
    """
    try:
        bound = inspect.signature(require).bind(*args, **kwargs)
    except TypeError as error:
        asked = f"{_MARK}(...) takes what kerascompat.require() takes"
        raise SettingError(asked, str(error), "generation=..., keras=..., tensorflow=..., backend=...") from None
    needs = needs_of(_MARK, **bound.arguments)
    if not isinstance(outcome, Refusal):
        missing = unmet(outcome, needs)
        return None if missing is None else f"needs {missing[0]}; found {missing[1]}"
    if outcome.kind == "setting":
        raise _loader.error_of(outcome)
    return f"needs {describe(needs)}; found none: {outcome.asked}; {outcome.found}"
