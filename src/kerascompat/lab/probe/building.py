"""Steps: import, parity, and the ways to build a model."""

from __future__ import annotations

from types import ModuleType

from .outcome import check
from .world import FEATURES, numbers, samples

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .world import World

_PROVIDERS = ("tensorflow", "keras", "tf_keras", "keras_core")

# Public by their spelling, and no API: the private sources, and where some versions keep their folders.
_SOURCES = ("src", "api")

# Far below what any generation offers: fewer means that the comparison went wrong.
_FLOOR = 900


def import_(world: World) -> None:
    """Import the chosen Keras and call a dense layer on a NumPy array."""
    world.load()
    world.run(world.keras.layers.Dense(2), numbers(2, FEATURES))


def parity(world: World) -> None:
    """Every public name of `tf.keras` is the same object in `kerascompat.keras`."""
    from kerascompat import keras

    wrong, count = [], 0
    for path, theirs, ours in _walk(_reference(world), keras, ""):
        count += 1
        if _is_module(theirs):
            same = isinstance(ours, ModuleType) and ours.__name__ == f"kerascompat.keras.{path}"
        else:
            same = ours is theirs
        if not same:
            wrong.append(path)
    check(not wrong, f"{len(wrong)} of {count} names differ: {', '.join(wrong)}")
    check(count > _FLOOR, f"only {count} names were compared")


def _reference(world: World) -> Any:
    """`tf.keras` where it works, else the chosen Keras itself."""
    if not world.has_tensorflow:
        return world.keras
    try:
        keras = world.tf.keras
        keras.layers.Dense  # noqa: B018 - a lazy module is loaded, or fails, at its first attribute
    except Exception:  # noqa: BLE001 - a forced combination: `tf.keras` is broken, the chosen Keras is not
        return world.keras
    return keras


def _walk(theirs: Any, ours: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    # What a lazy module lists is complete after it was asked once.
    names = {*dir(theirs), *vars(theirs)}
    for name in sorted(names):
        value = None if name.startswith("_") or name in _SOURCES else getattr(theirs, name, None)
        if value is None:
            continue
        below, counterpart = f"{path}.{name}".lstrip("."), getattr(ours, name, None)
        yield below, value, counterpart
        if _is_module(value) and counterpart is not None:
            yield from _walk(value, counterpart, below)


def _is_module(value: Any) -> bool:
    """Whether a value is a module of a provider's public API."""
    if not isinstance(value, ModuleType):
        return False
    parts = value.__name__.split(".")
    return parts[0] in _PROVIDERS and parts[1:2] != ["src"]


def sequential(world: World) -> None:
    """Build a `Sequential` model, call it, predict with it, and print its summary."""
    layers = world.keras.layers
    model = world.keras.Sequential([layers.Dense(3, activation="relu", input_shape=(FEATURES,)), layers.Dense(2)])
    inputs = samples()[0]
    check(world.is_close(world.predict(model, inputs), world.array(model(inputs))), "predict() and a call differ")
    lines: list[str] = []
    # Keras 2 passes the text alone, Keras 3 may pass a keyword beside it.
    model.summary(print_fn=lambda text, **_: lines.append(text))
    check("23" in "".join(lines), "the summary does not tell the number of weights")


def functional(world: World) -> None:
    """Build a functional model with two inputs, a merge and two outputs, and predict with it."""
    keras = world.keras
    left, right = keras.Input(shape=(3,), name="left"), keras.Input(shape=(2,), name="right")
    merged = keras.layers.Concatenate()([left, keras.layers.Dense(2)(right)])
    outputs = [keras.layers.Dense(1, name="one")(merged), keras.layers.Dense(2, name="two")(merged)]
    model = keras.Model(inputs=[left, right], outputs=outputs)
    one, two = world.predict(model, [numbers(8, 3), numbers(8, 2)])
    check((one.shape, two.shape) == ((8, 1), (8, 2)), f"the outputs have the shapes {one.shape} and {two.shape}")


def subclassed(world: World) -> None:
    """Define a layer and a model as classes, and predict with them."""
    keras = world.keras

    class Linear(keras.layers.Layer):  # type: ignore[misc, name-defined]
        def __init__(self, units: int, **options: Any) -> None:
            super().__init__(**options)
            self.units = units

        def build(self, input_shape: Any) -> None:
            shape = (input_shape[-1], self.units)
            self.kernel = self.add_weight(name="kernel", shape=shape, initializer="glorot_uniform", trainable=True)
            self.bias = self.add_weight(name="bias", shape=(self.units,), initializer="zeros")

        def call(self, inputs: Any) -> Any:
            return inputs @ self.kernel + self.bias

    class Network(keras.Model):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.hidden = Linear(3)
            self.last = keras.layers.Dense(2)

        def call(self, inputs: Any) -> Any:
            return self.last(keras.activations.relu(self.hidden(inputs)))

    network = Network()
    outputs = world.predict(network)
    check(outputs.shape[1:] == (2,), f"the output has the shape {outputs.shape}")
    check(len(network.trainable_weights) == 4, "the weights of the layers are not those of the model")
