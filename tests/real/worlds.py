"""The environments that the tests in this folder run in, one at a time, and what is expected of each.

Standard library only: the noxfile imports this to build them. In a world's environment, with kerascompat, pytest,
scikit-learn and cloudpickle installed:

    KERASCOMPAT_WORLD=<name> python -m pytest tests/real --confcutdir=tests/real
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

LEGACY = "TF_USE_LEGACY_KERAS"
BACKEND = "KERAS_BACKEND"


@dataclass(frozen=True)
class World:
    """One environment, its variables, and what kerascompat must make of it.

    An environment is made in this order: `pip_only` with pip itself, `requirements` (with the tests' own needs) with
    uv in one resolution, `overrides` with uv and `--no-deps`. Worlds with equal `environment` can share one.

    Attributes:
        name: what `KERASCOMPAT_WORLD` is set to.
        requirements: what a user installs.
        provider: what `kerascompat.keras` gives, None where it refuses.
        generation: the generation of that.
        backend: what Keras 3 computes with; generation 2 computes with TensorFlow.
        python: the interpreter.
        tensorflow: the minor version that is installed, None where none is.
        keras2: the provider of `kerascompat.keras2`, None where it refuses.
        keras3: the provider of `kerascompat.keras3`, None where it refuses.
        with_variable: what `kerascompat.keras` gives where `TF_USE_LEGACY_KERAS=1`, None where it refuses.
        has_tf_keras: whether the package tf_keras is installed.
        sibling: the public module beside `tf.keras`, None where there is none (Keras 2.12 has its sources there).
        variables: what is set before Python starts.
        late_variables: what is set after `import tensorflow`.
        pip_only: what uv must not install.
        overrides: what is forced in against the pins of the others.
        grid: `core` (part of every test run) or `full`.
    """

    name: str
    requirements: tuple[str, ...]
    provider: Optional[str]
    generation: Optional[int]
    backend: str = "tensorflow"
    python: str = "3.11"
    tensorflow: Optional[str] = None
    keras2: Optional[str] = None
    keras3: Optional[str] = None
    with_variable: Optional[str] = "keras"
    has_tf_keras: bool = False
    sibling: Optional[str] = "keras"
    variables: tuple[tuple[str, str], ...] = ()
    late_variables: tuple[tuple[str, str], ...] = ()
    pip_only: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    grid: str = "full"

    @property
    def environment(self) -> tuple[object, ...]:
        """What must be installed; the same for worlds that differ in their variables only."""
        return self.python, self.pip_only, self.requirements, self.overrides

    @property
    def v1(self) -> Optional[str]:
        """The provider of `kerascompat.v1.keras`: what generation 2 is, in all of these worlds."""
        return self.keras2

    @property
    def tensorflow_release(self) -> tuple[int, ...]:
        """The minor version of TensorFlow as numbers, empty where there is none."""
        return tuple(int(part) for part in self.tensorflow.split(".")) if self.tensorflow else ()

    @property
    def heeds_variable(self) -> bool:
        """Whether there is a TensorFlow that reads `TF_USE_LEGACY_KERAS`."""
        return self.tensorflow_release >= (2, 15)

    @property
    def surfaces(self) -> tuple[str, ...]:
        """The surfaces that give something here, each provider once; the first one stands for the world."""
        own = ("keras",) if self.provider is not None else ()
        other = ("keras3",) if self.keras3 is not None and self.keras3 != self.provider else ()
        older = ("keras2",) if self.keras2 is not None and self.keras2 != self.provider else ()
        return (*own, *older, *other)

    def provider_of(self, surface: str) -> Optional[str]:
        """The provider of a surface, None where it refuses."""
        return {"keras": self.provider, "keras2": self.keras2, "keras3": self.keras3, "v1.keras": self.v1}[surface]

    def generation_of(self, surface: str) -> Optional[int]:
        """The generation of a surface that gives something."""
        return {"keras": self.generation, "keras2": 2, "keras3": 3, "v1.keras": 2}[surface]

    def backend_of(self, surface: str) -> str:
        """What a surface computes with."""
        return "tensorflow" if self.generation_of(surface) == 2 else self.backend


def _keras_2(minor: str, **others: object) -> World:
    """TensorFlow before 2.15, where `tf.keras` is Keras 2 and no variable changes that."""
    fields: dict[str, object] = {"name": f"tensorflow-{minor}", "requirements": (f"tensorflow=={minor}.*",), **others}
    return World(provider="keras", generation=2, tensorflow=minor, keras2="keras", **fields)  # type: ignore[arg-type]


def _keras_3(minor: str, **others: object) -> World:
    """TensorFlow from 2.16 on with Keras 3, and no tf_keras."""
    fields: dict[str, object] = {
        "name": f"tensorflow-{minor}",
        "requirements": (f"tensorflow=={minor}.*",),
        "provider": "keras",
        "generation": 3,
        "with_variable": None,
        **others,
    }
    return World(tensorflow=minor, keras3="keras", **fields)  # type: ignore[arg-type]


def _tf_keras(minor: str, **others: object) -> World:
    """TensorFlow from 2.16 on with Keras 3 and tf_keras, and the variable set."""
    fields: dict[str, object] = {
        "name": f"tensorflow-{minor}-tf_keras",
        # tf-keras requires the distribution `tensorflow`: beside tensorflow-cpu it would bring a second one
        "requirements": (f"tensorflow=={minor}.*", f"tf-keras=={minor}.*"),
        "provider": "tf_keras",
        "generation": 2,
        "variables": ((LEGACY, "1"),),
        "sibling": "tf_keras",
        **others,
    }
    return World(  # type: ignore[arg-type]
        tensorflow=minor, keras2="tf_keras", keras3="keras", with_variable="tf_keras", has_tf_keras=True, **fields
    )


def _keras_alone(backend: str, *requirements: str, **others: object) -> World:
    """Keras 3 without TensorFlow."""
    return World(  # type: ignore[arg-type]
        name=backend,
        requirements=("keras>=3.15,<3.16", *requirements),
        provider="keras",
        generation=3,
        backend=backend,
        keras3="keras",
        variables=((BACKEND, backend),),
        **others,
    )


WORLDS: tuple[World, ...] = (
    _keras_2("2.14", grid="core"),
    _keras_2("2.15", grid="core"),
    World(
        name="tensorflow-2.15-tf_keras",
        requirements=("tensorflow==2.15.*", "tf-keras==2.15.*"),
        provider="tf_keras",
        generation=2,
        tensorflow="2.15",
        keras2="tf_keras",
        with_variable="tf_keras",
        has_tf_keras=True,
        sibling="tf_keras",
        variables=((LEGACY, "1"),),
        grid="core",
    ),
    World(
        name="tensorflow-2.15-keras-3",
        # what Keras 3 needs and TensorFlow 2.15 does not bring; its own pin keras<2.16 forbids what is forced in
        requirements=("tensorflow==2.15.*", "optree", "rich", "namex"),
        overrides=("keras==3.15.1",),
        provider="keras",
        generation=3,
        tensorflow="2.15",
        keras3="keras",
        with_variable=None,
        grid="core",
    ),
    _keras_3("2.16", grid="core"),
    _tf_keras("2.16", grid="core"),
    _keras_3("2.21", grid="core"),
    _tf_keras("2.21", grid="core"),
    _keras_alone("jax", "jax", grid="core"),
    _keras_2("2.12", sibling=None),
    _keras_2("2.13", requirements=("tensorflow-cpu==2.13.*",)),
    _keras_3("2.17"),
    _keras_3("2.18", requirements=("tensorflow-cpu==2.18.*",)),
    _keras_3("2.19"),
    _keras_3("2.20", requirements=("tensorflow-cpu==2.20.*",)),
    # uv and an unpinned pip take a build of torch that brings several GB of CUDA
    _keras_alone("torch", pip_only=("torch==2.13.0",)),
    _keras_alone("openvino", "openvino", "scipy"),
    # Keras 3.15's NumPy backend imports its JAX backend, and declares neither JAX nor SciPy
    _keras_alone("numpy", "jax", "scipy"),
    World(
        name="keras-core",
        # named to the patch: 2.14.0rc1 has no upper bound on NumPy, and a resolver that wants a new JAX goes there
        requirements=("tensorflow==2.14.1", "keras-core==0.1.7", "jax"),
        provider="keras",
        generation=2,
        tensorflow="2.14",
        keras2="keras",
        keras3="keras_core",
        backend="jax",
        variables=((BACKEND, "jax"),),
    ),
    # the pre-release is named exactly, and brings its own pre-release of Keras under the name keras-nightly
    _keras_3("2.22", name="keras-nightly", requirements=("tensorflow==2.22.0rc0",)),
    _keras_2("2.15", name="python-3.9", python="3.9"),
    _keras_3("2.16", name="python-3.10", python="3.10"),
    _tf_keras("2.17", name="python-3.12", python="3.12"),
    _keras_3("2.21", name="python-3.13", python="3.13"),
    _tf_keras("2.16", name="both-generations", provider="keras", generation=3, sibling="keras", variables=()),
    _tf_keras("2.16", name="variable-late", variables=(), late_variables=((LEGACY, "1"),)),
    _keras_3(
        "2.16",
        name="variable-without-tf_keras",
        provider=None,
        generation=None,
        variables=((LEGACY, "1"),),
    ),
)
"""The core grid, then what the full grid has beside it."""


def named(name: str) -> World:
    """The world of that name.

    Raises:
        LookupError: there is none; the message lists those there are.
    """
    for world in WORLDS:
        if world.name == name:
            return world
    message = f"no world is named {name!r}; there are {', '.join(world.name for world in WORLDS)}"
    raise LookupError(message)
