"""`child_environment()`: the variables that make a fresh process on this machine choose what this one has."""

from __future__ import annotations

import os
from dataclasses import replace

from kerascompat import _api, _environment, _resolver
from kerascompat._facts import Choice
from kerascompat._hazards import SWITCH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from kerascompat._facts import Facts

LEGACY, BACKEND, HOME = "TF_USE_LEGACY_KERAS", "KERAS_BACKEND", "KERAS_HOME"
"""What TensorFlow and Keras read."""


def child_environment(surface: str = "keras") -> dict[str, str]:
    """The variables that a process on this machine must start with to get the Keras that this process has.

    Follows what is loaded: a variable that was changed too late is given as it took effect here. Each value is
    explicit, so it replaces another one in the environment of a worker. Imports neither TensorFlow nor Keras, and
    writes nothing: the mapping is for `os.environ.update`, or for what starts the worker.

    Args:
        surface: `"keras"`, `"keras2"`, `"keras3"` or `"v1.keras"`: the name below `kerascompat`.

    Returns:
        `TF_USE_LEGACY_KERAS` (`1` or `0`) and `KERAS_BACKEND`, and, where they are set here, `KERAS_HOME` and
        `KERASCOMPAT_IMPORT_ANYWAY`.

    Raises:
        NotInstalledError, IncompatibleError, SettingError: what `resolve(surface)` raises.
    """
    choice = _api.resolve(surface)
    variables = environment_of(choice, _environment.read())
    if _environment.imports_anyway():
        variables[SWITCH] = os.environ[SWITCH]
    return variables


def environment_of(choice: Choice, facts: Facts) -> dict[str, str]:
    """The variables under which a fresh process decides as `choice`, made under `facts`, was decided.

    No variable reaches some processes: `tf.keras` was replaced by hand, or what is loaded is no longer what is
    installed, or `keras.json` has become one that Keras refuses. There, they are what would be right otherwise.

    Args:
        choice: what the process has.
        facts: those of the process.
    """
    variables = {LEGACY: "1" if _has_tf_keras(choice, facts) else "0", BACKEND: _backend_of(choice, facts)}
    if facts.keras_home is not None:
        variables[HOME] = facts.keras_home
    return variables


def fresh(facts: Facts, variables: Mapping[str, str]) -> Facts:
    """The facts of a process that starts now with these variables over the present ones: nothing is imported."""
    return replace(
        facts.anew(),
        legacy_keras=variables.get(LEGACY, facts.legacy_keras),
        keras_backend=variables.get(BACKEND, facts.keras_backend),
    )


def _has_tf_keras(choice: Choice, facts: Facts) -> bool:
    """Whether `tf.keras` is tf_keras. On a fixed surface the variable changes nothing, and is that of the process."""
    main = choice if choice.surface == "keras" else _resolver.decide(facts)
    return main.provider == "tf_keras" if isinstance(main, Choice) else facts.legacy_on


def _backend_of(choice: Choice, facts: Facts) -> str:
    """The backend of the choice; beside generation 2, which has no other, that of the Keras 3 in this process."""
    if choice.generation == 3:
        return choice.backend
    loaded = (facts.module(name).loaded_backend for name in ("keras", "keras_core"))
    wish = facts.keras_backend or facts.config.backend
    known = wish in _resolver._backends_of(facts.module("keras"))
    return next(filter(None, loaded), None) or (wish if wish and known else "tensorflow")
