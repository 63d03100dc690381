"""`fingerprint()` and `verify()`: whether two processes have the same Keras."""

from __future__ import annotations

from dataclasses import dataclass, fields

from kerascompat import _api, _environment, _loader, _resolver
from kerascompat._children import BACKEND, LEGACY, fresh
from kerascompat._facts import SURFACES, Choice, Refusal
from kerascompat._versions import public
from kerascompat.errors import IncompatibleError, SettingError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Optional

    from kerascompat._facts import Facts, Module

_KERASES = ("tensorflow", "keras", "tf_keras", "keras_core")


@dataclass(frozen=True)
class Fingerprint:
    """Which Keras a process has: plain values, to be logged, compared, and sent to another process.

    A version is the release, without what names a build (`2.15.0+nv23.11` is `2.15.0`), and None where nobody tells.

    Attributes:
        surface: the name below `kerascompat`.
        provider: `keras`, `tf_keras` or `keras_core`.
        generation: `2` or `3`.
        version: the provider's version.
        backend: what it computes with.
        backend_version: the version of that.
        tensorflow: the version of the installed TensorFlow, whether it is the backend or not.
    """

    surface: str
    provider: str
    generation: int
    version: Optional[str]
    backend: str
    backend_version: Optional[str]
    tensorflow: Optional[str]

    def __str__(self) -> str:
        beside = f", beside tensorflow {self.tensorflow}" if self.tensorflow and self.backend != "tensorflow" else ""
        return f"{self.keras}, on {_named(self.backend, self.backend_version)}{beside}"

    @property
    def keras(self) -> str:
        """The provider, its version and its generation, in words."""
        return f"{self.provider} {self.version or '(version unknown)'}, generation {self.generation}"

    @property
    def versions(self) -> dict[str, Optional[str]]:
        """The version of each module that it names."""
        return {"tensorflow": self.tensorflow, self.backend: self.backend_version, self.provider: self.version}


def fingerprint(surface: str = "keras") -> Fingerprint:
    """Which Keras this process has: hashable, picklable, and the same before and after the import of Keras.

    Imports neither TensorFlow nor Keras. `dataclasses.asdict` makes JSON of it.

    Args:
        surface: `"keras"`, `"keras2"`, `"keras3"` or `"v1.keras"`: the name below `kerascompat`.

    Raises:
        NotInstalledError, IncompatibleError, SettingError: what `resolve(surface)` raises.
    """
    return fingerprint_of(_api.resolve(surface))


def fingerprint_of(choice: Choice) -> Fingerprint:
    """What a choice comes to."""
    return Fingerprint(
        surface=choice.surface,
        provider=choice.provider,
        generation=choice.generation,
        version=public(choice.version),
        backend=choice.backend,
        backend_version=public(choice.version_of(choice.backend)),
        tensorflow=public(choice.version_of("tensorflow")),
    )


def verify(fingerprint: Fingerprint) -> None:
    """Be silent where this process has the Keras of another one, else raise one error that names both.

    For the first lines of what a worker runs. Imports neither TensorFlow nor Keras; what is imported already counts.
    A version that one side cannot tell is not compared.

    Args:
        fingerprint: what `fingerprint()` gave in the other process.

    Raises:
        IncompatibleError: this process has another Keras.
        NotInstalledError, IncompatibleError, SettingError: it can have none, as `resolve()` would say.
        SettingError: the argument is no fingerprint.
    """
    _check(fingerprint)
    facts = _environment.read()
    outcome = _resolver.decide(facts, fingerprint.surface)
    if isinstance(outcome, Refusal):
        raise _loader.error_of(_refused(fingerprint, outcome, facts))
    found = list(differences(fingerprint, outcome))
    if found and not outcome.mocked:
        theirs, ours = ("; ".join(texts) for texts in zip(*found))
        raise IncompatibleError(_asked(fingerprint, theirs), ours, cure_of(fingerprint, facts), fingerprint.provider)


def _check(fingerprint: object) -> None:
    asked = "kerascompat.verify() takes what kerascompat.fingerprint() gave in another process"
    if not isinstance(fingerprint, Fingerprint):
        raise SettingError(asked, repr(fingerprint), "send kerascompat.fingerprint() to this process")
    if {each.name for each in fields(Fingerprint)} != set(vars(fingerprint)) or fingerprint.surface not in SURFACES:
        found = f"a fingerprint of another release of kerascompat: {vars(fingerprint)}"
        raise SettingError(asked, found, "install the same release of kerascompat in both processes")


