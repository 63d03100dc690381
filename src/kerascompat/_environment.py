"""The only reader of the outside world: variables, `keras.json`, the path, `sys.modules`, the interpreter.

Imports no provider and nothing that a provider brings, and changes nothing. Modules are looked for by their top-level
name only: `find_spec` on a dotted name would import the parents (3,295 modules for `tensorflow.keras`).
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sys
from importlib.machinery import PathFinder
from types import ModuleType

from kerascompat import _metadata
from kerascompat._facts import BACKENDS, Config, Facts, Module, TensorFlowKeras
from kerascompat._hazards import SWITCH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.machinery import ModuleSpec
    from typing import Any, Optional

# Where the text of a version stands, below each module; TensorFlow and OpenVINO have it in no source file.
_VERSION_TEXTS: Mapping[str, tuple[str, ...]] = {
    # keras >= 3.3 has it in src/version.py only, 2.12-3.2 in __init__.py
    "keras": ("src.version", ""),
    "tf_keras": ("", "src"),
    "keras_core": ("src.version", ""),
    "tensorflow": (),
    "jax": ("version",),
    "torch": ("version",),
    "numpy": ("version",),
    "openvino": (),
}
_VERSION = re.compile(r"""^_{0,2}version_{0,2}\s*(?::\s*\w+\s*)?=\s*["']([^"']+)["']""", re.MULTILINE)

# The distributions that bring a module, the plain name first. The names for TensorFlow are those that its own wheels,
# its rebuilds for other hardware and its nightlies have carried.
DISTRIBUTIONS: Mapping[str, tuple[str, ...]] = {
    "keras": ("keras", "keras-nightly"),
    "tf_keras": ("tf-keras", "tf-keras-nightly"),
    "keras_core": ("keras-core",),
    "tensorflow": (
        "tensorflow",
        "tensorflow-cpu",
        "tensorflow-gpu",
        "tensorflow-intel",
        "tensorflow-macos",
        "tensorflow-rocm",
        "tensorflow-aarch64",
        "tensorflow-cpu-aws",
        "tensorflow-tpu",
        "intel-tensorflow",
        "intel-tensorflow-avx512",
        "nvidia-tensorflow",
        "tf-nightly",
        "tf-nightly-cpu",
        "tf-nightly-gpu",
        "tf-nightly-intel",
        "tf-nightly-macos",
        "tf-nightly-rocm",
        "tf-nightly-tpu",
        "tf-nightly-cpu-aws",
    ),
    "jax": ("jax",),
    "torch": ("torch",),
    "numpy": ("numpy",),
    "openvino": ("openvino", "openvino-nightly"),
}

# What the folders below a Keras tell: `_tf_keras` is generation 3 (3.3.0 has it one level deeper), `api._v2` and
# `engine` are generation 2, `src` holds the private sources (since 2.13).
_PARTS: Mapping[str, tuple[str, ...]] = {
    "keras": ("_tf_keras", "api._tf_keras", "api._v2", "api._v1", "engine", "src"),
    "tf_keras": ("api._v2", "api._v1", "src"),
    "keras_core": ("_tf_keras", "src"),
}
_ABSENT = object()


def read() -> Facts:
    """The facts of this process, now."""
    return Facts(
        legacy_keras=os.environ.get("TF_USE_LEGACY_KERAS"),
        keras_backend=os.environ.get("KERAS_BACKEND"),
        keras_home=os.environ.get("KERAS_HOME"),
        config=read_config(config_path()),
        modules=tuple(read_module(name) for name in _VERSION_TEXTS),
        tensorflow_keras=_read_tensorflow_keras(sys.modules.get("tensorflow")),
        python=python_version(),
        surfaces=_read_surfaces(),
    )


def python_version() -> str:
    """The version of this interpreter, `3.11.7`."""
    return sys.version.split()[0]


def version_below(package: str, module: str) -> Optional[str]:
    """The version that the source of a module in a package tells, None where there is none. Imports nothing."""
    try:
        spec = importlib.util.find_spec(package)
        return _version_text(spec, module) if spec is not None else None
    except Exception:  # noqa: BLE001 - as in `read_module`, or the spec is a mock's: nothing is found
        return None


def is_there(module: str) -> bool:
    """Whether a top-level module can be found. Imports nothing."""
    try:
        return importlib.util.find_spec(module) is not None
    except Exception:  # noqa: BLE001 - as in `read_module`
        return False


def is_as_measured() -> bool:
    """Whether TensorFlow is the build that is measured: the wheel `tensorflow` for Linux on x86_64.

    Builds for other machines, and with other compilers, carry the same version, and may have been built for another
    NumPy.
    """
    import platform

    names = {name for name, _ in read_module("tensorflow").distributions}
    return names == {"tensorflow"} and sys.platform == "linux" and platform.machine() == "x86_64"


def is_frozen() -> bool:
    """Whether this is an application with its own interpreter, which nothing can be installed into."""
    return bool(getattr(sys, "frozen", False))


def imports_anyway() -> bool:
    """Whether the user has switched off the refusals that come from the measured table."""
    return SWITCH in os.environ


def config_path() -> str:
    """Where Keras looks for `keras.json` (`keras/src/backend/config.py`, 3.0-3.15, and Keras 2 alike)."""
    home = os.environ.get("KERAS_HOME")
    if home is None:
        base = os.path.expanduser("~")
        if not os.access(base, os.W_OK):
            base = "/tmp"  # noqa: S108 - Keras's own fallback, only read here
        home = os.path.join(base, ".keras")
    return os.path.expanduser(os.path.join(home, "keras.json"))


def read_config(path: str) -> Config:
    """`keras.json` as Keras will see it, with everything in it that makes Keras fail at import."""
    if not os.path.exists(path):
        return Config(path)
    try:
        with open(path) as file:  # as Keras opens it, in the encoding of the locale
            data = json.load(file)
    except (ValueError, RecursionError) as error:
        return Config(path, "not-json", detail=_line(error))
    except OSError as error:
        return Config(path, "unreadable", detail=_line(error))
    if not isinstance(data, dict):
        return Config(path, "not-object", detail=type(data).__name__)
    backend = data.get("backend", _ABSENT)
    return Config(
        path,
        "valid",
        backend=backend if isinstance(backend, str) else None,
        backend_repr=None if isinstance(backend, str) or backend is _ABSENT else repr(backend),
        invalid=tuple(
            (key, repr(data[key])) for key, is_valid in _ENTRIES.items() if key in data and not is_valid(data[key])
        ),
    )


def _line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


# The assertions that Keras makes on the file at import, generation 2 and 3 alike.
_ENTRIES: Mapping[str, Callable[[Any], bool]] = {
    "floatx": lambda value: value in ("float16", "float32", "float64"),
    "epsilon": lambda value: isinstance(value, float),
    "image_data_format": lambda value: value in ("channels_last", "channels_first"),
}


def read_module(name: str) -> Module:
    """One top-level module: its kind, place, version and state. Imports nothing."""
    module: Any = sys.modules.get(name, _ABSENT)
    if module is None:
        return Module(name, "blocked")
    is_lazy = _is_lazy(module)
    loaded = {} if is_lazy or module is _ABSENT else _loaded(name, module)
    try:
        spec = _lazy_spec(name, module) if is_lazy else importlib.util.find_spec(name)
    except Exception:  # noqa: BLE001 - `__spec__` is None or unset, or somebody's finder is broken: nothing is found
        spec = None
    if loaded.get("kind") == "mock" or (spec is not None and "mock" in type(spec.loader).__name__.lower()):
        return Module(name, **{**loaded, "kind": "mock"})
    if spec is None:
        return Module(name, **{"kind": "opaque" if loaded else "absent", **loaded})
    if spec.loader is None or spec.origin in (None, "namespace"):
        # A frozen application's loader has no origin either, but it is a loader, and no namespace loader.
        kind = "namespace" if _is_namespace(spec) else "opaque"
        return Module(
            name, **{"kind": kind, "location": next(iter(spec.submodule_search_locations or ()), None), **loaded}
        )
    if spec.submodule_search_locations is None:
        return Module(name, **{"kind": "file", "location": spec.origin, **loaded})
    return Module(name, **{**_on_disk(name, spec), **loaded})


def _is_lazy(module: Any) -> bool:
    """Whether an entry of `sys.modules` imports its module at the first access: not loaded, and not to be touched.

    `importlib.util.LazyLoader` makes such entries, and `sys.modules["keras"] = tf.keras` puts TensorFlow's there.
    """
    return isinstance(module, ModuleType) and "Lazy" in type(module).__name__


def _lazy_spec(name: str, module: ModuleType) -> Optional[ModuleSpec]:
    spec: Optional[ModuleSpec] = object.__getattribute__(module, "__dict__").get("__spec__")
    return spec or PathFinder.find_spec(name)


def _is_namespace(spec: ModuleSpec) -> bool:
    return spec.loader is None or "Namespace" in type(spec.loader).__name__


def _loaded(name: str, module: Any) -> dict[str, Any]:
    """What an entry of `sys.modules` tells of itself, without running any of its code but a mock's."""
    try:
        version = module.__version__
    except Exception:  # noqa: BLE001 - a module that is still initialising, or one whose `__getattr__` fails
        version = None
    if not isinstance(module, ModuleType) or (version is not None and not isinstance(version, str)):
        return {"kind": "mock", "state": "loaded"}
    spec = getattr(module, "__spec__", None)
    return {
        "state": "initialising" if getattr(spec, "_initializing", False) else "loaded",
        "loaded_version": None if version is None else str(version),
        "loaded_backend": _loaded_backend(name),
    }


