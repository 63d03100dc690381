"""Why two objects do not go together, and the ways to have both of one Keras: texts, made from facts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kerascompat import _environment, _metadata, _resolver
from kerascompat._facts import Choice
from kerascompat._versions import release

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Optional

    from kerascompat._facts import Facts, Module

_PRIVATE = "tensorflow.python.keras"
_SURFACES = ("keras", "keras2", "keras3")
_HEEDS = (2, 15)
"""The first TensorFlow that reads `TF_USE_LEGACY_KERAS`."""


@dataclass(frozen=True)
class Mix:
    """Why two objects do not go together.

    Attributes:
        owners: the Keras of the one and of the other, as `kerascompat.owner` names them.
        reason: what each of the two is, and of which Keras.
        found: where that comes from: the library that defines a class, TensorFlow, the variable.
        cures: the ways to have both of one Keras, the nearest first; one of them is enough.
    """

    owners: tuple[str, str]
    reason: str
    found: str
    cures: tuple[str, ...]

    @property
    def cure(self) -> str:
        """All the ways in one line."""
        return "; or ".join(self.cures)

    def __str__(self) -> str:
        ways = "\n  or:    ".join(self.cures)
        return f"{self.reason}\n  found: {self.found}\n  cure:  {ways}"


@dataclass(frozen=True)
class Side:
    """One of the two objects, in plain texts.

    Attributes:
        owner: the Keras that it is of.
        name: its class, or the function or module that it is.
        module: the module that defines that, None where it is a module itself.
        base: the class of its Keras that it inherits from, None where it is a class of Keras itself.
        library: the distribution that defines it, None where that is Keras or the user's own code.
    """

    owner: str
    name: str
    module: Optional[str] = None
    base: Optional[str] = None
    library: Optional[str] = None

    @property
    def short(self) -> str:
        """The last part of its name."""
        return self.name.rpartition(".")[2]

    @property
    def distribution(self) -> Optional[str]:
        """The library by its name alone."""
        return self.library.partition(" ")[0] if self.library else None


def explain(first: Side, second: Side) -> Mix:
    """The explanation for objects of two Keras, as this process and its environment are now."""
    return of_two_owners(_with_library(first), _with_library(second), _environment.read())


def _with_library(side: Side) -> Side:
    """The same side with the distribution that defines its class."""
    top = (side.module or "").partition(".")[0]
    if side.base is None or top == "__main__":
        return side
    names = _metadata.owners(top)
    if len(names) != 1:
        return replace(side, library=top) if names else side
    version = _metadata.version(names[0])
    return replace(side, library=f"{names[0]} {version}" if version else names[0])


def of_two_owners(first: Side, second: Side, facts: Facts) -> Mix:
    """The explanation for objects of two Keras under these facts. Pure."""
    reason = (
        f"{first.name} is of {_label(first.owner, facts)}, {second.name} is of {_label(second.owner, facts)}:"
        " objects of two Keras do not go together"
    )
    found = "; ".join((*_origins(first, second), _describe_tensorflow(facts)))
    ways = tuple(_ways(first, second, facts))
    return Mix((first.owner, second.owner), reason, found, ways or ("make both with one Keras, and restart Python",))


def of_two_loads(first: Side, second: Side) -> Mix:
    """The explanation for objects of one Keras that was imported twice."""
    return Mix(
        (first.owner, second.owner),
        f"{first.name} and {second.name} are of {first.owner}, from two imports of it: their classes have the same"
        " names, and are not the same",
        f"{first.owner} was imported anew, by keras.config.set_backend() or because its entries in sys.modules were"
        " deleted; what was made before is of the first import",
        ("make both again after the last import, or restart Python; export KERAS_BACKEND=... before Python starts",),
    )


# ---- what is there --------------------------------------------------------------------------------------------------


def _label(owner: str, facts: Facts) -> str:
    if owner == _PRIVATE:
        return f"{owner}, the private copy of an old Keras in {_name(facts.module('tensorflow'))}"
    module = facts.module(owner)
    if owner == "keras_core":
        return f"{_name(module)} (Keras 3 before its release)"
    generation = _resolver.generation_of(module)
    return f"{_name(module)} (Keras {generation})" if generation else _name(module)


def _name(module: Module) -> str:
    return f"{module.name} {module.effective_version}" if module.effective_version else module.name


def _origins(*sides: Side) -> Iterator[str]:
    for side in sides:
        if side.base is not None:
            maker = f"{side.library} defines {side.short}, which" if side.library else side.name
            yield f"{maker} inherits from {side.base}"


def _describe_tensorflow(facts: Facts) -> str:
    tensorflow = facts.module("tensorflow")
    if not tensorflow.is_package:
        return "tensorflow is not installed"
    provider = facts.tensorflow_keras.provider
    its_keras = f", whose tf.keras is {provider}" if provider else ""
    if not _heeds(facts):
        return f"{_name(tensorflow)}{its_keras}"
    value = facts.legacy_keras
    variable = "is not set" if value is None else f"is {value!r}"
    return f"{_name(tensorflow)}{its_keras}; TF_USE_LEGACY_KERAS {variable}"


def _heeds(facts: Facts) -> bool:
    version = release(facts.module("tensorflow").effective_version)
    return facts.module("tensorflow").is_package and (version is None or version >= _HEEDS)


# ---- the ways out ---------------------------------------------------------------------------------------------------


def _ways(first: Side, second: Side, facts: Facts) -> Iterator[str]:
    """What each side could do to be of the other's Keras: own code by an import, the variable, a library's release."""
    after = facts.anew()
    asked_for = _provider("keras", after)
    # to the Keras that the environment asks for, before away from it
    moves = sorted(((first, second), (second, first)), key=lambda move: move[1].owner != asked_for)
    for way in (_by_import, _by_variable, _by_release):
        for mover, target in moves:
            text = way(mover, target, after)
            if text is not None:
                yield text


def _by_import(mover: Side, target: Side, after: Facts) -> Optional[str]:
    line = _line_that_gives(target.owner, after)
    if mover.library is not None or line is None:
        return None
    gives = _name(after.module(target.owner))
    return f"in the code that uses {mover.owner}: {line}, which gives {gives}{_right_release(target.owner, after)}"


def _by_variable(mover: Side, target: Side, after: Facts) -> Optional[str]:
    """The variable moves what uses `tf.keras`, and nothing that imports `keras` itself."""
    if (mover.owner, target.owner) != ("keras", "tf_keras") or after.legacy_on or not _heeds(after):
        return None
    if _provider("keras", replace(after, legacy_keras="1")) != "tf_keras":
        return None
    where = f"if {mover.distribution} uses tf.keras" if mover.library else "where that is tf.keras"
    return f"{where}: export TF_USE_LEGACY_KERAS=1 before Python starts{_right_release('tf_keras', after)}"


def _by_release(mover: Side, target: Side, after: Facts) -> Optional[str]:
    if mover.library is None or target.owner == _PRIVATE:
        return None
    generation = _resolver.generation_of(after.module(target.owner))
    if mover.owner == _PRIVATE:
        change = f"does without {_PRIVATE}"
    elif generation is None or generation == _resolver.generation_of(after.module(mover.owner)):
        change = f"uses {target.owner}"
    else:
        change = f"is made for Keras {generation}"
    return f"pip install -U {mover.distribution}, if a newer release {change}"


def _line_that_gives(owner: str, after: Facts) -> Optional[str]:
    """The import, with the variable that it needs, that gives this Keras; None where none does."""
    for surface in _SURFACES:
        if _provider(surface, after) == owner:
            alias = "" if surface == "keras" else " as keras"
            return f"from kerascompat import {surface}{alias}"
    for value, command in (("1", "export TF_USE_LEGACY_KERAS=1"), (None, "unset TF_USE_LEGACY_KERAS")):
        if _provider("keras", replace(after, legacy_keras=value)) == owner:
            return f"{command} before Python starts, and from kerascompat import keras"
    return None


def _provider(surface: str, facts: Facts) -> Optional[str]:
    outcome = _resolver.decide(facts, surface)
    return outcome.provider if isinstance(outcome, Choice) else None


def _right_release(owner: str, after: Facts) -> str:
    """What to install before, where tf_keras is not of TensorFlow's own minor release."""
    tensorflow = release(after.module("tensorflow").version)
    if owner != "tf_keras" or tensorflow is None or tensorflow == release(after.module(owner).version):
        return ""
    return f', after pip install "tf-keras=={tensorflow[0]}.{tensorflow[1]}.*"'
