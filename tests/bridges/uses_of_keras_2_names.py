"""For each name of Keras 2 that a bridge answers on Keras 3, a use of it, whose result is the same on both.

Random layers are given a range of one number, so that they are as exact as the others; where that is not possible, what
is returned is true of every result.
"""

from __future__ import annotations

import contextlib
import copy
import os
import re
import sys
import tempfile
import threading
import warnings
from typing import Any, Callable

import numpy as np

Use = Callable[[Any], Any]
USES: dict[str, Use] = {}

# Keras 3 computes these with TensorFlow's strings, hashes and tables, or with tf.image, on whatever backend.
NEEDS_TENSORFLOW: frozenset[str] = frozenset(
    f"layers.experimental.preprocessing.{name}"
    for name in (
        "HashedCrossing",
        "Hashing",
        "IntegerLookup",
        "RandomHeight",
        "RandomWidth",
        "StringLookup",
        "TextVectorization",
    )
)


def use_of(name: str) -> Callable[[Use], Use]:
    def note(use: Use) -> Use:
        USES[name] = use
        return use

    return note


def plain(value: Any) -> Any:
    """A value as what JSON has: lists, numbers, strings, booleans."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    # A tensor of torch that is trained has no array until it is detached.
    return plain(np.asarray(value.detach() if hasattr(value, "detach") else value).tolist())


def images(count: int = 1, height: int = 4, width: int = 6, channels: int = 1) -> Any:
    return np.arange(count * height * width * channels, dtype="float32").reshape(count, height, width, channels)


def tensor(keras: Any, value: Any, dtype: str = "float32") -> Any:
    """A tensor of the backend."""
    value = np.asarray(value, dtype)
    if keras.__version__.startswith("2."):
        return keras.backend.constant(value, dtype=dtype)
    return keras.ops.convert_to_tensor(value)


def refused(error: type[Exception], function: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
    try:
        function(*args, **kwargs)
    except error:
        return True
    return False


def one_weight_model(keras: Any, **compiled: Any) -> Any:
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")])
    model.compile(loss="mse", run_eagerly=True, **compiled)
    return model


# --- layers ---------------------------------------------------------------------------------------------------------


@use_of("layers.experimental.EinsumDense")
def einsum_dense(keras: Any) -> Any:
    layer = keras.layers.experimental.EinsumDense(
        "abc,cd->abd",
        output_shape=(None, 2),
        bias_axes="d",
        activation="relu",
        kernel_initializer=keras.initializers.Constant([[1.0, -1.0], [2.0, 0.5], [-1.0, 3.0]]),
        bias_initializer=keras.initializers.Constant([0.5, -20.0]),
    )
    result = layer(np.arange(12, dtype="float32").reshape(2, 2, 3))
    return plain([result, [list(weight.shape) for weight in layer.weights], layer.get_config()["equation"]])


def preprocessing(name: str) -> Callable[[Callable[[Any, Any], Any]], Use]:
    """A use of a layer of `layers.experimental.preprocessing`, which is handed over with the surface."""

    def note(use: Callable[[Any, Any], Any]) -> Use:
        return use_of(f"layers.experimental.preprocessing.{name}")(
            lambda keras: plain(use(keras, getattr(keras.layers.experimental.preprocessing, name)))
        )

    return note


@preprocessing("CategoryEncoding")
def _(keras: Any, layer: Any) -> Any:
    return [
        layer(num_tokens=4, output_mode="multi_hot")(np.array([[0, 1], [0, 0], [1, 2], [3, 1]])),
        layer(num_tokens=4, output_mode="one_hot")(np.array([3, 2, 0, 1])),
        layer(num_tokens=4, output_mode="count")(np.array([[0, 1], [0, 0], [1, 2]])),
    ]


@preprocessing("CenterCrop")
def _(keras: Any, layer: Any) -> Any:
    return [layer(2, 3)(images()), layer(3, 3)(images(height=5, width=5, channels=2))]


@preprocessing("Discretization")
def _(keras: Any, layer: Any) -> Any:
    data = np.array([[-1.5, 1.0, 3.4, 0.5], [0.0, 3.0, 1.3, 0.0]], "float32")
    # `adapt`, for boundaries from data, needs TensorFlow.
    return [
        layer(bin_boundaries=[0.0, 1.0, 2.0])(data),
        layer(bin_boundaries=[0.0, 1.0, 2.0], output_mode="multi_hot")(data),
    ]


@preprocessing("HashedCrossing")
def _(keras: Any, layer: Any) -> Any:
    crossed = (np.array(["A", "B", "A", "B", "A"]), np.array([101, 101, 101, 102, 102]))
    return [layer(num_bins=5)(crossed), layer(num_bins=5, output_mode="one_hot")(crossed)]


@preprocessing("Hashing")
def _(keras: Any, layer: Any) -> Any:
    words = np.array([["A"], ["B"], ["C"], ["D"], ["E"]])
    return [
        layer(num_bins=3)(words),
        layer(num_bins=3, mask_value="")(np.array([["A"], [""], ["C"]])),
        layer(num_bins=3, salt=[133, 137])(words),
    ]


@preprocessing("IntegerLookup")
def _(keras: Any, layer: Any) -> Any:
    adapted = layer()
    adapted.adapt(np.array([12, 1138, 1138, 42, 42, 42]))
    asked = np.array([[12, 1138, 42], [42, 1000, 36]])
    return [
        layer(vocabulary=[12, 36, 1138, 42])(asked),
        layer(vocabulary=[12, 36, 1138, 42], output_mode="multi_hot")(asked),
        layer(vocabulary=[12, 36, 1138, 42], invert=True)(np.array([[1, 3, 4], [4, 0, 2]])),
        adapted(asked),
        [int(each) for each in adapted.get_vocabulary()],
    ]


@preprocessing("Normalization")
def _(keras: Any, layer: Any) -> Any:
    data = np.array([[0.0, 7.0, 4.0], [2.0, 9.0, 6.0], [0.0, 7.0, 4.0], [2.0, 9.0, 6.0]], "float32")
    adapted = layer(axis=-1)
    adapted.adapt(data)
    return [
        adapted(data),
        layer(mean=3.0, variance=2.0)(np.array([[1.0], [2.0], [3.0]], "float32")),
        layer(mean=3.0, variance=2.0, invert=True)(np.array([[1.0], [2.0], [3.0]], "float32")),
    ]


@preprocessing("RandomContrast")
def _(keras: Any, layer: Any) -> Any:
    data = 100 + images(2)
    result = np.asarray(layer(0.3, seed=1)(data, training=True))
    means = data.mean((1, 2), keepdims=True)
    factors = (result - means) / (data - means)
    return [
        layer(0.3, seed=1)(data, training=False),
        result.mean((1, 2)).round(2),
        bool(np.ptp(factors.reshape(2, -1), axis=1).max() < 1e-3),
        bool((factors > 0.69).all() and (factors < 1.31).all()),
    ]


@preprocessing("RandomCrop")
def _(keras: Any, layer: Any) -> Any:
    result = np.asarray(layer(2, 3, seed=1)(images(), training=True))[0, ..., 0]
    top, left = divmod(int(result[0, 0]), 6)
    return [
        bool((result == images()[0, top : top + 2, left : left + 3, 0]).all()),
        list(result.shape),
        layer(4, 6, seed=1)(images(), training=True),
    ]


@preprocessing("RandomFlip")
def _(keras: Any, layer: Any) -> Any:
    data = images(8)
    result = np.asarray(layer("horizontal", seed=1)(data, training=True))
    same, mirrored = ((result == each).all((1, 2, 3)) for each in (data, data[:, :, ::-1]))
    both = np.asarray(layer("horizontal_and_vertical", seed=1)(data, training=True))
    return [
        bool((same | mirrored).all()),
        np.sort(both.reshape(8, -1), axis=1),
        layer("vertical", seed=1)(data, training=False),
    ]


@preprocessing("RandomHeight")
def _(keras: Any, layer: Any) -> Any:
    return [layer((0.5, 0.5), seed=1)(images(), training=True), layer(0.5)(images(), training=False)]


@preprocessing("RandomWidth")
def _(keras: Any, layer: Any) -> Any:
    return [layer((0.5, 0.5), seed=1)(images(), training=True), layer(0.5)(images(), training=False)]


@preprocessing("RandomRotation")
def _(keras: Any, layer: Any) -> Any:
    data = images(2, 5, 5)
    quarter = layer((0.25, 0.25), fill_mode="constant", interpolation="nearest", seed=1)
    return [quarter(data, training=True), quarter(data, training=False)]


@preprocessing("RandomTranslation")
def _(keras: Any, layer: Any) -> Any:
    moved = layer((0.25, 0.25), (-0.5, -0.5), fill_mode="constant", fill_value=-1.0, seed=1)
    return [moved(images(2), training=True), moved(images(2), training=False)]


@preprocessing("RandomZoom")
def _(keras: Any, layer: Any) -> Any:
    zoomed = layer((0.5, 0.5), (-0.5, -0.5), fill_mode="constant", fill_value=-1.0, seed=1)
    return [zoomed(images(2), training=True), zoomed(images(2), training=False)]


@preprocessing("Rescaling")
def _(keras: Any, layer: Any) -> Any:
    return [layer(1 / 127.5, offset=-1)(images()), layer(2.0)(np.array([[1, 2]]))]


@preprocessing("Resizing")
def _(keras: Any, layer: Any) -> Any:
    return [
        layer(2, 3)(images()),
        layer(8, 3, interpolation="nearest")(images()),
        layer(2, 2, crop_to_aspect_ratio=True)(images()),
    ]


@preprocessing("StringLookup")
def _(keras: Any, layer: Any) -> Any:
    adapted = layer(max_tokens=3)
    adapted.adapt(np.array(["a", "b", "b", "c", "c", "c"]))
    asked = np.array([["a", "c", "d"], ["d", "z", "b"]])
    return [
        layer(vocabulary=["a", "b", "c", "d"])(asked),
        layer(vocabulary=["a", "b", "c", "d"], output_mode="count")(asked),
        layer(vocabulary=["a", "b", "c", "d"], invert=True)(np.array([[1, 3, 4], [4, 0, 2]])),
        adapted(asked),
        adapted.get_vocabulary(),
    ]


@preprocessing("TextVectorization")
def _(keras: Any, layer: Any) -> Any:
    texts = np.array([["foo qux Bar!"], ["qux baz"], ["qux <br> foo"]])
    adapted = layer(max_tokens=10, output_sequence_length=4)
    adapted.adapt(texts)
    pairs = layer(ngrams=2, output_mode="count")
    pairs.adapt(texts)
    return [adapted(texts), adapted.get_vocabulary(), pairs(texts), pairs.get_vocabulary()]


# --- optimizers, schedules, callbacks -------------------------------------------------------------------------------

OPTIMIZERS: dict[str, dict[str, Any]] = {
    "Adadelta": {"learning_rate": 1.0, "rho": 0.9},
    "Adafactor": {"learning_rate": 0.1},
    "Adagrad": {"learning_rate": 0.1, "initial_accumulator_value": 0.2},
    "Adam": {"learning_rate": 0.1, "beta_1": 0.8, "amsgrad": True},
    "AdamW": {"learning_rate": 0.1, "weight_decay": 0.3},
    "Adamax": {"learning_rate": 0.1},
    "Ftrl": {"learning_rate": 0.1, "l1_regularization_strength": 0.01, "beta": 0.1},
    "Nadam": {"learning_rate": 0.1},
    "RMSprop": {"learning_rate": 0.1, "momentum": 0.5, "centered": True},
    "SGD": {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True, "clipnorm": 2.0},
}


def _minimized(name: str) -> Use:
    def use(keras: Any) -> Any:
        optimizer = getattr(keras.optimizers.experimental, name)(**OPTIMIZERS[name])
        model = one_weight_model(keras, optimizer=optimizer)
        inputs, targets = np.array([[1.0, 2.0], [3.0, -1.0]], "float32"), np.array([[1.0], [-2.0]], "float32")
        weights = []
        for _ in range(4):
            model.train_on_batch(inputs, targets)
            weights.append(model.get_weights()[0])
        return plain([weights, optimizer.iterations])

    return use


USES.update({f"optimizers.experimental.{name}": _minimized(name) for name in OPTIMIZERS})


@use_of("optimizers.experimental.Optimizer")
def base_of_optimizers(keras: Any) -> Any:
    base = keras.optimizers.experimental.Optimizer
    return [isinstance(getattr(keras.optimizers, name)(), base) for name in OPTIMIZERS] + [
        issubclass(keras.layers.Layer, base),
        isinstance(keras.optimizers.get("adam"), base),
        base is keras.optimizers.Optimizer,
    ]


@use_of("experimental.CosineDecay")
def cosine_decay(keras: Any) -> Any:
    schedule = keras.experimental.CosineDecay(0.1, 10, alpha=0.2)
    warm = keras.experimental.CosineDecay(0.0, 10, warmup_target=0.4, warmup_steps=4)
    return plain([[each(step) for step in (0, 1, 5, 10, 20)] for each in (schedule, warm)])


@use_of("experimental.CosineDecayRestarts")
def cosine_decay_restarts(keras: Any) -> Any:
    schedule = keras.experimental.CosineDecayRestarts(0.1, 10, t_mul=2.0, m_mul=0.5, alpha=0.1)
    return plain([schedule(step) for step in (0, 3, 9, 10, 15, 29, 30, 45)])


@use_of("callbacks.experimental.BackupAndRestore")
def backup_and_restore(keras: Any) -> Any:
    inputs, targets = np.array([[1.0, 2.0], [3.0, -1.0]], "float32"), np.array([[1.0], [-2.0]], "float32")

    class Interrupt(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:  # noqa: ARG002 - as Keras calls it
            if epoch == 2:
                raise KeyboardInterrupt

    with tempfile.TemporaryDirectory() as folder:

        def fitted(*more: Any) -> Any:
            model = one_weight_model(keras, optimizer=keras.optimizers.SGD(0.1))
            model.build((None, 2))
            backup = keras.callbacks.experimental.BackupAndRestore(os.path.join(folder, "backup"))
            with contextlib.suppress(KeyboardInterrupt):
                model.fit(inputs, targets, epochs=4, verbose=0, shuffle=False, callbacks=[backup, *more])
            return model

        first, second = fitted(Interrupt()), fitted()
        return plain([first.get_weights()[0], second.history.epoch, second.get_weights()[0]])


# --- internals ------------------------------------------------------------------------------------------------------


@use_of("__internal__.KerasTensor")
def keras_tensor(keras: Any) -> Any:
    kind = keras.__internal__.KerasTensor
    made = keras.layers.Dense(2)(keras.Input((3,)))
    return [
        isinstance(made, kind),
        isinstance(np.zeros(3), kind),
        isinstance(tensor(keras, [1]), kind),
        list(made.shape),
    ]


@use_of("__internal__.enable_unsafe_deserialization")
def unsafe_deserialization(keras: Any) -> Any:
    config = keras.saving.serialize_keras_object(keras.layers.Lambda(lambda x: x * 3))
    results: list[Any] = []

    def read() -> Any:
        return keras.saving.deserialize_keras_object(copy.deepcopy(config))

    def enable() -> None:
        results.append(refused(ValueError, read))
        keras.__internal__.enable_unsafe_deserialization()
        results.append(plain(read()(np.array([1.0, 2.0], "float32"))))

    # The switch is of the thread, and cannot be set back.
    thread = threading.Thread(target=enable)
    thread.start()
    thread.join()
    return [*results, refused(ValueError, read)]


# --- backend --------------------------------------------------------------------------------------------------------


@use_of("backend.function")
def backend_function(keras: Any) -> Any:
    source = keras.Input((3,))
    hidden = keras.layers.Dense(2, kernel_initializer="ones", activation="relu")(source)
    result = keras.layers.Dense(1, kernel_initializer="ones")(keras.layers.Dropout(0.5)(hidden))
    data = np.array([[1.0, 2.0, 3.0], [-1.0, -2.0, 2.0]], "float32")
    function = keras.backend.function
    answers = [
        function([source], [hidden])([data]),
        function([source], [hidden, result])([data]),
        function(source, result)(data),
        function([source], result)([data]),
        function([source], [hidden])(data),
        function(source, [hidden])([data]),
        function(source, {"hidden": hidden, "result": result})(data),
    ]
    scalar = keras.backend.placeholder(shape=())
    kept = keras.layers.Activation("relu")(scalar)
    return plain(
        [
            answers,
            [type(each).__name__ for each in answers],
            [type(each).__name__ for each in (answers[0][0], answers[2])],
            [type(each).__name__ for each in function([scalar], [kept])([np.array(2.0, "float32")])],
            refused(ValueError, function, [source], [hidden], updates=[hidden]),
            refused(ValueError, function, [source], [hidden], options=1),
        ]
    )


@use_of("backend.placeholder")
def backend_placeholder(keras: Any) -> Any:
    placeholder = keras.backend.placeholder
    some = [
        placeholder(shape=(2, 4, 5)),
        placeholder(shape=(None, 3), dtype="int32", name="numbers"),
        placeholder(ndim=3),
        placeholder(shape=()),
        placeholder(shape=(None, 2), ndim=5),
    ]
    model = keras.Model(some[4], keras.layers.Dense(1, kernel_initializer="ones")(some[4]))
    thin = placeholder(shape=(None, 4), sparse=True)
    return plain(
        [
            [list(each.shape) for each in (*some, thin)],
            [np.dtype(getattr(each.dtype, "name", each.dtype)).name for each in (*some, thin)],
            some[1].name,
            model(np.array([[1.0, 2.0]], "float32")),
            refused(ValueError, placeholder, shape=(2, 3), sparse=True, ragged=True),
        ]
    )


@use_of("backend.learning_phase")
def learning_phase(keras: Any) -> Any:
    phase = keras.backend.learning_phase()
    return [phase, plain(keras.backend.in_train_phase(1.0, 2.0, training=phase))]


@use_of("backend.in_train_phase")
def in_train_phase(keras: Any) -> Any:
    return plain(_phases(keras, keras.backend.in_train_phase))


@use_of("backend.in_test_phase")
def in_test_phase(keras: Any) -> Any:
    return plain(_phases(keras, keras.backend.in_test_phase))


def _phases(keras: Any, choose: Callable[..., Any]) -> Any:
    one, two = tensor(keras, [[1.0, 2.0]]), tensor(keras, [[3.0, 4.0]])

    class Doubled(keras.layers.Layer):
        def call(self, inputs: Any) -> Any:
            return choose(lambda: inputs * 2, inputs)

    model = keras.Sequential([Doubled(), keras.layers.Activation("linear"), Doubled()])
    model.compile(loss="mse")
    return [
        choose(one, two),
        [choose(one, two, training=training) for training in (True, False, 1, 0)],
        [choose(lambda: one, lambda: two, training=training) for training in (True, False)],
        [choose(lambda: one, lambda: two, tensor(keras, training, "bool")) for training in (True, False)],
        [choose(one, two, tensor(keras, training, "int32")) for training in (1, 0)],
        choose(one, two, tensor(keras, [1, 0], "int32")),
        choose(tensor(keras, np.ones((2, 3))), tensor(keras, np.zeros((2, 3))), tensor(keras, [[1], [0]], "int32")),
        refused(ValueError, choose, one, two, tensor(keras, [[[1]]], "int32")),
        model(one, training=True),
        model(one, training=False),
        model(one),
        model.predict(np.array([[1.0, 2.0]], "float32"), verbose=0),
        float(np.asarray(model.test_on_batch(np.ones((1, 2), "float32"), np.ones((1, 2), "float32")))),
    ]


def _local_weights(keras: Any, positions: int, features: int, filters: int = 2) -> Any:
    return tensor(keras, np.cos(np.arange(positions * features * filters)).reshape(positions, features, filters))


@use_of("backend.local_conv1d")
def local_conv1d(keras: Any) -> Any:
    data = np.sin(np.arange(42)).reshape(2, 7, 3)
    kernel = _local_weights(keras, 3, 9)
    last = keras.backend.local_conv1d(tensor(keras, data), kernel, (3,), (2,), data_format="channels_last")
    return plain(
        [
            last,
            keras.backend.local_conv1d(tensor(keras, data.transpose(0, 2, 1)), kernel, (3,), (2,), "channels_first"),
            keras.backend.local_conv1d(tensor(keras, data), _local_weights(keras, 6, 6), (2,), (1,)),
            refused(ValueError, keras.backend.local_conv1d, tensor(keras, data), kernel, (3,), (2,), "other"),
        ]
    )


@use_of("backend.local_conv2d")
def local_conv2d(keras: Any) -> Any:
    data = np.sin(np.arange(2 * 5 * 6 * 3)).reshape(2, 5, 6, 3)
    kernel = _local_weights(keras, 2 * 5, 3 * 2 * 3)
    last, first = tensor(keras, data), tensor(keras, data.transpose(0, 3, 1, 2))
    convolve = keras.backend.local_conv2d
    return plain(
        [
            convolve(last, kernel, (3, 2), (2, 1), (2, 5), "channels_last"),
            convolve(first, kernel, (3, 2), (2, 1), (2, 5), data_format="channels_first"),
            convolve(last, _local_weights(keras, 4 * 3, 2 * 2 * 3, 1), (2, 2), (1, 2), (4, 3)),
        ]
    )


@use_of("backend.normalize_batch_in_training")
def normalize_batch_in_training(keras: Any) -> Any:
    normalize = keras.backend.normalize_batch_in_training
    flat, pictures = np.sin(np.arange(12)).reshape(4, 3), np.sin(np.arange(2 * 3 * 4 * 2)).reshape(2, 3, 4, 2)
    three, two = (tensor(keras, np.arange(count) + 0.5) for count in (3, 2))
    return plain(
        [
            normalize(tensor(keras, flat), three, three, [0]),
            normalize(tensor(keras, flat), None, None, (0,), epsilon=0.1),
            normalize(tensor(keras, flat), tensor(keras, [1, 2, 3, 4]), None, [1]),
            normalize(tensor(keras, 64 + np.arange(12).reshape(4, 3)), None, three, [0]),
            normalize(tensor(keras, pictures), two, two, [0, 1, 2]),
            normalize(tensor(keras, pictures * 1e-3), None, two, [0, 1, 2], epsilon=1e-9),
            normalize(tensor(keras, pictures), three, three, [0, 2, 3]),
            normalize(tensor(keras, pictures), tensor(keras, np.arange(6) + 1), None, [0, 2]),
        ]
    )


@use_of("backend.print_tensor")
def print_tensor(keras: Any) -> Any:
    value = tensor(keras, np.arange(20).reshape(2, 10), "int32")

    class Printed(keras.layers.Layer):
        def call(self, inputs: Any) -> Any:
            return keras.backend.print_tensor(inputs, "in a layer:") + 1

    model = keras.Sequential([keras.Input((2,)), Printed()])
    with _standard_output() as lines:
        results = [
            keras.backend.print_tensor(value),
            keras.backend.print_tensor(value, message="all", summarize=-1),
            keras.backend.print_tensor(value, "ends", 1),
            keras.backend.print_tensor(value, "default", None),
            model.predict(np.array([[1.0, 2.5]], "float32"), verbose=0),
        ]
    # TensorFlow writes numbers without the zeros that NumPy writes.
    return plain([results, re.findall(r"[a-z]+|\d+(?:\.[1-9]+)?|\.\.\.", "\n".join(lines))])


@contextlib.contextmanager
def _standard_output() -> Any:
    """The lines that the process writes, not only those of `sys.stdout`."""
    lines: list[str] = []
    sys.stdout.flush()
    kept, stream = os.dup(1), sys.stdout
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        sys.stdout = os.fdopen(os.dup(1), "w", encoding="utf-8")
        try:
            yield lines
            sys.stdout.flush()
        finally:
            os.dup2(kept, 1)
            os.close(kept)
            sys.stdout.close()
            sys.stdout = stream
        file.seek(0)
        lines.extend(file.read().splitlines())


@use_of("backend.random_binomial")
def random_binomial(keras: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        draw = keras.backend.random_binomial
        half, tenth = (np.asarray(draw((200, 100), p=p, seed=seed)) for p, seed in ((0.5, 3), (0.1, None)))
        return plain(
            [
                draw((2, 3), p=1.0),
                draw((2, 3), p=-0.5, dtype="float16"),
                np.asarray(draw((2,), 1.0, "float64")).dtype.name
                if keras.__version__.startswith("2.") or keras.config.backend() == "tensorflow"
                else "float64",
                half.dtype.name,
                sorted(set(half.ravel())),
                [bool(0.45 < half.mean() < 0.55), bool(0.05 < tenth.mean() < 0.15)],
                bool((half[0] != half[1]).any()),
            ]
        )


# --- models ---------------------------------------------------------------------------------------------------------


@use_of("models.model_from_config")
def model_from_config(keras: Any) -> Any:
    class Shifted(keras.layers.Layer):
        def __init__(self, by: float = 0.0, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.by = by

        def call(self, inputs: Any) -> Any:
            return inputs + self.by

        def get_config(self) -> Any:
            return {**super().get_config(), "by": self.by}

    source = keras.Input((3,), name="source")
    hidden = keras.layers.Dense(2, activation="relu", kernel_initializer="ones", name="hidden")(source)
    left, right = keras.layers.Dense(2, kernel_initializer="ones")(hidden), Shifted(2.5)(hidden)
    branched = keras.Model(source, [keras.layers.Add()([left, right]), right], name="branched")
    layers = [keras.Input((3,)), keras.layers.Dense(2, kernel_initializer="ones"), keras.layers.Dropout(0.4)]
    stacked = keras.Sequential([*layers, keras.layers.Dense(1, use_bias=False)], name="stacked")
    data = np.array([[1.0, 2.0, 3.0], [-1.0, 0.5, 1.0]], "float32")
    results = []
    for model, name in ((branched, "Functional"), (branched, "Model"), (stacked, "Sequential")):
        config = {"class_name": name, "config": model.get_config()}
        for _ in range(2):
            made = keras.models.model_from_config(config, custom_objects={"Shifted": Shifted})
            made.set_weights([np.ones_like(each) for each in model.get_weights()])
            kinds = [type(layer).__name__ for layer in made.layers]
            results.append([made.name, kinds, made.count_params(), made(data), isinstance(made, keras.Model)])
    layer = keras.models.model_from_config({"class_name": "Dense", "config": {"units": 7, "activation": "relu"}})
    unknown = {"class_name": "Nowhere", "config": {}}
    return plain(
        [
            results,
            [type(layer).__name__, layer.units, layer.activation.__name__],
            getattr(made, "optimizer", None) is None,
            refused(TypeError, keras.models.model_from_config, [stacked.get_config()]),
            refused(ValueError, keras.models.model_from_config, unknown),
        ]
    )


@use_of("models.model_from_yaml")
def model_from_yaml(keras: Any) -> Any:
    return refused(RuntimeError, keras.models.model_from_yaml, "class_name: Sequential")


# --- utilities ------------------------------------------------------------------------------------------------------


@use_of("utils.to_ordinal")
def to_ordinal(keras: Any) -> Any:
    made = [
        keras.utils.to_ordinal([0, 1, 2, 3], num_classes=4),
        keras.utils.to_ordinal(np.array([[2], [0]])),
        keras.utils.to_ordinal([[0, 2], [1, 1]], 5, dtype="int32"),
        keras.utils.to_ordinal(3),
        keras.utils.to_ordinal([[[1]]], num_classes=3),
        keras.utils.to_ordinal([1], num_classes=0),
        keras.utils.to_ordinal([0, 0]),
        keras.utils.to_ordinal([4, 1], num_classes=3),
        keras.utils.to_ordinal([1.9, 0.2], dtype=bool),
        keras.utils.to_ordinal([], num_classes=3),
    ]
    described = [[type(each).__name__, each.dtype.name, list(each.shape)] for each in made]
    return plain([made, described, refused(ValueError, keras.utils.to_ordinal, [])])


@use_of("utils.warmstart_embedding_matrix")
def warmstart_embedding_matrix(keras: Any) -> Any:
    warmstart = keras.utils.warmstart_embedding_matrix
    base = np.arange(12, dtype="float32").reshape(4, 3)
    fresh = keras.initializers.Constant(-1 - np.arange(21, dtype="float32").reshape(7, 3))
    old, new = ["unk", "a", "b", "c"], ["unk", "d", "c", "b", "e", "unk", "a"]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "terms.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(new))
        from_file = warmstart(old, path, base, new_embeddings_initializer=fresh)
        missing = refused(ValueError, warmstart, old, os.path.join(folder, "none.txt"), base, fresh)
    uniform = np.asarray(warmstart(old, ["c", "x", "y"], base))
    return plain(
        [
            warmstart(old, new, base, fresh),
            warmstart(tuple(old), np.array(new), tensor(keras, base), fresh),
            warmstart([1, 2, 3, 4], tensor(keras, [4, 9, 1], "int32"), base, keras.initializers.Constant(0.5)),
            from_file,
            warmstart(old, ["x", "y"], base, "ones"),
            uniform[0],
            [bool((abs(uniform[1:]) <= 0.05).all()), bool((uniform[1] != uniform[2]).any()), list(uniform.shape)],
            missing,
            refused(ValueError, warmstart, old, [], base),
            refused(ValueError, warmstart, {"a": 1}, new, base),
        ]
    )