def _loaded_backend(name: str) -> Optional[str]:
    """The backend that a loaded Keras 3 computes with; its public function is not there while it initialises."""
    config = sys.modules.get(f"{name}.src.backend.config")
    backend = vars(config).get("_BACKEND") if config is not None else None
    return backend if isinstance(backend, str) else None


def _on_disk(name: str, spec: ModuleSpec) -> dict[str, Any]:
    location = next(iter(spec.submodule_search_locations or ()), "")
    directory = os.path.dirname(location)
    version = next(filter(None, (_version_text(spec, below) for below in _VERSION_TEXTS[name])), None)
    distributions: tuple[tuple[str, str], ...] = ()
    elsewhere: tuple[tuple[str, str, str], ...] = ()
    if version is None:
        distributions = _metadata.beside(directory, DISTRIBUTIONS[name])
        version = distributions[0][1] if distributions else None
    if version is None:
        elsewhere = _elsewhere(name, directory)
    parts = tuple(part for part in _PARTS.get(name, ()) if _below(spec, part) is not None)
    return {
        "kind": "package" if name not in _PARTS or _can_list(spec) else "opaque",
        "version": version,
        "location": location,
        "parts": (*parts, *_backends(spec), *_legacy_part(name, spec, version)),
        "distributions": distributions,
        "elsewhere": elsewhere,
    }


