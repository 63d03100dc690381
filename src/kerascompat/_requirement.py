"""`require()`: what a library needs, said in its `__init__`."""

from __future__ import annotations

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion

from kerascompat import _loader
from kerascompat._facts import BACKENDS
from kerascompat._versions import release
from kerascompat.errors import IncompatibleError, SettingError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import Optional, Union

    from kerascompat._facts import Choice

    Needs = tuple[Optional[int], dict[str, SpecifierSet], Optional[tuple[str, ...]]]


def require(
    generation: Optional[int] = None,
    keras: Optional[str] = None,
    tensorflow: Optional[str] = None,
    backend: Union[str, Collection[str], None] = None,
) -> None:
    """Be silent where `kerascompat.keras` is what a library needs, else raise one error that says everything.

    Imports neither TensorFlow nor Keras. Pre-releases and local versions count as what they are: `2.22.0rc0` is below
    `>=2.22`, `2.15.0+nv23.11` is `==2.15.0`.

    Args:
        generation: `2` or `3`.
        keras: a version specifier for the provider, such as `">=3.3"`.
        tensorflow: a version specifier for TensorFlow; satisfied only where TensorFlow is installed.
        backend: the backend, or the backends, that the library can compute with.

    Raises:
        NotInstalledError, SettingError: no Keras can be had at all.
        IncompatibleError: one can be had, and it is not what is needed.
        SettingError: an argument is no generation, no specifier or no backend.
    """
    needs = needs_of("kerascompat.require", generation, keras, tensorflow, backend)
    choice = _loader.resolve()
    missing = unmet(choice, needs)
    if missing is not None:
        asked, found, cure = missing
        message = f"this library needs {asked}"
        raise IncompatibleError(message, found, cure, name=choice.provider)


def needs_of(
    caller: str,
    generation: Optional[int] = None,
    keras: Optional[str] = None,
    tensorflow: Optional[str] = None,
    backend: Union[str, Collection[str], None] = None,
) -> Needs:
    """What is needed, checked; `caller` is what the arguments were given to.

    Raises:
        SettingError: an argument is no generation, no specifier or no backend.
    """
    backends = _backends(caller, backend)
    texts = (("keras", keras), ("tensorflow", tensorflow))
    specifiers = {name: _specifier(caller, name, text) for name, text in texts if text}
    if generation not in (None, 2, 3):
        asked = f"{caller}(generation=...) takes 2 or 3"
        raise SettingError(asked, repr(generation), "generation=2 or generation=3")
    return generation, specifiers, backends


def describe(needs: Needs) -> str:
    """What is needed, in words, where there is nothing to compare it with."""
    generation, specifiers, backends = needs
    texts = [f"{name}{specifier}" for name, specifier in specifiers.items()]
    if generation is not None:
        texts.insert(0, f"Keras {generation}")
    if backends is not None:
        texts.append(_backend_in_words(backends))
    return "; ".join(texts) or "a Keras"


def unmet(choice: Choice, needs: Needs) -> Optional[tuple[str, str, str]]:
    """(asked, found, cure) of all needs that a choice does not meet, None where it meets them."""
    if choice.mocked:
        return None  # a documentation build: there is nothing to meet
    each = list(_unmet(choice, *needs))
    if not each:
        return None
    asked, found, cure = ("; ".join(dict.fromkeys(texts)) for texts in zip(*each))
    return asked, f"{found} ({choice.rule})", cure


def _backends(caller: str, backend: Union[str, Collection[str], None]) -> Optional[tuple[str, ...]]:
    if backend is None:
        return None
    try:
        names = (backend,) if isinstance(backend, str) else tuple(sorted(backend, key=str))
    except TypeError:
        names = ()
    unknown = [name for name in names if name not in BACKENDS]
    if unknown or not names:
        asked = f"{caller}(backend=...) takes backends of Keras by their names"
        raise SettingError(asked, repr(backend), f"one or more of {', '.join(BACKENDS)}")
    return names


def _specifier(caller: str, name: str, text: str) -> SpecifierSet:
    try:
        return SpecifierSet(text)
    except (InvalidSpecifier, AttributeError, TypeError) as error:
        asked = f"{caller}({name}=...) takes a version specifier"
        raise SettingError(asked, repr(text), f'write it as in a requirement: {name}=">=3.3,<4"') from error


def _unmet(
    choice: Choice,
    generation: Optional[int],
    specifiers: dict[str, SpecifierSet],
    backends: Optional[tuple[str, ...]],
) -> Iterator[tuple[str, str, str]]:
    """(asked, found, cure) of each need that is not met."""
    if generation is not None and choice.generation != generation:
        yield f"Keras {generation}", str(choice), _other_generation(choice, generation)
        specifiers = {name: each for name, each in specifiers.items() if name != "keras"}  # it speaks of the other one
    for name, specifier in specifiers.items():
        version = choice.version if name == "keras" else choice.version_of("tensorflow")
        # What is there and tells no version is let through, as it is everywhere else; its warning has been given.
        is_there = name == "keras" or choice.has("tensorflow")
        if not (is_there and release(version) is None) and not _satisfies(version, specifier):
            module = choice.provider if name == "keras" else "tensorflow"
            found = f"{module} {version}" if version else f"no {module}"
            yield f"{module}{specifier}", found, f'pip install "{module.replace("_", "-")}{specifier}"'
    if backends is not None and choice.backend not in backends:
        yield _backend_in_words(backends), f"{choice} (from {choice.backend_source})", _other_backend(choice, backends)


def _backend_in_words(backends: tuple[str, ...]) -> str:
    return f"the backend {' or '.join(backends)}"


def _satisfies(version: Optional[str], specifier: SpecifierSet) -> bool:
    try:
        return version is not None and specifier.contains(version, prereleases=True)
    except InvalidVersion:
        return False


def _other_generation(choice: Choice, generation: int) -> str:
    tensorflow = release(choice.version_of("tensorflow"))
    if generation == 2:
        dist = f'"tf-keras=={tensorflow[0]}.{tensorflow[1]}.*"' if tensorflow else '"kerascompat[keras2]"'
        return f"pip install {dist}, and export TF_USE_LEGACY_KERAS=1"
    keras = release(choice.version_of("keras"))
    upgrade = None if keras and keras[0] >= 3 else 'pip install -U "tensorflow>=2.16" keras'
    unset = "unset TF_USE_LEGACY_KERAS" if choice.provider == "tf_keras" else None
    return ", and ".join(filter(None, (upgrade, unset)))


def _other_backend(choice: Choice, backends: tuple[str, ...]) -> str:
    if choice.generation == 2:
        return f"{_other_generation(choice, 3)}, and export KERAS_BACKEND={backends[0]}"
    installed = next((name for name in backends if choice.has(name)), None)
    if installed is None:
        return f"pip install {backends[0]}, and export KERAS_BACKEND={backends[0]}"
    return f"export KERAS_BACKEND={installed}"
