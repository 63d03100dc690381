"""What a decision depends on, and what it comes to: frozen values, made of plain strings.

`Facts` go to JSON and back without loss, so the facts that a user prints become a test case.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Optional

LEGACY_ON = ("1", "true", "True")
"""The values that TensorFlow takes as on, to the letter (`tensorflow/python/util/lazy_loader.py`, since 2.15)."""

BACKENDS = ("tensorflow", "jax", "torch", "numpy", "openvino")
"""The backends of Keras 3.15; a newer Keras may have more, and its own folder tells."""


SURFACES = ("keras", "keras2", "keras3", "v1.keras")
"""The surfaces, by their name below `kerascompat`."""


@dataclass(frozen=True)
class Module:
    """One top-level module, as it stands on the path and in `sys.modules`.

    `kind` is `absent`, `package` (its files can be looked at), `opaque` (a package in a frozen application, say),
    `file` (a lone `keras.py`), `namespace` (a left-over folder without `__init__.py`), `mock`, or
    `blocked` (`sys.modules` holds `None`). `state` is `unloaded`, `initialising` or `loaded`.
    """

    name: str
    kind: str = "absent"
    version: Optional[str] = None
    location: Optional[str] = None
    parts: tuple[str, ...] = ()
    distributions: tuple[tuple[str, str], ...] = ()
    elsewhere: tuple[tuple[str, str, str], ...] = ()
    state: str = "unloaded"
    loaded_version: Optional[str] = None
    loaded_backend: Optional[str] = None

    @property
    def effective_version(self) -> Optional[str]:
        """The version that counts: of what is loaded, else of what lies on disk."""
        return self.loaded_version or self.version

    @property
    def is_package(self) -> bool:
        """Whether it can be the real thing, as far as its shape tells."""
        return self.kind in ("package", "opaque", "mock")

    def __str__(self) -> str:
        return f"{self.name} {self.effective_version or '(version unknown)'}"


@dataclass(frozen=True)
class Config:
    """`keras.json`: `state` is `absent`, `valid`, `not-json`, `not-object` or `unreadable`.

    `backend` is the text of the entry, `backend_repr` its `repr` where it is no text. `invalid` names the other
    entries that make Keras fail at import, with their `repr`.
    """

    path: str = ""
    state: str = "absent"
    backend: Optional[str] = None
    backend_repr: Optional[str] = None
    invalid: tuple[tuple[str, str], ...] = ()
    detail: Optional[str] = None


@dataclass(frozen=True)
class TensorFlowKeras:
    """What `tf.keras` is in this process, read without touching it.

    `state` is `absent` (TensorFlow is not imported, or has no `keras` yet), `unresolved` (lazy, will be resolved at
    the first access), `latched` (its provider is fixed, its module not loaded yet), `resolved`, or `failed`.
    `legacy_at_import` is what `TF_USE_LEGACY_KERAS` said at `import tensorflow`.
    """

    state: str = "absent"
    provider: Optional[str] = None
    legacy_at_import: Optional[bool] = None


@dataclass(frozen=True)
class Verdict:
    """What the measured matrix says of a combination of releases.

    `kind` is `verified` (what is not in `limits` works), `broken` (with the reason, and the cure where there is one),
    `unsupported` (against what the releases declare of each other) or `untested`. `limits` are steps that fail and do
    not make it broken (`_matrix.Table.broken`). `measured` is the day of the measurement.
    """

    kind: str
    reason: str
    cure: Optional[str] = None
    limits: tuple[str, ...] = ()
    measured: Optional[str] = None

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason}"


@dataclass(frozen=True)
class Choice:
    """What a surface gives, and why.

    `modules` are exposed in this order, the first one wins; `private` is the root of the provider's private sources.
    `backend_source` names the setting that decided the backend: `KERAS_BACKEND`, a path, `default`, `loaded`, or
    `generation 2` (which computes with TensorFlow only). `codes` names the kind of each warning, in their order.
    """

    surface: str
    provider: str
    generation: int
    version: Optional[str]
    backend: str
    backend_source: str
    modules: tuple[str, ...]
    private: str
    rule: str
    versions: tuple[tuple[str, Optional[str]], ...] = ()
    warnings: tuple[str, ...] = ()
    mocked: bool = False
    installed: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.provider} {self.version or '(version unknown)'}, generation {self.generation}, on {self.backend}"

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """(code, text) of each warning."""
        return tuple(zip(self.codes, self.warnings))

    def has(self, module: str) -> bool:
        """Whether a module is installed, by its import name; its version may be unknown all the same."""
        return module in self.installed

    def version_of(self, module: str) -> Optional[str]:
        """The version of an installed module by its import name, None where it is absent or unknown."""
        return dict(self.versions).get(module)


@dataclass(frozen=True)
class Refusal:
    """Why a surface cannot be had: `kind` is `not-installed`, `incompatible` or `setting`, `code` its case."""

    surface: str
    kind: str
    asked: str
    found: str
    cure: str
    name: Optional[str] = None
    code: str = ""


@dataclass(frozen=True)
class Facts:
    """All that a decision depends on."""

    legacy_keras: Optional[str] = None
    keras_backend: Optional[str] = None
    keras_home: Optional[str] = None
    config: Config = Config()
    modules: tuple[Module, ...] = ()
    tensorflow_keras: TensorFlowKeras = TensorFlowKeras()
    python: str = ""
    surfaces: tuple[Choice, ...] = ()

    def module(self, name: str) -> Module:
        """The module of that name; one that was not looked for is absent."""
        return next((module for module in self.modules if module.name == name), Module(name))

    @property
    def legacy_on(self) -> bool:
        """Whether `TF_USE_LEGACY_KERAS` is on, as TensorFlow reads it."""
        return self.legacy_keras in LEGACY_ON

    def anew(self) -> Facts:
        """The facts of a process that starts now in the same environment: nothing is imported."""
        modules = tuple(
            replace(
                module,
                state="unloaded",
                version=module.version or module.loaded_version,
                loaded_version=None,
                loaded_backend=None,
            )
            for module in self.modules
        )
        return replace(self, modules=modules, tensorflow_keras=TensorFlowKeras(), surfaces=())

    def to_json(self) -> str:
        """The facts as text; `from_json` gives them back, equal."""
        return json.dumps(asdict(self), indent=2)

    @classmethod
    def from_json(cls, text: str) -> Facts:
        """Read what `to_json` wrote.

        Raises:
            ValueError: where the text is not that.
        """
        try:
            data = json.loads(text)
            return cls(
                **{
                    **data,
                    "config": _thaw(Config, data["config"]),
                    "modules": tuple(_thaw(Module, item) for item in data["modules"]),
                    "tensorflow_keras": TensorFlowKeras(**data["tensorflow_keras"]),
                    "surfaces": tuple(_thaw(Choice, item) for item in data["surfaces"]),
                }
            )
        except (AttributeError, KeyError, TypeError) as error:
            message = f"not the facts of this version of kerascompat: {error!r}"
            raise ValueError(message) from error


def _thaw(kind: type[Any], data: Mapping[str, Any]) -> Any:
    """A frozen value from parsed JSON, whose tuples came back as lists."""
    return kind(**{key: _tuples(value) for key, value in data.items()})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
