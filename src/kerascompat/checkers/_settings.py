"""The settings that make a type checker see the Keras that this environment chooses."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kerascompat._api import resolve
from kerascompat._facts import SURFACES
from kerascompat.errors import KerasCompatError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kerascompat._facts import Choice

GENERATION_2 = "KERASCOMPAT_GENERATION_2"
_READ = ("keras", "tf_keras")  # by the stubs
_PLUGIN = "kerascompat.mypy"
_TF_EXPORT = "tensorflow.python.util.tf_export"  # where Keras 2 has `keras_export` from, with types


@dataclass(frozen=True)
class Settings:
    """What a checker must be told.

    Attributes:
        constants: by name, what the conditions in the stubs are.
        providers: the packages whose sources are to be read, in the order of the alphabet.
        sources: the modules whose sources are to be read, as mypy's patterns.
    """

    constants: tuple[tuple[str, bool], ...]
    providers: tuple[str, ...]
    sources: tuple[str, ...]

    def names(self, value: bool) -> list[str]:
        """The constants that have a value."""
        return [name for name, each in self.constants if each is value]


def settings(*, any_name: bool = False) -> Settings:
    """The settings for what the surfaces give in this process. Imports neither TensorFlow nor Keras.

    Args:
        any_name: whether a name that the stubs do not know is to stay `Any`, without an error.

    Raises:
        KerasCompatError: `kerascompat.keras` cannot be had.
    """
    main = resolve()
    choices = {surface: main if surface == "keras" else _choice(surface) for surface in SURFACES}
    readable = {surface: choice for surface, choice in choices.items() if choice is not None and _is_read(choice)}
    constants = {GENERATION_2: main.generation == 2}
    constants.update({_any(surface): any_name or surface not in readable for surface in SURFACES})
    providers = tuple(sorted({choice.provider for choice in readable.values()}))
    exports = [_TF_EXPORT] if any(choice.generation == 2 for choice in readable.values()) else []
    return Settings(tuple(constants.items()), providers, (*(f"{each}.*" for each in providers), *exports))


def _choice(surface: str) -> Choice | None:
    try:
        return resolve(surface)
    except KerasCompatError:
        return None


def _is_read(choice: Choice) -> bool:
    """Whether the stubs read what was chosen; a mock has nothing to read."""
    return choice.provider in _READ and not choice.mocked


def _any(surface: str) -> str:
    return f"KERASCOMPAT_ANY_{surface.replace('.', '_').upper()}"


def mypy_arguments(told: Settings) -> str:
    """The settings as arguments of mypy. Those but the constants hold for every package; none names a plugin."""
    arguments = [f"--always-true={name}" for name in told.names(True)]
    arguments += [f"--always-false={name}" for name in told.names(False)]
    if told.providers:
        arguments += ["--follow-untyped-imports", "--implicit-reexport"]
        arguments += [f"--untyped-calls-exclude={','.join(told.providers)}"]
    return " ".join(arguments)


def mypy_toml(told: Settings) -> str:
    """The settings for `pyproject.toml`."""
    lines = ["[tool.mypy]", *(f"{option} = {_array(texts)}" for option, texts in _lists(told).items() if texts)]
    if told.sources:
        lines += ["", "[[tool.mypy.overrides]]", f"module = {_array(told.sources)}"]
        lines += ["follow_untyped_imports = true", "implicit_reexport = true"]
    return "\n".join(lines)


def mypy_ini(told: Settings) -> str:
    """The settings for `mypy.ini` or `setup.cfg`."""
    lines = ["[mypy]", *(f"{option} = {', '.join(texts)}" for option, texts in _lists(told).items() if texts)]
    if told.sources:
        lines += ["", f"[mypy-{','.join(told.sources)}]", "follow_untyped_imports = True", "implicit_reexport = True"]
    return "\n".join(lines)


def _lists(told: Settings) -> dict[str, Sequence[str]]:
    """What mypy's own section has, in both formats; an empty list is left out."""
    return {
        "plugins": [_PLUGIN] if told.sources else [],
        "always_true": told.names(True),
        "always_false": told.names(False),
        "untyped_calls_exclude": told.providers,
    }


def pyright_json(told: Settings) -> str:
    """The settings for `pyrightconfig.json`."""
    return json.dumps({"defineConstant": dict(told.constants)}, indent=2)


def pyright_toml(told: Settings) -> str:
    """The settings for `pyproject.toml`."""
    values = ", ".join(f"{name} = {json.dumps(value)}" for name, value in told.constants)
    return f"[tool.pyright]\ndefineConstant = {{ {values} }}"


def _array(texts: Sequence[str]) -> str:
    return json.dumps(list(texts))