def _can_list(spec: ModuleSpec) -> bool:
    """Whether the package's files can be looked at, so that what is not seen is not there."""
    try:
        return spec.loader.get_source(spec.name) is not None  # type: ignore[union-attr]
    except (AttributeError, ImportError, OSError, UnicodeDecodeError):
        return False


def _backends(spec: ModuleSpec) -> tuple[str, ...]:
    """The backends that this Keras 3 has folders for, as `backend:jax`."""
    root = _below(spec, "src.backend") if spec.name in ("keras", "keras_core") else None
    if root is None or _below(root, "common") is None:
        return ()  # generation 2, or no Keras
    return tuple(f"backend:{name}" for name in _candidates() if _below(root, name) is not None)


def _candidates() -> tuple[str, ...]:
    """The known backends, and the one that is asked for: a newer Keras may have it."""
    asked = os.environ.get("KERAS_BACKEND") or ""
    return (*BACKENDS, asked) if asked.isidentifier() and asked not in BACKENDS else BACKENDS


def _legacy_part(name: str, spec: ModuleSpec, version: Optional[str]) -> tuple[str, ...]:
    """For a TensorFlow whose version nobody tells: `heeds-legacy` where its own source reads the variable."""
    if name != "tensorflow" or version is not None:
        return ()
    text = _source(_below(spec, "python.util.lazy_loader"))
    return ("heeds-legacy",) if "TF_USE_LEGACY_KERAS" in text else ("ignores-legacy",) if text else ()


