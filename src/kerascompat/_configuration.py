"""`configure()`: what an application wants, said in its first lines. The one place that writes `os.environ`."""

from __future__ import annotations

import os
import sys
import sysconfig
import warnings
from dataclasses import replace

from kerascompat import _environment, _loader, _metadata, _resolver
from kerascompat._facts import BACKENDS, Choice, Refusal
from kerascompat.errors import IncompatibleError, KerasCompatWarning, SettingError, TooLateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Optional, Union

    from kerascompat._facts import Facts
    from kerascompat.errors import KerasCompatError

    Call = Callable[[Optional[int], Optional[str]], str]

_READERS = ("tensorflow", "keras", "tf_keras", "keras_core")
"""The modules that read the variables when they are imported."""

AGAINST_A_SETTING = ("unknown-backend", "backend-missing", "keras-json-invalid")
"""The refusals of a Keras that is there, and that a setting of the user's keeps from computing."""

_IN_TIME = "call it before the first import of tensorflow, keras, or anything that imports them, and restart Python"


def configure(generation: Optional[int] = None, backend: Optional[str] = None) -> Choice:
    """Set `TF_USE_LEGACY_KERAS` and `KERAS_BACKEND` for this process and its children, before anything reads them.

    Sets only what the wish needs: nothing for a generation that is there anyway.

    For an application's first lines. A library calls `kerascompat.require()` instead: a call from an installed
    library gets a warning. Nothing is set where the wish cannot be had.

    Args:
        generation: `2` or `3`, or None to leave the variable alone.
        backend: a backend of Keras 3, or None to leave the variable alone.

    Returns:
        The choice that `from kerascompat import keras` will give.

    Raises:
        SettingError: an argument is no generation or no backend, or the two contradict each other.
        TooLateError: TensorFlow or a Keras is imported already, and is not what is asked for, or is it by half.
        NotInstalledError, IncompatibleError: what is asked for cannot be had here.
    """
    _check(generation, backend)
    _warn_library(sys._getframe(1))
    return apply(generation, backend, _call, _IN_TIME)[1]


def apply(generation: Optional[int], backend: Optional[str], call: Call, in_time: str) -> tuple[dict[str, str], Choice]:
    """What `configure` does, for a caller with words of its own.

    Args:
        generation: `2`, `3`, or None to leave the variable alone.
        backend: a backend, or None to leave the variable alone.
        call: says a wish in the caller's own words, for the errors.
        in_time: what cures a wish that comes too late.

    Returns:
        The variables that were set, and the choice that they give.

    Raises:
        TooLateError: TensorFlow or a Keras is imported already, and is not what is asked for, or is it by half.
        NotInstalledError, IncompatibleError, SettingError: what is asked for cannot be had.
    """
    facts = _environment.read()
    imported = [name for name in _READERS if facts.module(name).state != "unloaded"]
    if imported:
        now = _what_is_imported(facts, generation, backend)
        if isinstance(now, Choice):
            return {}, now
        found = f"already imported: {', '.join(imported)}; {now}"
        raise TooLateError(call(generation, backend), found, in_time)
    needed, choice = variables_for(facts, generation, backend, call)
    os.environ.update(needed)
    return needed, choice


def variables_for(
    facts: Facts, generation: Optional[int], backend: Optional[str], call: Call
) -> tuple[dict[str, str], Choice]:
    """The variables that a wish needs under these facts, and the choice that they give. Sets nothing.

    Args:
        facts: those of a process that has imported neither TensorFlow nor a Keras.
        generation: `2`, `3`, or None to leave the variable alone.
        backend: a backend, or None to leave the variable alone.
        call: says a wish in the caller's own words, for the errors.

    Raises:
        NotInstalledError, IncompatibleError, SettingError: what is asked for cannot be had.
    """
    if generation == 2 and backend not in (None, "tensorflow"):
        cure = f"{call(3, backend)}, or {call(2, None)}"
        raise SettingError(call(generation, backend), "Keras 2 computes with TensorFlow only", cure)
    wish = {}
    if generation is not None:
        wish["TF_USE_LEGACY_KERAS"] = "1" if generation == 2 else "0"
    if backend is not None:
        wish["KERAS_BACKEND"] = backend
    # A generation that is there anyway needs no variable: on TensorFlow 2.15 without tf_keras it would break tf.keras.
    for names in (("KERAS_BACKEND",), ("KERAS_BACKEND", "TF_USE_LEGACY_KERAS")):
        needed = {name: wish[name] for name in names if name in wish}
        changed = replace(
            facts,
            legacy_keras=needed.get("TF_USE_LEGACY_KERAS", facts.legacy_keras),
            keras_backend=needed.get("KERAS_BACKEND", facts.keras_backend),
        )
        outcome = _resolver.decide(changed)
        stands_in = isinstance(outcome, Choice) and outcome.provider == "tf_keras" and not changed.legacy_on
        if stands_in and "TF_USE_LEGACY_KERAS" in wish and "TF_USE_LEGACY_KERAS" not in needed:
            continue  # tf_keras serves, while tf.keras itself is broken: the variable mends that
        if isinstance(outcome, Choice) and _is(outcome, generation, backend):
            return needed, outcome
    raise _not_to_be_had(changed, outcome, generation, backend, call)


