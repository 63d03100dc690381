"""`decide(facts)`: which Keras a surface gives. Pure, total, never raises, never imports.

The rules stand in the order of `_RULES`; the first that answers wins. What TensorFlow itself does is in
`tensorflow/python/util/lazy_loader.py` (`KerasLazyLoader`, since 2.15) and `tensorflow/__init__.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kerascompat._facts import BACKENDS, Choice, Facts, Module, Refusal
from kerascompat._versions import release

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Optional, Union

    Outcome = Union[Choice, Refusal]
    Note = tuple[str, str]  # the code of a warning, and its text

_HEEDS = (2, 15)
"""The first TensorFlow that reads `TF_USE_LEGACY_KERAS`."""

_KERAS_3_ONLY = (2, 16)
"""The first TensorFlow without `__internal__.register_load_context_function`, which Keras 2.13-2.15 call."""

_NOW = "restart Python"
"""In every warning of a setting that came too late."""

_KINDS: Mapping[str, str] = {
    "no-keras": "not-installed",
    "backend-missing": "not-installed",
    "legacy-without-tf-keras": "not-installed",
    "keras-too-old": "incompatible",
    "no-v1": "incompatible",
    "tf-keras-failed": "incompatible",
    "unknown-backend": "setting",
    "keras-json-invalid": "setting",
}
"""The codes of refusals, and of which kind each is."""

_KERASES = ("keras", "tf_keras", "keras_core")

_LOOK_ALIKES = ("1", "true", "yes", "on", "y", "t")


def decide(facts: Facts, surface: str = "keras") -> Outcome:
    """What `kerascompat.<surface>` gives under these facts.

    Args:
        facts: all that the answer depends on.
        surface: one of `_facts.SURFACES`.

    Returns:
        The choice, or the refusal where nothing can be given.
    """
    case = _Case(facts, surface)
    loaded = next((choice for choice in facts.surfaces if choice.surface == surface), None)
    if loaded is not None:
        return _standing(loaded, facts)
    if surface == "keras":
        return next(outcome for outcome in (rule(case) for rule in _RULES) if outcome is not None)
    return _decide_fixed(case, 3 if surface == "keras3" else 2)


def generation_of(module: Module) -> Optional[int]:
    """The generation of a Keras package: by its version, else by its structure, else None."""
    if module.name == "keras_core":
        return 3
    version = release(module.effective_version)
    if version is not None:
        return 3 if version[0] >= 3 else 2
    if any(part.endswith("_tf_keras") for part in module.parts):
        return 3
    if "api._v2" in module.parts or "engine" in module.parts:
        return 2
    if module.kind in ("opaque", "mock"):
        return 2 if module.name == "tf_keras" else 3
    return None


@dataclass(frozen=True)
class _Case:
    """The facts, with what the rules ask of them."""

    facts: Facts
    surface: str

    @property
    def tensorflow(self) -> Module:
        return self.facts.module("tensorflow")

    @property
    def keras(self) -> Module:
        return self.facts.module("keras")

    @property
    def has_tensorflow(self) -> bool:
        return self.tensorflow.is_package

    @property
    def tensorflow_is_loaded(self) -> bool:
        return self.tensorflow.state != "unloaded"

    def tensorflow_below(self, version: tuple[int, int]) -> bool:
        """Whether TensorFlow is known to be older; an unknown one is taken for a new one."""
        known = release(self.tensorflow.effective_version)
        if known is None:
            return version == _HEEDS and "ignores-legacy" in self.tensorflow.parts
        return known < version

    @property
    def legacy(self) -> bool:
        """Whether the variable is on and there is a TensorFlow that heeds it."""
        return self.facts.legacy_on and self.has_tensorflow and not self.tensorflow_below(_HEEDS)

    def is_usable(self, module: Module, generation: int) -> bool:
        """A regular package of that generation with its needs installed."""
        if not module.is_package or generation_of(module) != generation or is_impostor(module):
            return False
        return self.has_tensorflow if generation == 2 else self.backend_refusal(module) is None

    def backend(self, module: Module) -> tuple[str, str]:
        """The backend of a generation 3 package, and the setting that it comes from."""
        if module.loaded_backend is not None:
            return module.loaded_backend, "loaded"
        if self.facts.keras_backend:
            return self.facts.keras_backend, "KERAS_BACKEND"
        if self.facts.config.backend is not None:
            return self.facts.config.backend, self.facts.config.path
        return "tensorflow", "default"

    def backend_refusal(self, module: Module) -> Optional[Refusal]:
        """Why this generation 3 package could not compute: a wrong setting, or a package that is missing."""
        if module.kind == "mock" or module.state == "loaded":
            return None
        backend, source = self.backend(module)
        config = self.facts.config
        if source == "default" and config.backend_repr is not None:
            return self.refusal(
                "keras-json-invalid",
                f"{config.path} asks for a backend of Keras by its name",
                f'"backend": {config.backend_repr}, which is no text',
                f'write "backend": "tensorflow" (or another of {", ".join(_backends_of(module))}) into {config.path}',
            )
        if backend not in _backends_of(module):
            return self._unknown_backend(module, backend, source)
        if backend == "numpy" or backend not in BACKENDS or self.facts.module(backend).is_package:
            return None
        return self._missing_backend(module, backend, source)

    def _unknown_backend(self, module: Module, backend: str, source: str) -> Refusal:
        known = _backends_of(module)
        near = backend.strip().lower()
        near = {"pytorch": "torch", "tf": "tensorflow"}.get(near, near)
        suggestion = near if near in known else "tensorflow"
        missing = suggestion != "numpy" and not self.facts.module(suggestion).is_package
        setting = _as_setting(source, backend)
        return self.refusal(
            "unknown-backend",
            f"{setting} asks for a backend that {module} has",
            f"its backends are {', '.join(known)} (exact, lower case)",
            _set_backend(source, suggestion) + (f", and pip install {suggestion}" if missing else ""),
        )

    def _missing_backend(self, module: Module, backend: str, source: str) -> Refusal:
        installed = [name for name in _backends_of(module) if name not in ("numpy", backend)]
        installed = [name for name in installed if self.facts.module(name).is_package]
        others = f"installed: {', '.join(installed)}" if installed else "no other backend is installed either"
        wish = _as_setting(source, backend) if source != "default" else "no setting asks for another"
        cure = f"pip install {backend}"
        if installed:
            cure += f", or choose what is there: export KERAS_BACKEND={installed[0]}"
            if source not in ("default", "KERAS_BACKEND"):
                cure += f" (it goes before {source})"
        found = describe(self.facts.module(backend))
        return self.refusal(
            "backend-missing",
            f"{module} is to compute with {backend} ({wish})",
            f"{found}; {others}",
            cure,
            name=backend,
        )

    def config_refusal(self) -> Optional[Refusal]:
        """Why no Keras at all can be imported with this `keras.json`; both generations read it at import."""
        config = self.facts.config
        if config.state == "unreadable":
            found, cure = (
                config.detail or "it cannot be read",
                f"make {config.path} a file that can be read, or move it away",
            )
        elif config.state == "not-object":
            found, cure = f"a {config.detail}, where Keras wants a JSON object", f"move {config.path} away"
        elif config.invalid:
            entries = ", ".join(f'"{key}": {value}' for key, value in config.invalid)
            found, cure = f"{entries}, which Keras does not accept", f"correct {config.path}, or move it away"
        else:
            return None
        return self.refusal(
            "keras-json-invalid",
            f"Keras reads {config.path} when it is imported",
            found,
            f"{cure}; Keras writes a new one",
        )

    def refusal(self, code: str, asked: str, found: str, cure: str, name: Optional[str] = None) -> Refusal:
        return Refusal(self.surface, _KINDS[code], asked, found, cure, name, code)

    def choice(self, module: Module, generation: int, rule: str, *notes: Note) -> Choice:
        """The choice of that package, with every warning that goes with it."""
        backend, source = self.backend(module) if generation == 3 else ("tensorflow", "generation 2")
        warnings = (*notes, *_warnings(self, module, generation))
        return Choice(
            surface=self.surface,
            provider=module.name,
            generation=generation,
            version=module.effective_version,
            backend=backend,
            backend_source=source,
            modules=_modules(module, generation, self.surface),
            private=f"{module.name}.src" if "src" in module.parts or module.kind == "opaque" else module.name,
            rule=rule,
            versions=tuple((each.name, each.effective_version) for each in self.facts.modules),
            warnings=tuple(text for _, text in warnings),
            codes=tuple(code for code, _ in warnings),
            mocked=module.kind == "mock",
            installed=tuple(each.name for each in self.facts.modules if each.is_package),
        )

    def pick(self, module: Module, generation: int, rule: str, *notes: Note) -> Outcome:
        """The choice of that package, unless `keras.json` or the backend stands against it."""
        if module.state != "loaded":
            against = self.config_refusal() or (
                self.backend_refusal(module) if generation == 3 else self._eager_refusal(module)
            )
            if against is not None:
                return against
        return self.choice(module, generation, rule, *notes)

    def _eager_refusal(self, module: Module) -> Optional[Refusal]:
        """A backend setting that makes `import tensorflow` itself raise, whatever generation 2 makes of it.

        TensorFlow >= 2.15 imports the installed Keras 3 unless the variable is on, and lets its `ValueError` pass.
        """
        imports_keras_3 = module.name == "tf_keras" and not self.legacy and self.is_regular(self.keras, 3)
        if self.tensorflow_is_loaded or not imports_keras_3 or self.tensorflow_below(_HEEDS):
            return None
        refusal = self.backend_refusal(self.keras)
        return refusal if refusal is not None and refusal.kind == "setting" else None

    def is_regular(self, module: Module, generation: int) -> bool:
        """A regular package of that generation, whether its needs are installed or not."""
        return module.is_package and not is_impostor(module) and generation_of(module) == generation


def is_impostor(module: Module) -> bool:
    """A package of the right name that is not the one: a home-made `tf_keras`, a local folder `keras`."""
    if module.kind != "package" or module.state == "initialising" or module.name not in _KERASES:
        return False
    if module.name == "tf_keras":
        return "api._v2" not in module.parts
    return generation_of(module) is None


def is_in_the_way(module: Module) -> bool:
    """Something of that name that is not the package, and hides it."""
    return module.kind in ("file", "namespace", "blocked") or is_impostor(module)


def _backends_of(module: Module) -> tuple[str, ...]:
    own = tuple(part.partition(":")[2] for part in module.parts if part.startswith("backend:"))
    return own or BACKENDS


def _modules(module: Module, generation: int, surface: str) -> tuple[str, ...]:
    """What to expose: `tf.keras`'s modules before `keras`'s own, in `keras3` the other way round."""
    name = module.name
    if generation == 2:
        if surface == "v1.keras":
            return (f"{name}.api._v1.keras",)
        if "api._v2" not in module.parts and module.kind == "package":
            return (name,)
        # Before 2.13 the private sources lie in `keras` itself: it is no public surface beside `tf.keras`.
        own = (name,) if "src" in module.parts or module.kind == "opaque" else ()
        return (f"{name}.api._v2.keras", *own)
    legacy = next((part for part in ("_tf_keras", "api._tf_keras") if part in module.parts), None)
    if legacy is None and module.kind == "opaque":
        legacy = "_tf_keras"
    if legacy is None:
        return (name,)
    both = (f"{name}.{legacy}" if name == "keras_core" else f"{name}.{legacy}.keras", name)
    return both if surface == "keras" else both[::-1]


# ---- the rules ------------------------------------------------------------------------------------------------------


def _standing(choice: Choice, facts: Facts) -> Choice:
    """Rule 0: the surface is loaded, and keeps its choice for the life of the process."""
    now = decide(replace(facts, surfaces=tuple(other for other in facts.surfaces if other != choice)), choice.surface)
    differs = isinstance(now, Refusal) or (now.provider, now.backend) != (choice.provider, choice.backend)
    if not differs and isinstance(now, Choice):
        return _with_notes(choice, (each for each in now.notes if each not in choice.notes and _NOW in each[1]))
    today = f"none ({now.asked}; found: {now.found})" if isinstance(now, Refusal) else str(now)
    note = (
        f"kerascompat.{choice.surface} was loaded as {choice} and stays so; what the environment asks for now is"
        f" {today}. Restart Python to follow it."
    )
    return _with_notes(choice, [("surface-stands", note)])


def _with_notes(choice: Choice, notes: Iterable[Note]) -> Choice:
    """The choice with more warnings."""
    more = tuple(notes)
    codes = (*choice.codes, *(code for code, _ in more))
    return replace(choice, warnings=(*choice.warnings, *(text for _, text in more)), codes=codes)


def _when_tensorflow_is_a_mock(case: _Case) -> Optional[Outcome]:
    """A documentation build that mocks TensorFlow: there is nothing to compute with, and nothing to decide."""
    if case.tensorflow.kind != "mock" or case.keras.kind == "mock" or case.backend(case.keras)[0] != "tensorflow":
        return None
    choice = case.choice(case.tensorflow, 3, "TensorFlow is a mock: its `keras` is read through")
    return replace(choice, provider="keras", modules=("tensorflow.keras",))


def _when_tensorflow_is_imported(case: _Case) -> Optional[Outcome]:
    """Rule 1: TensorFlow is imported, and `tf.keras` is already something."""
    state = case.facts.tensorflow_keras
    if state.state == "failed":
        return _failed_loader(case)
    if state.state not in ("resolved", "latched"):
        return None
    module = case.facts.module(state.provider or "keras")
    generation = generation_of(module)
    if generation is None or not module.is_package:
        return None
    return case.choice(module, generation, f"TensorFlow is imported and its tf.keras is {module.name}")


def _failed_loader(case: _Case) -> Refusal:
    """`tf.keras` was touched and failed; every later touch is a `RecursionError` that hides the cause."""
    fresh = replace(case.facts.tensorflow_keras, state="unresolved")
    again = decide(replace(case.facts, tensorflow_keras=fresh), case.surface)
    cause = f" ({again.asked}; found: {again.found})" if isinstance(again, Refusal) else ""
    cure = f"{again.cure}; then restart Python" if isinstance(again, Refusal) else "restart Python"
    return case.refusal(
        "tf-keras-failed",
        "tf.keras was used before in this process, and could not be loaded",
        f"the lazy loader of {case.tensorflow} has failed for good{cause}",
        cure,
        name="tensorflow.keras",
    )


def _when_legacy_is_on(case: _Case) -> Optional[Outcome]:
    """Rule 2: `TF_USE_LEGACY_KERAS` is on and TensorFlow heeds it."""
    if not case.legacy:
        return None
    tf_keras = case.facts.module("tf_keras")
    setting = f"TF_USE_LEGACY_KERAS={case.facts.legacy_keras}"
    if case.is_usable(tf_keras, 2):
        return case.pick(tf_keras, 2, f"{setting} is on and {case.tensorflow} heeds it: tf.keras is tf_keras")
    if case.is_usable(case.keras, 2) and case.tensorflow_below(_KERAS_3_ONLY):
        note = (
            f"{setting} asks for tf_keras, which is not installed; {case.keras} is of the same generation and serves,"
            f" while tf.keras itself will fail. Cure: {install_tf_keras(case.tensorflow)}"
        )
        return case.pick(
            case.keras,
            2,
            f"{setting} is on, tf_keras is missing, and the installed keras is Keras 2",
            ("legacy-without-tf-keras", note),
        )
    return case.refusal(
        "legacy-without-tf-keras",
        f"{setting} asks for Keras 2 from tf_keras",
        f"{describe(tf_keras)}; {case.tensorflow}, {describe(case.keras)}",
        install_tf_keras(case.tensorflow) + (", or unset TF_USE_LEGACY_KERAS" if case.keras.is_package else ""),
        name="tf_keras",
    )


def _when_keras_is_installed(case: _Case) -> Optional[Outcome]:
    """Rule 3: the installed `keras`, generation 3 or 2, as TensorFlow does."""
    keras = case.keras
    if case.is_regular(keras, 3):
        notes: tuple[Note, ...] = ()
        if case.has_tensorflow and case.tensorflow_below(_HEEDS):
            note = (
                f"{case.tensorflow} was made for Keras 2: with {keras} its tf.keras cannot be loaded, while keras works"
                f' by itself. Cure: pip install "keras=={_minor(case.tensorflow)}.*"'
            )
            notes = (("keras-3-too-new", note),)
        return case.pick(keras, 3, "the installed keras is generation 3", *notes)
    if not case.is_usable(keras, 2):
        return None
    if not case.tensorflow_below(_KERAS_3_ONLY) and release(case.tensorflow.effective_version) is not None:
        return _keras_2_beyond_the_line(case)
    return case.pick(keras, 2, "the installed keras is generation 2")


def _keras_2_beyond_the_line(case: _Case) -> Outcome:
    """A Keras 2 package on TensorFlow >= 2.16, where it fails at import: tf_keras is the Keras 2 that works there."""
    tf_keras = case.facts.module("tf_keras")
    if case.is_usable(tf_keras, 2) and case.keras.state != "loaded":
        note = (
            f"{case.keras} does not work with {case.tensorflow} (Keras 2 ended with 2.15, as tf.keras will say);"
            f' {tf_keras} serves. Cure: pip install "keras>=3"'
        )
        rule = "the installed keras is too old for TensorFlow, and tf_keras is installed"
        return case.pick(tf_keras, 2, rule, ("keras-2-too-old", note))
    return case.pick(case.keras, 2, "the installed keras is generation 2")


def _when_keras_is_missing(case: _Case) -> Optional[Outcome]:
    """Rule 4: `tf_keras`, else `keras_core`."""
    for name, generation in (("tf_keras", 2), ("keras_core", 3)):
        module = case.facts.module(name)
        if case.is_usable(module, generation):
            note = f"{describe(case.keras)}: {module} serves instead"
            return case.pick(module, generation, f"no usable keras is installed, {name} is", ("stand-in", note))
    return None


def _refuse(case: _Case) -> Refusal:
    """Nothing is usable: say what is nearest to it, and what it lacks."""
    keras = case.keras
    asked = f"kerascompat.{case.surface} needs a Keras"
    lame = next((each for each in (keras, case.facts.module("tf_keras")) if case.is_regular(each, 2)), None)
    if lame is not None and not case.has_tensorflow:
        minor = _minor(lame)
        return case.refusal(
            "backend-missing",
            f"{lame} computes with TensorFlow",
            describe(case.tensorflow),
            f'pip install "tensorflow=={minor}.*"' if minor else "pip install tensorflow",
            name="tensorflow",
        )
    core = case.facts.module("keras_core")
    against = case.backend_refusal(core) if case.is_regular(core, 3) and keras.kind == "absent" else None
    return against or case.refusal("no-keras", asked, _found(case), _install_keras(case), name="keras")


_RULES: tuple[Callable[[_Case], Optional[Outcome]], ...] = (
    _when_tensorflow_is_a_mock,
    _when_tensorflow_is_imported,
    _when_legacy_is_on,
    _when_keras_is_installed,
    _when_keras_is_missing,
    _refuse,
)


def _decide_fixed(case: _Case, generation: int) -> Outcome:
    """`keras2`, `keras3`, `v1.keras`: the generation is fixed, the variable changes nothing."""
    base = decide(case.facts, "keras")
    if isinstance(base, Choice) and (base.generation == generation or base.mocked):
        module = case.facts.module(base.provider)
        if base.mocked:
            return replace(base, surface=case.surface, generation=generation)
        rule = f"kerascompat.keras is generation {generation}: {base.rule}"
        if _offers(module, case.surface):
            return case.pick(module, generation, rule)
    names = ("keras", "tf_keras") if generation == 2 else ("keras", "keras_core")
    for name in names:
        module = case.facts.module(name)
        if case.is_usable(module, generation) and _offers(module, case.surface):
            return case.pick(module, generation, f"generation {generation} is asked for, and {name} is that")
    if isinstance(base, Choice) and base.generation == generation:
        return _no_v1(case, case.facts.module(base.provider))
    return _refuse_fixed(case, generation)


def _offers(module: Module, surface: str) -> bool:
    return surface != "v1.keras" or "api._v1" in module.parts or module.kind == "opaque"


def _no_v1(case: _Case, module: Module) -> Refusal:
    return case.refusal(
        "no-v1",
        "kerascompat.v1.keras needs the TensorFlow 1 style API of Keras 2",
        f"{module} has none (no api/_v1)",
        install_tf_keras(case.tensorflow),
        name="tf_keras",
    )


def _refuse_fixed(case: _Case, generation: int) -> Outcome:
    found = _found(case)
    asked = f"kerascompat.{case.surface} needs Keras {generation}"
    if generation == 2:
        if not case.has_tensorflow:
            cure = 'pip install "kerascompat[keras2]" (TensorFlow with tf-keras)'
            return case.refusal("no-keras", f"{asked}, which computes with TensorFlow", found, cure, "tensorflow")
        return case.refusal("no-keras", asked, found, install_tf_keras(case.tensorflow), name="tf_keras")
    for name in ("keras", "keras_core"):
        module = case.facts.module(name)
        if case.is_regular(module, 3):
            against = case.config_refusal() or case.backend_refusal(module)
            if against is not None:
                return against
    if case.has_tensorflow and case.tensorflow_below(_KERAS_3_ONLY):
        code = "keras-too-old" if case.keras.is_package else "no-keras"
        return case.refusal(code, asked, found, 'pip install -U "tensorflow>=2.16" keras', name="keras")
    if is_in_the_way(case.keras):
        return case.refusal("no-keras", asked, found, _install_keras(case), name="keras")
    return case.refusal("no-keras", asked, found, 'pip install -U "keras>=3"', name="keras")


# ---- warnings -------------------------------------------------------------------------------------------------------


def _warnings(case: _Case, module: Module, generation: int) -> tuple[Note, ...]:
    if module.kind == "mock":
        return ()
    follows_variable = case.surface == "keras"
    found = (
        ("look-alike", _look_alike(case)),
        ("variable-ignored", _ignored_variable(case, module) if follows_variable else None),
        ("variable-late", _late_variable(case, module) if follows_variable else None),
        ("backend-late", _late_backend(case, module) if generation == 3 else None),
        ("backend-ignored", _unheeded_backend(case) if generation == 2 else None),
        ("keras-json-ignored", _ignored_config(case) if generation == 3 else None),
        ("version-unknown", _unknown_version(module, generation)),
        ("tensorflow-version-unknown", _unknown_tensorflow(case)),
        ("two-owners", _two_owners(case)),
        ("leftover-folder", _leftovers(case)),
    )
    return tuple((code, text) for code, text in found if text)


def _look_alike(case: _Case) -> Optional[str]:
    value = case.facts.legacy_keras
    if value is None or case.facts.legacy_on or value.strip().lower() not in _LOOK_ALIKES:
        return None
    return (
        f"TF_USE_LEGACY_KERAS={value!r} is not on: TensorFlow accepts 1, true and True, to the letter."
        " Cure: export TF_USE_LEGACY_KERAS=1"
    )


def _ignored_variable(case: _Case, module: Module) -> Optional[str]:
    if not case.facts.legacy_on or case.legacy or module.name == "tf_keras":
        return None
    setting = f"TF_USE_LEGACY_KERAS={case.facts.legacy_keras}"
    if case.has_tensorflow:
        return f"{setting} has no effect: {case.tensorflow} does not read it (2.15 was the first to)"
    return f"{setting} has no effect: no TensorFlow is installed to read it"


def by_variable(facts: Facts, *, is_on: bool) -> str:
    """What TensorFlow 2.16 and newer gives for `tf.keras` where the variable was so when it was read."""
    return "tf_keras" if is_on and facts.module("tf_keras").is_package else "keras"


def _late_variable(case: _Case, module: Module) -> Optional[str]:
    """The variable was changed after `import tensorflow` read it, so the two roads to `tf.keras` part."""
    state = case.facts.tensorflow_keras
    at_import = state.legacy_at_import
    if at_import is None or not case.tensorflow_is_loaded:
        return None
    by_path = by_variable(case.facts, is_on=at_import)
    if by_path == module.name and case.legacy == at_import:
        return None
    now = "unset" if case.facts.legacy_keras is None else repr(case.facts.legacy_keras)
    then = "on" if at_import else "off"
    roads = f"tf.keras is {module.name}"
    if by_path == module.name:
        roads += " and stays so"
    else:
        roads += f", `from tensorflow.keras import ...` gives {by_path}"
    return (
        f"TF_USE_LEGACY_KERAS was {then} when tensorflow was imported, and is {now} now: {roads}."
        " Cure: set the variable before the first import of tensorflow, and restart Python"
    )


def _late_backend(case: _Case, module: Module) -> Optional[str]:
    loaded, wish = module.loaded_backend, case.facts.keras_backend
    if loaded is None or not wish or wish == loaded:
        return None
    return (
        f"KERAS_BACKEND={wish} came too late: {module} was imported before, and computes with {loaded}."
        " Cure: set it before the first import of keras or tensorflow, and restart Python"
    )


def _unheeded_backend(case: _Case) -> Optional[str]:
    """A wish for a backend that generation 2 does not have."""
    facts = case.facts
    wish, source = (
        (facts.keras_backend, "KERAS_BACKEND") if facts.keras_backend else (facts.config.backend, facts.config.path)
    )
    if not wish or wish == "tensorflow":
        return None
    if wish not in BACKENDS:
        would = f"its own backends are {', '.join(BACKENDS)}, from Keras 3 on"
    elif case.is_regular(case.keras, 3) or facts.module("keras_core").is_package:
        missing = wish != "numpy" and not facts.module(wish).is_package
        would = "kerascompat.keras3 would give it" + (f" after pip install {wish}" if missing else "")
        if case.legacy and case.surface == "keras":
            would += ", or unset TF_USE_LEGACY_KERAS"
    else:
        would = 'pip install -U "keras>=3" would give it'
    return f"{_as_setting(source, wish)} is not heeded: Keras 2 computes with TensorFlow only; {would}"


def _ignored_config(case: _Case) -> Optional[str]:
    config = case.facts.config
    if config.state != "not-json":
        return None
    return f"{config.path} is not JSON and Keras ignores it ({config.detail}). Cure: correct it, or move it away"


def _unknown_version(module: Module, generation: int) -> Optional[str]:
    if module.kind == "mock" or release(module.effective_version) is not None:
        return None
    version = module.effective_version
    text = f"calls itself {version!r}, which is no version" if version else "tells no version"
    if module.kind == "opaque":
        return f"{module.name} {text}, and its files cannot be looked at: it is taken for Keras {generation}"
    return f"{module.name} at {module.location} {text}: its generation is taken from its structure"


def _unknown_tensorflow(case: _Case) -> Optional[str]:
    tensorflow = case.tensorflow
    if not case.has_tensorflow or tensorflow.kind == "mock" or release(tensorflow.effective_version) is not None:
        return None
    if tensorflow.elsewhere:
        name, version, place = tensorflow.elsewhere[0]
        return (
            f"tensorflow at {tensorflow.location} has no metadata of its own; {name} {version} in {place} is another"
            " installation and does not tell its version. Cure: uninstall one of them"
        )
    return f"tensorflow at {tensorflow.location} tells no version: it is taken for a new one"


def _two_owners(case: _Case) -> Optional[str]:
    owners = case.tensorflow.distributions
    if len({version for _, version in owners}) < 2:
        return None
    listed = " and ".join(f"{name} {version}" for name, version in owners)
    return f"{listed} both own the folder {case.tensorflow.location}. Cure: uninstall both, then install one"


def _leftovers(case: _Case) -> Optional[str]:
    for module in (case.tensorflow, case.keras):
        if module.kind == "namespace":
            return f"{describe(module)}. Cure: delete the folder"
    return None


# ---- sentences ------------------------------------------------------------------------------------------------------


def describe(module: Module) -> str:
    """One module as it was found, in a few words."""
    if module.kind == "absent":
        return f"{module.name} is not installed"
    if module.kind == "blocked":
        return f"{module.name} is blocked (sys.modules[{module.name!r}] is None)"
    if module.kind == "namespace":
        return f"{module.name} at {module.location} is a left-over folder without __init__.py"
    if module.kind == "file":
        return f"{module.name} is the file {module.location}, which hides the package of that name"
    if is_impostor(module):
        lacks = "no api/_v2" if module.name == "tf_keras" else "no version, no _tf_keras, no api/_v2"
        return f"{module.name} at {module.location} is not the {module.name.replace('_', '-')} package ({lacks})"
    return str(module)


def _found(case: _Case) -> str:
    return "; ".join(describe(case.facts.module(name)) for name in ("tensorflow", "keras", "tf_keras"))


def _minor(module: Module) -> Optional[str]:
    version = release(module.effective_version)
    return None if version is None else f"{version[0]}.{version[1]}"


def install_tf_keras(tensorflow: Module) -> str:
    """The line that installs the tf-keras of a TensorFlow.

    tf-keras requires the distribution `tensorflow`: beside a rebuild under another name it would bring a second one,
    whose files overwrite the first's.
    """
    minor = _minor(tensorflow)
    names = {name for name, _ in tensorflow.distributions}
    options = "--no-deps " if names and "tensorflow" not in names else ""
    return f'pip install {options}"tf-keras=={minor}.*"' if minor else f"pip install {options}tf-keras"


def _install_keras(case: _Case) -> str:
    if case.keras.kind == "blocked":
        return "delete the entry: del sys.modules['keras']"
    if is_in_the_way(case.keras):
        return f"rename or delete {case.keras.location}, then pip install keras"
    if case.has_tensorflow:
        if case.tensorflow_below(_KERAS_3_ONLY):
            return f'pip install "keras=={_minor(case.tensorflow)}.*"'
        return "pip install keras"
    installed = [name for name in BACKENDS[1:3] if case.facts.module(name).is_package]
    if installed:
        return f"pip install keras, and export KERAS_BACKEND={installed[0]}"
    return "pip install tensorflow (it brings Keras)"


def _as_setting(source: str, backend: str) -> str:
    return f"KERAS_BACKEND={backend}" if source == "KERAS_BACKEND" else f'"backend": "{backend}" in {source}'


def _set_backend(source: str, backend: str) -> str:
    if source == "KERAS_BACKEND":
        return f"export KERAS_BACKEND={backend}"
    return f'write "backend": "{backend}" into {source}, or export KERAS_BACKEND={backend}'
