"""The only importer of a provider: decides, warns, imports, has the surface filled, or says why not."""

from __future__ import annotations

import sys
import warnings

from kerascompat import _environment, _hazards, _resolver
from kerascompat._causes import explain
from kerascompat._facts import Refusal
from kerascompat._surface import Surface, import_module, load_below, root_of
from kerascompat.errors import (
    IncompatibleError,
    KerasCompatWarning,
    NotInstalledError,
    ProviderImportError,
    SettingError,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

    from kerascompat._facts import Choice
    from kerascompat.errors import KerasCompatError

_ERRORS: dict[str, type[KerasCompatError]] = {
    "not-installed": NotInstalledError,
    "incompatible": IncompatibleError,
    "setting": SettingError,
}

# The errors of the providers that could not be imported: half of it stays in `sys.modules`, and a second
# attempt would fail differently, or not at all and wrongly.
_failed: dict[str, tuple[ProviderImportError, Exception]] = {}


def error_of(refusal: Refusal) -> KerasCompatError:
    """The exception that says what a refusal says; a frozen application cannot carry out a command of pip itself."""
    cure = refusal.cure
    if refusal.kind != "setting" and _environment.is_frozen():
        cure += "; this application is frozen: packages are installed where it is built, and it is built again"
    return _ERRORS[refusal.kind](refusal.asked, refusal.found, cure, refusal.name, refusal.code)


def resolve(surface: str = "keras") -> Choice:
    """The choice for a surface now.

    Raises:
        KerasCompatError: the refusal, where there is no choice.
    """
    outcome = _resolver.decide(_environment.read(), surface)
    if isinstance(outcome, Refusal):
        raise error_of(outcome)
    return outcome


def load(name: str) -> bool:
    """Fill the module of that name, which Python is executing; the `__init__` of each surface calls this.

    Returns:
        False. In a module below a surface, what is there for type checkers stands behind `if load(...)`.

    Raises:
        KerasCompatError: where no provider can be had, or its import fails.
    """
    if root_of(name) != name:
        load_below(name)
        return False
    choice = resolve(name.partition(".")[2])
    if choice.provider in _failed:
        error, cause = _failed[choice.provider]
        again = f"{error.cure}; then restart Python (the first attempt left a part of it loaded)"
        raise ProviderImportError(error.asked, error.found, again, error.name) from cause
    _refuse_hazard(choice)
    _warn(choice)
    surface = Surface(name, choice)
    surface.open()
    try:
        for module in choice.modules:
            _import(module.partition(".")[0] if choice.mocked else module)
    except BaseException as cause:
        surface.close()
        if not isinstance(cause, Exception) or type(cause).__name__ == "_DeadlockError":
            raise  # an interrupt, or threads that met: neither says anything about the provider
        error = _import_error(choice, cause)
        _failed[choice.provider] = error, cause
        raise error from cause
    surface.fill()
    return False


def _import(module: str) -> None:
    """Import one module of the provider, root first: what is below a root that initialises right now must wait."""
    root = module.partition(".")[0]
    spec = getattr(import_module(root), "__spec__", None)
    if module != root and not getattr(spec, "_initializing", False):
        import_module(module)


def _refuse_hazard(choice: Choice) -> None:
    """Refuse an import that was measured to fail behind a mask, unless the user wants to see for themselves."""
    hazard = _hazards.find(choice)
    if hazard is None or hazard.module in sys.modules or _environment.imports_anyway():
        return
    from kerascompat import _verdicts

    refusal = _verdicts.refusal(choice)
    if refusal is not None:
        raise error_of(refusal)


def _import_error(choice: Choice, cause: Exception) -> ProviderImportError:
    from kerascompat import _verdicts

    measured = _verdicts.of_failed_import(choice)
    cure = explain(cause, choice, measured.cure if measured else None)
    found = f"{type(cause).__name__}: {' '.join(str(cause).split())}"
    if measured:
        found += f"; {_verdicts.as_measured(measured, found)}"
    installed = ", ".join(f"{name} {version}" for name, version in choice.versions if version)
    asked = f"importing {choice} failed (installed: {installed})"
    missing = cause.name if isinstance(cause, ImportError) else None
    return ProviderImportError(asked, found, cure, missing or choice.provider)


def _warn(choice: Choice) -> None:
    """Show the choice's warnings at the line that imports the surface."""
    frame = sys._getframe(1)
    while frame.f_back is not None and _is_machinery(frame):
        frame = frame.f_back
    for text in choice.warnings:
        warnings.warn_explicit(
            KerasCompatWarning(text),
            None,
            frame.f_code.co_filename,
            frame.f_lineno,
            frame.f_globals.get("__name__"),
            frame.f_globals.setdefault("__warningregistry__", {}),
        )


def _is_machinery(frame: FrameType) -> bool:
    """Whether a frame is ours or the import system's."""
    name = str(frame.f_globals.get("__name__"))
    return name.partition(".")[0] in ("kerascompat", "importlib", "_frozen_importlib", "_frozen_importlib_external")
