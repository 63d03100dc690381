"""What is measured: combinations of releases, chosen from what the releases declare of each other."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from packaging.requirements import Requirement
from packaging.version import Version

from kerascompat.lab._environments import Pins

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Registry = Mapping[str, Mapping[str, Mapping[str, Any]]]

PYTHON = "3.11"
"""The interpreter where the interpreter is not the question: every TensorFlow from 2.12 on has a wheel for it."""

LEGACY = (("TF_USE_LEGACY_KERAS", "1"),)
_NUMPY_1 = "numpy==1.26.4"
_NUMPY_2 = ("numpy==2.0.2", "numpy==2.1.3", "numpy==2.2.6", "numpy==2.3.5", "numpy==2.4.6")


@dataclass(frozen=True)
class Combination:
    """One environment to be measured.

    Attributes:
        python: the minor version of the interpreter.
        pins: requirements that are resolved together.
        forced: versions that hold against what the others declare.
        without: distributions that are left out though others require them.
        pip: what pip installs first.
        variables: what is set.
    """

    python: str
    pins: tuple[str, ...]
    forced: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    pip: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()

    @property
    def command(self) -> str:
        """What measures it."""
        words = ["kerascompat", "lab", "probe", "--python", self.python]
        for option, values in (("--force", self.forced), ("--without", self.without), ("--pip", self.pip)):
            words += [word for value in values for word in (option, value)]
        words += [word for name, value in self.variables for word in ("--set", f"{name}={value}")]
        return shlex.join([*words, *self.pins])

    def exact(self, installed: Mapping[str, str]) -> Combination:
        """The same, with the versions that it resolved to."""
        named = {Requirement(each).name for each in (*self.forced, *self.pip)}
        pins = (f"{name}=={version}" for name, version in installed.items() if name not in named)
        return replace(self, pins=tuple(sorted(pins)))

    @property
    def environment(self) -> Pins:
        """The pins of its environment, with what kerascompat itself needs."""
        own = ("packaging", "importlib-metadata>=4.10; python_version < '3.10'")
        left_out = tuple(f"{name}; python_version < '3'" for name in self.without)
        return Pins(self.python, (*self.pins, *own), (*self.forced, *left_out), self.pip)


def combinations(registry: Registry) -> list[Combination]:
    """Everything that is measured, each once, those that say most first."""
    found = [
        *_defaults(registry),
        *_tf_keras(registry, is_far=False),
        *_tf_keras(registry, is_far=True),
        *_keras_3(registry),
        *_keras_2(registry),
        *_numpy(registry),
        *_protobuf(),
        *_without_tensorflow(registry),
        *_other_backends(registry),
        *_other_pythons(registry),
        *_every_minor(registry),
        *_other_patches(registry),
    ]
    return list(dict.fromkeys(found))


def newest(releases: Mapping[str, Mapping[str, Any]]) -> dict[tuple[int, int], str]:
    """The newest release of each minor version that is not withdrawn, by (major, minor)."""
    kept = [text for text, facts in releases.items() if not facts.get("yanked")]
    versions = sorted(map(Version, kept))
    return {(version.major, version.minor): str(version) for version in versions}


def _of(**pins: str) -> tuple[str, ...]:
    return tuple(f"{name.replace('_', '-')}=={version}" for name, version in pins.items())


def _floor(facts: Mapping[str, Any]) -> Version | None:
    """The oldest Keras that a TensorFlow declares."""
    for line in facts["requires"]:
        requirement = Requirement(line)
        if requirement.name == "keras":
            return min(Version(each.version) for each in requirement.specifier if each.operator == ">=")
    return None


def _defaults(registry: Registry) -> Iterator[Combination]:
    """Each TensorFlow with what it brings."""
    for tensorflow in newest(registry["tensorflow"]).values():
        yield Combination(PYTHON, _of(tensorflow=tensorflow))


def _tf_keras(registry: Registry, *, is_far: bool) -> Iterator[Combination]:
    """tf_keras of the same minor version and of each neighbour, or of those further off."""
    releases = newest(registry["tf-keras"])
    for minor, tensorflow in newest(registry["tensorflow"]).items():
        for (major, other), tf_keras in releases.items():
            distance = abs(other - minor[1])
            if major != 2 or is_far != (distance > 1) or (is_far and (minor[1], other) not in _FURTHER):
                continue
            heeds = minor >= (2, 15)
            pins = _of(tensorflow=tensorflow, tf_keras=tf_keras)
            yield Combination(
                PYTHON,
                pins,
                _of(tensorflow=tensorflow) if distance else (),
                () if heeds else ("keras",),  # which `tf.keras` is there, whatever the variable says
                variables=LEGACY if heeds else (),
            )


_FURTHER = frozenset(
    {(16, 18), (16, 19), (16, 20), (16, 21), (17, 15), (17, 19), (17, 20), (17, 21), (18, 15), (18, 16), (18, 20)}
    | {(18, 21), (19, 17), (19, 21), (20, 17), (20, 18), (21, 15), (21, 16), (21, 17), (21, 18), (21, 19), (13, 15)}
)
"""(TensorFlow, tf_keras) more than one minor version apart: across 2.15|2.16, the borders of protobuf and NumPy."""


def _keras_3(registry: Registry) -> Iterator[Combination]:
    """The oldest Keras 3 that a TensorFlow accepts, the one before, the first and the newest where none is accepted."""
    finals = sorted(Version(text) for text, facts in registry["keras"].items() if not facts.get("yanked"))
    threes = [str(each) for each in finals if each.major >= 3]
    for minor, tensorflow in newest(registry["tensorflow"]).items():
        floor = _floor(registry["tensorflow"][tensorflow])
        if minor < (2, 16):
            for keras in ("3.0.5", threes[-1]):
                yield Combination(PYTHON, _of(tensorflow=tensorflow), _of(keras=keras))
        elif floor is not None:
            oldest = next(each for each in finals if each >= floor)
            before = max(each for each in finals if each < floor)
            yield Combination(PYTHON, _of(tensorflow=tensorflow, keras=str(oldest)))
            yield Combination(PYTHON, _of(tensorflow=tensorflow), _of(keras=str(before)))
    for tensorflow in ("2.16.2", "2.17.1", "2.21.0"):
        for keras in ("3.3.0", "3.3.1"):
            yield Combination(PYTHON, _of(tensorflow=tensorflow), _of(keras=keras))


def _keras_2(registry: Registry) -> Iterator[Combination]:
    """Keras 2 on both sides of the line between TensorFlow 2.15 and 2.16."""
    packages = {minor: text for minor, text in newest(registry["keras"]).items() if minor[0] == 2}
    for minor, tensorflow in newest(registry["tensorflow"]).items():
        for other, keras in packages.items():
            is_near = minor <= (2, 17) or other == (2, 15)
            if minor != other and is_near and minor < (2, 22):
                yield Combination(PYTHON, _of(tensorflow=tensorflow), _of(keras=keras))


def _numpy(registry: Registry) -> Iterator[Combination]:
    """NumPy 1 where both install, NumPy 2 where TensorFlow forbids it."""
    tf_keras = newest(registry["tf-keras"])
    for minor, tensorflow in newest(registry["tensorflow"]).items():
        if minor >= (2, 18):
            yield Combination(PYTHON, (*_of(tensorflow=tensorflow), _NUMPY_1))
            if minor in tf_keras:
                pins = _of(tensorflow=tensorflow, tf_keras=tf_keras[minor])
                yield Combination(PYTHON, (*pins, _NUMPY_1), variables=LEGACY)
        else:
            for numpy in _NUMPY_2:
                yield Combination(PYTHON, _of(tensorflow=tensorflow), (numpy,))
    for minor in ((2, 16), (2, 17)):
        tensorflow = newest(registry["tensorflow"])[minor]
        pins = _of(tensorflow=tensorflow, tf_keras=tf_keras[minor])
        yield Combination(PYTHON, pins, _NUMPY_2[:1], variables=LEGACY)


def _protobuf() -> Iterator[Combination]:
    """TensorFlow with a protobuf of another major version than it was built for."""
    for tensorflow, protobuf in (
        ("2.12.1", "5.29.5"),
        ("2.16.2", "5.29.5"),
        ("2.18.1", "6.33.0"),
        ("2.20.0", "5.29.5"),
    ):
        yield Combination(PYTHON, _of(tensorflow=tensorflow), _of(protobuf=protobuf))
    forced = _of(tensorflow="2.18.1", protobuf="6.33.0")
    yield Combination(PYTHON, _of(tf_keras="2.21.0"), forced, variables=LEGACY)


def _without_tensorflow(registry: Registry) -> Iterator[Combination]:
    """Keras 3 on each of its other backends, alone."""
    releases = newest(registry["keras"])
    last = max(releases)
    for minor in ((3, 0), (3, 3), (3, 5), (3, 8), (3, 10), (3, 12), last):
        keras = releases[minor]
        yield _alone("jax", keras, "jax")
        yield _alone("numpy", keras, "scipy", "jax")
        yield _alone("torch", keras, pip=("torch==2.13.0",))
        if minor >= (3, 8):
            yield _alone("openvino", keras, "openvino", "scipy")
    for jax in _JAX:
        yield _alone("jax", releases[last], f"jax=={jax}", f"jaxlib=={jax}")
        yield _alone("jax", releases[3, 5], f"jax=={jax}", f"jaxlib=={jax}")
    yield _alone("jax", releases[3, 10], "jax", _NUMPY_1)


_JAX = ("0.4.20", "0.4.28", "0.4.34", "0.5.3")


def _alone(backend: str, keras: str, *others: str, pip: tuple[str, ...] = ()) -> Combination:
    return Combination(PYTHON, (*_of(keras=keras), *others), pip=pip, variables=(("KERAS_BACKEND", backend),))


def _other_backends(registry: Registry) -> Iterator[Combination]:
    """Another backend beside an installed TensorFlow: `tf.keras` computes with it."""
    releases = newest(registry["tensorflow"])
    for minor in ((2, 16), (2, 18), (2, 21)):
        yield Combination(PYTHON, (*_of(tensorflow=releases[minor]), "jax"), variables=(("KERAS_BACKEND", "jax"),))


def _every_minor(registry: Registry) -> Iterator[Combination]:
    """Each minor version of Keras 3 on an old, a middle and the newest TensorFlow that can have it."""
    releases = newest(registry["tensorflow"])
    keras_3 = {minor: keras for minor, keras in newest(registry["keras"]).items() if minor[0] == 3}
    del keras_3[max(keras_3)]  # it is what they bring
    for minor in ((2, 16), (2, 21), (2, 18)):
        tensorflow = releases[minor]
        floor = _floor(registry["tensorflow"][tensorflow])
        for keras in keras_3.values():
            if floor is not None and Version(keras) < floor:
                yield Combination(PYTHON, _of(tensorflow=tensorflow), _of(keras=keras))
            else:
                yield Combination(PYTHON, _of(tensorflow=tensorflow, keras=keras))


def _other_pythons(registry: Registry) -> Iterator[Combination]:
    """Each TensorFlow with what it brings, on each other Python that it has wheels for."""
    for tensorflow in newest(registry["tensorflow"]).values():
        for python in registry["tensorflow"][tensorflow]["pythons"]:
            if python in ("3.9", "3.10", "3.12", "3.13"):
                yield Combination(python, _of(tensorflow=tensorflow))


def _other_patches(registry: Registry) -> Iterator[Combination]:
    """The other releases of each minor version, with what they bring, and with their tf_keras."""
    tf_keras = newest(registry["tf-keras"])
    for text, facts in registry["tensorflow"].items():
        version = Version(text)
        if facts.get("yanked") or version.is_prerelease:
            continue
        yield Combination(PYTHON, _of(tensorflow=text))
        minor = (version.major, version.minor)
        if minor >= (2, 15) and minor in tf_keras:
            yield Combination(PYTHON, _of(tensorflow=text, tf_keras=tf_keras[minor]), variables=LEGACY)