def differences(sender: Fingerprint, choice: Choice) -> Iterator[tuple[str, str]]:
    """What differs, in words: (in the sender, here)."""
    here = fingerprint_of(choice)
    theirs, ours = sender.versions, here.versions
    if (sender.provider, sender.generation) != (here.provider, here.generation):
        yield sender.keras, f"{here.keras} ({choice.rule})"
        theirs.pop(sender.provider)  # its version has been said
    if sender.backend != here.backend:
        wish, given = (_named(each.backend, each.backend_version) for each in (sender, here))
        yield f"the backend {wish}", f"the backend {given} (from {choice.backend_source})"
    for module in sorted(theirs.keys() & ours.keys()):
        if theirs[module] and ours[module] and theirs[module] != ours[module]:
            yield f"{module} {theirs[module]}", f"{module} {ours[module]}"


def cure_of(sender: Fingerprint, facts: Facts) -> str:
    """What gives a process with these facts the sender's Keras."""
    variables, missing = _variables(sender, facts), _missing(sender, facts)
    steps = [f"pip install {' '.join(missing)}"] if missing else _obstacle(sender, fresh(facts, variables))
    if variables:
        settings = " ".join(f"{name}={value}" for name, value in variables.items())
        steps.append(f"start this process with {settings} (kerascompat.child_environment() of the sender has it)")
    return ", and ".join(steps) or _anew(sender, facts)


def _obstacle(sender: Fingerprint, facts: Facts) -> list[str]:
    """The cure of what would be refused even so: a file in the way, a `keras.json` that Keras does not take."""
    outcome = _resolver.decide(facts, sender.surface)
    return [outcome.cure] if isinstance(outcome, Refusal) else []


def _anew(sender: Fingerprint, facts: Facts) -> str:
    """The cure where everything is right now, and was not when it was imported."""
    imported = [module.name for module in facts.modules if module.name in _KERASES and module.state != "unloaded"]
    if not imported:
        return f"install here what the sender has: {sender}"
    return (
        f"start this process anew: what is installed and set here is right, and came after the import of"
        f" {', '.join(imported)}"
    )


def _missing(sender: Fingerprint, facts: Facts) -> list[str]:
    """The requirements of the sender's Keras that are not installed here, as pip takes them."""
    modules = [(facts.module(name), version) for name, version in sender.versions.items()]
    return [
        _requirement(module, version)
        for module, version in modules
        if (module.kind == "absent" and module.name in (sender.provider, sender.backend))
        or (version and module.is_package and module.version and public(module.version) != version)
    ]


def _requirement(module: Module, version: Optional[str]) -> str:
    """A version of a module, under the name of the distribution that is there already: `tensorflow-cpu`."""
    project = module.distributions[0][0] if module.distributions else module.name.replace("_", "-")
    return f'"{project}=={version}"' if version else project


def _variables(sender: Fingerprint, facts: Facts) -> dict[str, str]:
    """The variables that do not say here what the sender's Keras needs."""
    wanted = {}
    is_legacy = sender.provider == "tf_keras"
    if sender.surface == "keras" and is_legacy != facts.legacy_on:
        wanted[LEGACY] = "1" if is_legacy else "0"
    setting = facts.keras_backend or facts.config.backend or "tensorflow"
    if sender.generation == 3 and sender.backend != setting:
        wanted[BACKEND] = sender.backend
    return wanted


def _refused(sender: Fingerprint, refusal: Refusal, facts: Facts) -> Refusal:
    found = f"{refusal.asked}; {refusal.found}"
    asked = _asked(sender, str(sender))
    return Refusal(sender.surface, refusal.kind, asked, found, cure_of(sender, facts), refusal.name)


def _asked(sender: Fingerprint, theirs: str) -> str:
    return f"kerascompat.{sender.surface} must be here what it is in the process of the fingerprint: {theirs}"


def _named(module: str, version: Optional[str]) -> str:
    return f"{module} {version or '(version unknown)'}"