def _not_to_be_had(
    facts: Facts, outcome: Union[Choice, Refusal], generation: Optional[int], backend: Optional[str], call: Call
) -> KerasCompatError:
    """Why the variables cannot give what is asked for; where a fixed surface gives it, that is the cure."""
    fixed = _resolver.decide(facts, "keras2" if generation == 2 else "keras3")
    asked = call(generation, backend)
    if isinstance(fixed, Refusal):
        named = backend is None and fixed.code in AGAINST_A_SETTING  # in what it asks, and not in the wish
        found = f"{fixed.asked}; {fixed.found}" if named else fixed.found
        return _loader.error_of(replace(fixed, asked=asked, found=found))
    found = outcome.found if isinstance(outcome, Refusal) else f"{outcome} ({outcome.rule})"
    cure = f"import kerascompat.{fixed.surface}, which gives {fixed} whatever the variables say"
    if backend is not None and generation is None:
        cure = call(3, backend)
    code = outcome.code if isinstance(outcome, Refusal) else ""
    return IncompatibleError(asked, found, cure, name=fixed.provider, code=code)


def _check(generation: Optional[int], backend: Optional[str]) -> None:
    if generation not in (None, 2, 3):
        asked = "kerascompat.configure(generation=...) takes 2 or 3"
        raise SettingError(asked, repr(generation), "generation=2 or generation=3")
    if backend is not None and backend not in BACKENDS:
        asked = "kerascompat.configure(backend=...) takes a backend of Keras by its name"
        raise SettingError(asked, repr(backend), f"one of {', '.join(BACKENDS)}")
    if generation == 2 and backend not in (None, "tensorflow"):
        cure = f"configure(generation=3, backend={backend!r}), or configure(generation=2)"
        found = "Keras 2 computes with TensorFlow only"
        raise SettingError(_call(generation, backend), found, cure)


def _what_is_imported(facts: Facts, generation: Optional[int], backend: Optional[str]) -> Union[Choice, str]:
    """The choice where it is the wish: a cell that runs twice is right the second time too. Else what there is."""
    outcome = _resolver.decide(facts)
    if isinstance(outcome, Refusal):
        return f"{outcome.asked}; {outcome.found}"
    late = dict(outcome.notes).get("variable-late")
    at_import = facts.tensorflow_keras.legacy_at_import
    if late and generation and _resolver.by_variable(facts, is_on=bool(at_import)) != outcome.provider:
        return late.partition(". Cure: ")[0]  # the two roads to tf.keras part
    return outcome if _is(outcome, generation, backend) else f"the choice is {outcome}"


def _is(choice: Choice, generation: Optional[int], backend: Optional[str]) -> bool:
    return generation in (None, choice.generation) and backend in (None, choice.backend)


def _call(generation: Optional[int], backend: Optional[str]) -> str:
    arguments = {"generation": generation, "backend": backend}
    shown = ", ".join(f"{name}={value!r}" for name, value in arguments.items() if value is not None)
    return f"kerascompat.configure({shown})"


def _warn_library(frame: FrameType) -> None:
    """Warn where the caller lies among the installed packages: its users did not choose that setting."""
    path = os.path.abspath(frame.f_code.co_filename)
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *_site_folders()}
    if not any(path.startswith(os.path.join(folder, "")) for folder in folders if folder):
        return
    module = str(frame.f_globals.get("__name__", ""))
    owner = next(iter(_metadata.owners(module.partition(".")[0])), module)
    text = (
        f"{owner} calls kerascompat.configure(), which is for applications: it sets variables for the whole process."
        " Cure: a library calls kerascompat.require(), or imports kerascompat.keras2 or kerascompat.keras3"
    )
    warnings.warn(text, KerasCompatWarning, stacklevel=3)


def _site_folders() -> list[str]:
    return [entry for entry in sys.path if os.path.basename(entry) in ("site-packages", "dist-packages")]
