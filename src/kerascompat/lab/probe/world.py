"""The Keras under test, imported as it is and not through `kerascompat.keras`, and what the steps share."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from importlib import import_module

from .outcome import Absent, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kerascompat import Choice

BATCH = 8
SAMPLES = 16
FEATURES = 4

INFERENCE_ONLY = ("numpy", "openvino")


class World:
    """One environment: what is chosen there, and its modules.

    Args:
        choice: what `kerascompat.resolve()` says.
    """

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        self.generation = choice.generation
        self.backend = choice.backend
        self.trains = choice.backend not in INFERENCE_ONLY
        self.has_tensorflow = choice.has("tensorflow")
        self.folder = ""

    def load(self) -> None:
        """Import what is chosen, root first."""
        for name in self.choice.modules:
            import_module(name.partition(".")[0])
            import_module(name)

    @cached_property
    def keras(self) -> Any:
        """What `tf.keras` is, or would be."""
        return sys.modules[self.choice.modules[0]]

    @cached_property
    def tf(self) -> Any:
        """TensorFlow itself."""
        return import_module("tensorflow")

    def needs_training(self) -> None:
        """Leave the step where the backend only infers."""
        if not self.trains:
            text = f"the {self.backend} backend is for inference only"
            raise Absent(text)

    def needs_tensorflow(self, what: str) -> None:
        """Leave the step where TensorFlow is not what computes."""
        if self.backend != "tensorflow":
            text = f"{what} needs the tensorflow backend"
            raise Absent(text)

    def path(self, name: str) -> str:
        """A file or folder of that name, which the step may write and which goes with it."""
        return os.path.join(self.folder, name)

    def compile(self, model: Any, **options: Any) -> Any:
        """Compile for regression, without the minutes that XLA would take for many small models."""
        if self.backend == "tensorflow":
            options.setdefault("jit_compile", False)
        model.compile(**{"optimizer": "sgd", "loss": "mse", **options})
        return model

    def model(self, **options: Any) -> Any:
        """A small sequential model, compiled."""
        layers = self.keras.layers
        hidden, last = layers.Dense(3, activation="relu"), layers.Dense(1)
        return self.compile(self.keras.Sequential([self.keras.Input(shape=(FEATURES,)), hidden, last]), **options)

    def fit(self, model: Any, *data: Any, **options: Any) -> Any:
        """Train for one epoch, or as the options say, and look whether the loss is a number."""
        options = {"epochs": 1, "verbose": 0, **options}
        if data[1:]:
            options.setdefault("batch_size", BATCH)
        history = model.fit(*data, **options)
        check(is_finite(history.history["loss"]), "the loss is not finite")
        return history

    def array(self, tensor: Any) -> Any:
        """A tensor or variable as a NumPy array."""
        np = import_module("numpy")
        return np.asarray(tensor) if self.generation == 2 else self.keras.ops.convert_to_numpy(tensor)

    def predict(self, model: Any, *inputs: Any) -> Any:
        """What the model predicts for inputs, small ones where none are given."""
        return model.predict(inputs[0] if inputs else samples()[0], verbose=0)

    def is_close(self, one: Any, other: Any) -> bool:
        """Whether two arrays, or lists of arrays, are equal but for rounding."""
        np = import_module("numpy")
        if isinstance(one, list):
            return len(one) == len(other) and all(map(self.is_close, one, other))
        # OpenVINO computes in half precision where the processor can.
        return bool(np.allclose(one, other, atol=0.02 if self.backend == "openvino" else 1e-5))

    def run(self, layer: Any, *inputs: Any, **options: Any) -> Any:
        """Call a layer on arrays and look whether all numbers of its output are finite."""
        output = self.array(layer(*inputs, **options))
        check(output.size and is_finite(output), f"the output of {type(layer).__name__} is not finite")
        return output


def numbers(*shape: int) -> Any:
    """The same random numbers between 0 and 1 each time."""
    np = import_module("numpy")
    return np.random.default_rng(0).random(shape, dtype="float32")


def samples() -> tuple[Any, Any]:
    """Inputs and targets of a small regression."""
    inputs = numbers(SAMPLES, FEATURES)
    return inputs, inputs.sum(axis=1, keepdims=True)


def is_finite(values: Any) -> bool:
    """Whether all values are finite numbers."""
    np = import_module("numpy")
    return bool(np.all(np.isfinite(np.asarray(values, "float64"))))