def _elsewhere(name: str, directory: str) -> tuple[tuple[str, str, str], ...]:
    """Metadata of the module in other folders of the path: a contradiction, not a version."""
    others = [entry for entry in dict.fromkeys(sys.path) if entry and entry != directory and os.path.isdir(entry)]
    return tuple(
        (*distribution, other) for other in others for distribution in _metadata.beside(other, DISTRIBUTIONS[name])
    )


def _version_text(spec: ModuleSpec, below: str) -> Optional[str]:
    match = _VERSION.search(_source(_below(spec, below) if below else spec))
    return match.group(1) if match else None


def _source(spec: Optional[ModuleSpec]) -> str:
    """The source text of a module through its loader (a folder, a zip archive); empty where there is none."""
    try:
        return (spec.loader.get_source(spec.name) or "") if spec is not None else ""  # type: ignore[union-attr]
    except (AttributeError, ImportError, OSError, UnicodeDecodeError, SyntaxError):
        return ""


def _below(spec: ModuleSpec, dotted: str) -> Optional[ModuleSpec]:
    """The spec of a module below `spec`, through the path's own hooks, importing none of the parents."""
    found: Optional[ModuleSpec] = spec
    for part in dotted.split("."):
        if found is None or not found.submodule_search_locations:
            return None
        found = PathFinder.find_spec(f"{found.name}.{part}", list(found.submodule_search_locations))
        if found is None or _is_namespace(found):
            return None
    return found


def _read_tensorflow_keras(module: Any) -> TensorFlowKeras:
    """What `tf.keras` is, from the dictionaries of TensorFlow and of its lazy loader.

    The loader keeps its state under `_initialized` in TensorFlow 2.15 and `_tfll_initialized` since 2.16; before 2.15
    it keeps none. A name that is not known means: not resolved.
    """
    if not isinstance(module, ModuleType) or _is_lazy(module):
        return TensorFlowKeras()
    names = vars(module)
    at_import = names.get("_tf_uses_legacy_keras")
    at_import = at_import if isinstance(at_import, bool) else None
    keras = names.get("keras")
    if keras is None:
        return TensorFlowKeras(legacy_at_import=at_import)
    state = vars(keras) if isinstance(keras, ModuleType) else {}
    if "LazyLoader" not in type(keras).__name__:
        model = state.get("Model")
        provider = getattr(model, "__module__", None) or state.get("__name__", "")
        return TensorFlowKeras("resolved", str(provider).partition(".")[0], at_import)
    prefix = "_tfll_" if "_tfll_initialized" in state else "_"
    if not state.get(f"{prefix}initialized", False):
        return TensorFlowKeras("unresolved", legacy_at_import=at_import)
    latched = state.get(f"{prefix}keras_version")
    if latched is not None:
        return TensorFlowKeras("latched", "tf_keras" if latched == "tf_keras" else "keras", at_import)
    # The loader marks itself initialised before it imports Keras: it has failed, unless that import is still running.
    running = any(
        getattr(getattr(sys.modules.get(name), "__spec__", None), "_initializing", False)
        for name in ("keras", "tf_keras")
    )
    return TensorFlowKeras("unresolved" if running else "failed", legacy_at_import=at_import)


def _read_surfaces() -> tuple[Any, ...]:
    """The choices of the surfaces that are loaded, from the module that fills them, if it is there."""
    surface = sys.modules.get("kerascompat._surface")
    return tuple(surface.choices()) if surface is not None else ()
