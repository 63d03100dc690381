"""A use of every name of Keras 3 that a bridge answers on Keras 2.

Each takes a root module that has the name, and gives plain data. On Keras 3, which has the name itself, and on Keras 2
through the bridge it has to give the same data. Where it has to be told that something raises, it says so in its data.
"""

from __future__ import annotations

import os
import tempfile
import traceback
import warnings
from collections import OrderedDict, defaultdict, deque, namedtuple
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from operator import attrgetter

import numpy as np
import tensorflow as tf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

USES: dict[str, Callable[[Any], Any]] = {}

Point = namedtuple("Point", "x y")  # noqa: PYI024  # untyped, as in older programs


def use(*names):
    """Make a function of the root module, and of what it has under a name, the use of each of these names."""

    def register(function):
        for name in names:
            USES[name] = lambda keras, get=attrgetter(name): plain(function(keras, get(keras)))
        return function

    return register


def plain(value):
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    array = np.asarray(value.numpy() if hasattr(value, "numpy") else value)
    return array.tolist() if array.dtype.kind in "biu" else array.astype("float64").tolist()


def error_of(function, *args, **kwargs):
    """The class of the error that a call raises, empty where it raises none."""
    try:
        function(*args, **kwargs)
    except (TypeError, ValueError) as error:
        return type(error).__name__
    return ""


def dtype_of(keras, value):
    return keras.backend.standardize_dtype(value.dtype)


@contextmanager
def kept(get, put):
    """Put back what a setting was."""
    before = get()
    try:
        yield
    finally:
        put(before)


# Classes that have a second home


@use("Layer")
def use_layer(keras, layer_class):
    class Scale(layer_class):
        def build(self, input_shape):
            self.scale = self.add_weight(name="scale", shape=(input_shape[-1],), initializer="ones", trainable=True)
            self.built = True

        def call(self, inputs):
            return inputs * self.scale * 3.0

    layer = Scale(name="scale")
    outputs = layer(np.array([[1.0, -2.0]], dtype="float32"))
    classes = [keras.layers.Dense, keras.Model, keras.layers.LSTM, keras.losses.Loss]
    return outputs, layer.name, len(layer.trainable_weights), [issubclass(each, layer_class) for each in classes]


@use("InputSpec")
def use_input_spec(keras, spec_class):
    layer = keras.layers.Activation("relu")
    layer.input_spec = spec_class(ndim=3, axes={-1: 2})
    shapes = [(1, 1, 2), (1, 2), (1, 1, 3)]
    kinds = isinstance(layer.input_spec, keras.layers.InputSpec), isinstance(layer.input_spec, keras.layers.Layer)
    return layer.input_spec.ndim, kinds, [error_of(layer, np.ones(shape, "float32")) for shape in shapes]


@use("Loss")
def use_loss(keras, loss_class):
    class Distance(loss_class):
        def call(self, y_true, y_pred):
            return tf.reduce_sum(tf.abs(tf.cast(y_true, y_pred.dtype) - y_pred), axis=-1)

    loss = Distance(name="distance")
    truth, prediction = np.array([[1.0, 2.0], [3.0, 4.0]], "float32"), np.array([[0.0, 2.0], [1.0, 7.0]], "float32")
    weighted = loss(truth, prediction, sample_weight=np.array([1.0, 3.0], "float32"))
    classes = [keras.losses.Huber, keras.losses.BinaryCrossentropy, keras.metrics.Mean]
    return loss(truth, prediction), weighted, loss.name, [issubclass(each, loss_class) for each in classes]


@use("Metric")
def use_metric(keras, metric_class):
    class Total(metric_class):
        def __init__(self):
            super().__init__(name="total")
            self.total = self.add_weight(name="total", shape=(), initializer="zeros")

        def update_state(self, y_true, y_pred, sample_weight=None):
            weight = 1.0 if sample_weight is None else tf.cast(sample_weight, "float32")
            self.total.assign_add(tf.reduce_sum(weight * tf.cast(y_true, "float32") * tf.cast(y_pred, "float32")))

        def result(self):
            return self.total * 2.0

    metric = Total()
    metric.update_state(np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    metric.update_state(np.array([1.0, 1.0]), np.array([0.5, 4.0]), sample_weight=np.array([1.0, 0.25]))
    before = float(metric.result())
    metric.reset_state()
    classes = [keras.metrics.Mean, keras.metrics.AUC, keras.losses.Huber]
    return before, float(metric.result()), metric.name, [issubclass(each, metric_class) for each in classes]


@use("Optimizer")
def use_optimizer(keras, optimizer_class):
    variable = keras.Variable([1.0, 2.0])
    optimizer = keras.optimizers.SGD(learning_rate=0.25)
    for _ in range(2):
        optimizer.apply_gradients([(tf.constant([1.0, -2.0]), variable)])
    classes = [keras.optimizers.Adam, keras.optimizers.SGD, keras.layers.Dense]
    return (
        np.asarray(variable),
        isinstance(optimizer, optimizer_class),
        [issubclass(c, optimizer_class) for c in classes],
    )


@use("Initializer")
def use_initializer(keras, initializer_class):
    class Rising(initializer_class):
        def __call__(self, shape, dtype=None):
            return tf.cast(tf.reshape(tf.range(int(np.prod(shape))), shape), dtype or "float32")

    layer = keras.layers.Dense(2, kernel_initializer=Rising())
    known = isinstance(keras.initializers.Zeros(), initializer_class)
    return layer(np.array([[1.0, 2.0, 3.0]], "float32")), known, issubclass(keras.layers.Dense, initializer_class)


@use("Regularizer")
def use_regularizer(keras, regularizer_class):
    class Half(regularizer_class):
        def __call__(self, x):
            return 0.5 * tf.reduce_sum(tf.convert_to_tensor(x))

    layer = keras.layers.Dense(2, kernel_initializer="ones", kernel_regularizer=Half())
    layer(np.ones((1, 3), "float32"))
    return layer.losses, isinstance(keras.regularizers.L2(0.1), regularizer_class)


@use("KerasTensor")
def use_keras_tensor(keras, tensor_class):
    inputs = keras.Input((3,))
    outputs = keras.layers.Dense(2)(inputs)
    values = [inputs, outputs, np.ones(3), tf.ones(3), 3]
    return [isinstance(value, tensor_class) for value in values], list(outputs.shape)


@use("Variable")
def use_variable(keras, variable_class):
    layer = keras.layers.Dense(2, kernel_initializer="ones")
    layer(np.ones((1, 3), "float32"))
    variable = variable_class([1, 2], dtype="float64", trainable=False, name="own")
    variable.assign([3, 4])
    variable.assign_add([1, 1])
    kinds = [isinstance(value, variable_class) for value in (layer.kernel, variable, tf.ones(2), np.ones(2))]
    return variable.numpy(), dtype_of(keras, variable), variable.trainable, list(variable.shape), kinds, variable * 2.0


@use("DTypePolicy", "FloatDTypePolicy", "dtype_policies.DTypePolicy", "dtype_policies.FloatDTypePolicy")
def use_policy(keras, policy_class):
    policies = [policy_class(name) for name in ("mixed_float16", "mixed_bfloat16", "float64")]
    layer = keras.layers.Dense(2, dtype=policies[0])
    output = layer(np.ones((1, 3), "float32"))
    told = [[policy.name, policy.compute_dtype, policy.variable_dtype, policy.get_config()] for policy in policies]
    return told, dtype_of(keras, output), dtype_of(keras, layer.kernel), error_of(policy_class, "no such type")


use("mixed_precision.DTypePolicy")(use_policy)


@use("optimizers.LossScaleOptimizer")
def use_loss_scale_optimizer(keras, optimizer_class):
    optimizer = optimizer_class(keras.optimizers.SGD(0.5), initial_scale=8.0)
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="ones")])
    model.compile(optimizer=optimizer, loss="mse")
    inputs, targets = np.array([[1.0], [2.0]], "float32"), np.array([[3.0], [1.0]], "float32")
    model.fit(inputs, targets, batch_size=2, epochs=2, verbose=0, shuffle=False)
    return model.get_weights(), isinstance(optimizer, keras.optimizers.Optimizer)


@use("initializers.IdentityInitializer")
def use_identity_initializer(keras, initializer_class):
    initializer = initializer_class(gain=2.0)
    return initializer((2, 3)), initializer((2, 2), dtype="float64")


@use("initializers.OrthogonalInitializer")
def use_orthogonal_initializer(keras, initializer_class):
    made = np.asarray(initializer_class(gain=2.0, seed=1)((4, 3)))
    same = np.asarray(initializer_class(gain=2.0, seed=1)((4, 3)))
    other = np.asarray(initializer_class(gain=2.0, seed=2)((4, 3)))
    return made.T @ made, bool((made == same).all()), bool((made == other).all())


# Scopes


@use("name_scope")
def use_name_scope(keras, scope):
    with scope("outer"):
        with scope("inner"):
            inside = keras.Variable(1.0, name="own")
        outside = keras.Variable(1.0, name="own")
    return [getattr(each, "path", each.name).partition(":")[0] for each in (inside, outside)]


@use("device")
def use_device(keras, device):
    with device("cpu:0"):
        value = tf.constant([1.0]) + 1.0
        kernel = keras.layers.Dense(1, kernel_initializer="ones")
        kernel.build((None, 2))
    return value, value.device.rpartition("/")[2], value.device, len(kernel.weights)


@use("saving.CustomObjectScope")
def use_custom_object_scope(keras, scope):
    class Thrice(keras.layers.Layer):
        def call(self, inputs):
            return inputs * 3.0

    text = keras.Sequential([keras.Input((2,)), Thrice()]).to_json()
    with scope({"Thrice": Thrice}):
        model = keras.models.model_from_json(text)
    outside = error_of(keras.models.model_from_json, text)
    return model(np.array([[1.0, 2.0]], "float32")), isinstance(model.layers[-1], Thrice), bool(outside)


# Settings


@use("config.backend")
def use_backend(keras, backend):
    return backend()


@use("config.epsilon", "config.set_epsilon")
def use_epsilon(keras, _):
    with kept(keras.config.epsilon, keras.config.set_epsilon):
        keras.config.set_epsilon(0.01)
        loss = keras.losses.categorical_crossentropy(np.array([[0.0, 1.0]]), np.array([[1.0, 0.0]]))
        dice = keras.losses.dice(np.zeros((1, 2), "float32"), np.full((1, 2), 0.005, "float32"))
        concordance = keras.metrics.concordance_correlation([[0.0, 0.1]], [[0.0, 0.2]])
        inside = keras.config.epsilon()
    return inside, loss, dice, concordance, keras.config.epsilon(), keras.backend.epsilon()


@use("config.floatx", "config.set_floatx")
def use_floatx(keras, _):
    with kept(keras.config.floatx, keras.config.set_floatx):
        keras.config.set_floatx("float64")
        drawn = keras.random.uniform((2,), seed=1)
        inside = keras.config.floatx(), keras.backend.standardize_dtype(None), dtype_of(keras, drawn)
        wrong = error_of(keras.config.set_floatx, "int32")
    return inside, drawn, wrong, keras.config.floatx(), dtype_of(keras, keras.random.normal((1,)))


@use("config.image_data_format", "config.set_image_data_format")
def use_image_data_format(keras, _):
    with kept(keras.config.image_data_format, keras.config.set_image_data_format):
        keras.config.set_image_data_format("channels_first")
        inside = keras.config.image_data_format(), keras.layers.Conv2D(1, 1).data_format
        wrong = error_of(keras.config.set_image_data_format, "channels_nowhere")
    return inside, wrong, keras.config.image_data_format(), keras.layers.Conv2D(1, 1).data_format


@use(
    "config.dtype_policy",
    "config.set_dtype_policy",
    "mixed_precision.dtype_policy",
    "mixed_precision.set_dtype_policy",
)
def use_dtype_policy(keras, function):
    found = []
    for home in (keras.config, keras.mixed_precision):
        with kept(home.dtype_policy, home.set_dtype_policy):
            home.set_dtype_policy("mixed_bfloat16")
            output = keras.layers.Dense(1)(np.ones((1, 2), "float32"))
            found += [home.dtype_policy().name, home.dtype_policy().compute_dtype, dtype_of(keras, output)]
        found.append(home.dtype_policy().name)
    return found, callable(function)


@use(
    "config.disable_interactive_logging",
    "config.enable_interactive_logging",
    "config.is_interactive_logging_enabled",
)
def use_interactive_logging(keras, _):
    def put(enabled):
        (keras.config.enable_interactive_logging if enabled else keras.config.disable_interactive_logging)()

    found = []
    with kept(keras.config.is_interactive_logging_enabled, put):
        for enabled in (False, True, False):
            put(enabled)
            found += [keras.config.is_interactive_logging_enabled(), keras.utils.is_interactive_logging_enabled()]
    return found


@use(
    "config.disable_traceback_filtering",
    "config.enable_traceback_filtering",
    "config.is_traceback_filtering_enabled",
)
def use_traceback_filtering(keras, _):
    def put(enabled):
        (keras.config.enable_traceback_filtering if enabled else keras.config.disable_traceback_filtering)()

    def depth():
        try:
            keras.layers.Dense(1)(np.ones((1, 2, 3), "float32")[0, 0])
        except ValueError as error:
            return len(traceback.extract_tb(error.__traceback__))
        return 0

    with kept(keras.config.is_traceback_filtering_enabled, put):
        put(False)
        full = keras.config.is_traceback_filtering_enabled(), depth()
        put(True)
        filtered = keras.config.is_traceback_filtering_enabled(), depth()
    return full[0], filtered[0], full[1] > filtered[1] > 0


@use("config.enable_unsafe_deserialization")
def use_unsafe_deserialization(keras, enable):
    """In a thread of its own: the setting is the thread's, and nothing turns it off."""

    # Only this one does not tell the format by the name of the file.
    options = {"save_format": "keras_v3"} if keras.__version__.startswith("2.12.") else {}

    def run():
        model = keras.Sequential([keras.Input((1,)), keras.layers.Lambda(lambda x: x * 3.0)])
        with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            path = os.path.join(folder, "model.keras")
            model.save(path, **options)
            refused = error_of(keras.models.load_model, path)
            enable()
            return refused, keras.models.load_model(path)(np.array([[2.0]], "float32"))

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


# Activations

NUMBERS = [-7.5, -6.0, -3.0, -2.0, -1.0, -0.75, -0.5, -0.2, 0.0, 0.1, 0.5, 0.8, 1.0, 1.5, 3.0, 5.5, 6.0, 7.25]


def use_activation(name, *variants, takes_symbols=True):
    """Register a use: every variant of keyword arguments on numbers, on more dimensions and types, with gradients."""

    @use(f"activations.{name}")
    def run(keras, activation):
        found = {}
        for position, arguments in enumerate(variants):
            numbers = tf.constant([NUMBERS, NUMBERS[::-1]], dtype="float32")
            with tf.GradientTape() as tape:
                tape.watch(numbers)
                outputs = activation(numbers, **arguments)
            found[f"numbers {position}"] = outputs
            found[f"gradient {position}"] = tape.gradient(outputs, numbers)
            cube = np.reshape(np.linspace(-4.0, 4.0, 24), (2, 6, 2))
            for dtype in ("float64", "float32", "float16"):
                outputs = activation(tf.constant(cube, dtype=dtype), **arguments)
                found[f"{dtype} {position}"] = outputs, dtype_of(keras, outputs)
        found["layer"] = keras.layers.Activation(lambda x: activation(x, **variants[0]))(cube.astype("float32"))
        found["dense"] = keras.layers.Dense(
            4, activation=lambda x: activation(x, **variants[0]), kernel_initializer="ones", use_bias=False
        )(np.array([[0.5, 0.5], [-2.0, 0.25]], "float32"))
        if takes_symbols:
            inputs = keras.Input((18,))
            model = keras.Model(inputs, activation(inputs, **variants[0]))
            found["model"] = model(tf.constant([NUMBERS], "float32"))
        return found


use_activation("celu", {}, {"alpha": 0.3}, {"alpha": 2.0})
use_activation("glu", {}, {"axis": 1}, {"axis": -2})
use_activation("hard_shrink", {}, {"threshold": 1.0}, {"threshold": 0.0})
# Keras 3.15 converts to a tensor first in some of them, and refuses the symbols of a model.
use_activation("hard_silu", {}, takes_symbols=False)
use_activation("hard_swish", {}, takes_symbols=False)
use_activation("hard_tanh", {})
use_activation("leaky_relu", {}, {"negative_slope": 0.5})
use_activation("log_sigmoid", {})
use_activation("log_softmax", {}, {"axis": 0}, {"axis": 1}, {"axis": (0, 1)}, {"axis": None})
use_activation("mish", {}, takes_symbols=False)
use_activation("relu6", {})
use_activation("silu", {})
use_activation("soft_shrink", {}, {"threshold": 2.0})
use_activation("sparse_plus", {})
use_activation("sparse_sigmoid", {})
use_activation("squareplus", {}, {"b": 0.5}, {"b": 9})
use_activation("tanh_shrink", {})
use_activation("threshold", {"threshold": 0.5, "default_value": -2.0}, {"threshold": -1.0, "default_value": 20})


# Types


TYPES = ["float32", "bfloat16", "int", "uint8", "bool", "string", "complex64", "float8_e4m3fn", "int64"]


def every_type():
    return [
        *TYPES,
        int,
        float,
        bool,
        str,
        complex,
        np.float16,
        np.int8,
        np.dtype("float64"),
        tf.uint16,
        tf.bfloat16,
        None,
    ]


@use("backend.standardize_dtype", "utils.standardize_dtype")
def use_standardize_dtype(keras, standardize):
    wrong = [error_of(standardize, each) for each in ("float31", "", 3, object())]
    return [standardize(each) for each in every_type()], wrong


@use("backend.is_float_dtype")
def use_is_float_dtype(keras, is_float):
    return [is_float(each) for each in every_type()], error_of(is_float, "float31")


@use("backend.is_int_dtype")
def use_is_int_dtype(keras, is_int):
    return [is_int(each) for each in every_type()], error_of(is_int, "int31")


@use("utils.is_keras_tensor")
def use_is_keras_tensor(keras, is_keras_tensor):
    inputs = keras.Input((2,))
    values = [inputs, keras.layers.Dense(1)(inputs), tf.ones(2), np.ones(2), 3, "text", None, [inputs]]
    return [is_keras_tensor(value) for value in values]


@use("dtype_policies.get")
def use_get_policy(keras, get):
    config = {"class_name": "DTypePolicy", "config": {"name": "mixed_bfloat16"}}
    policy = keras.DTypePolicy("float64")
    found = [get(each) for each in ("mixed_float16", "int32", None, config, np.float16, tf.float64)]
    wrong = [error_of(get, each) for each in ("no such type", 3.0)]
    return [[each.name, each.compute_dtype, each.variable_dtype] for each in found], get(policy) is policy, wrong


@use("dtype_policies.serialize", "dtype_policies.deserialize")
def use_serialized_policies(keras, _):
    policies = [keras.DTypePolicy(name) for name in ("mixed_float16", "float64")]
    configs = [keras.dtype_policies.serialize(policy) for policy in policies]
    again = [keras.dtype_policies.deserialize(config) for config in configs]
    of_keras_3 = {
        "module": "keras",
        "class_name": "DTypePolicy",
        "config": {"name": "float16"},
        "registered_name": None,
    }
    given = keras.dtype_policies.deserialize(of_keras_3)
    keys = [[sorted(config), config["config"], config["registered_name"]] for config in configs]
    return keys, [policy.name for policy in again], given.compute_dtype, isinstance(given, keras.DTypePolicy)


@use("distribution.list_devices")
def use_list_devices(keras, list_devices):
    return list_devices("cpu"), list_devices("CPU"), list_devices("gpu"), list_devices(), list_devices("tpu")


# Losses and metrics

TRUTH = np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0], [1.0, 1.0, 0.0]], "float32")
PREDICTION = np.array([[0.1, 0.7, 0.9], [0.6, 0.3, 0.2], [0.35, 0.8, 0.45]], "float32")


def loss_uses(keras, loss, truth, prediction, *variants):
    """The values of a loss, their gradients, and what a compiled model makes of it."""
    found = []
    for arguments in variants:
        predicted = tf.constant(prediction)
        with tf.GradientTape() as tape:
            tape.watch(predicted)
            values = loss(truth, predicted, **arguments)
        found += [values, tape.gradient(values, predicted)]
        found.append(loss(truth, tf.cast(predicted, "float64"), **arguments))
    inputs = keras.Input(prediction.shape[1:])
    model = keras.Model(inputs, keras.layers.Activation("linear")(inputs))
    model.compile(loss=lambda y_true, y_pred: loss(y_true, y_pred, **variants[0]), run_eagerly=False)
    return found, model.evaluate(prediction, truth, batch_size=3, verbose=0)


@use("losses.dice")
def use_dice(keras, dice):
    return loss_uses(keras, dice, TRUTH, PREDICTION, {}, {"axis": -1}, {"axis": (0, 1)}, {"axis": 0})


@use("losses.tversky")
def use_tversky(keras, tversky):
    variants = {}, {"axis": -1}, {"alpha": 0.2, "beta": 0.9}, {"alpha": 0.7, "beta": 0.1, "axis": (1,)}
    return loss_uses(keras, tversky, TRUTH, PREDICTION, *variants)


@use("losses.circle")
def use_circle(keras, circle):
    embeddings = np.array([[0.6, 0.8], [1.0, 0.0], [0.8, -0.6], [0.0, 1.0], [-0.6, 0.8]], "float32")
    labels = np.array([0, 1, 0, 1, 2])
    references = {"ref_labels": np.array([0, 1, 2]), "ref_embeddings": embeddings[::-1][:3].copy()}
    variants = {}, {"gamma": 4, "margin": 0.25}, {"remove_diagonal": False, "gamma": 2.0}
    # The second batch has every label once: no row of it counts.
    found = loss_uses(keras, circle, labels, embeddings, *variants)
    compared = [
        circle(labels, tf.constant(embeddings), **references, remove_diagonal=remove, gamma=3.0)
        for remove in (False, True)
    ]
    return found, compared, circle(labels[:, None], tf.constant(embeddings), gamma=2.0)


@use("losses.categorical_generalized_cross_entropy")
def use_generalized_cross_entropy(keras, loss):
    labels = np.array([1, 0, 2])
    return loss_uses(keras, loss, labels, PREDICTION, {"q": 0.5}, {"q": 0.9}, {"q": 0.1})


@use("losses.ctc")
def use_ctc(keras, ctc):
    logits = np.sin(np.arange(2 * 6 * 4, dtype="float32")).reshape(2, 6, 4)
    labels = np.array([[1, 2, 3], [2, 2, 0]])
    wrong = error_of(ctc, labels[0], tf.constant(logits)), error_of(ctc, labels, tf.constant(logits[0]))
    return loss_uses(keras, ctc, labels, logits, {}), wrong, dtype_of(keras, ctc(labels, tf.constant(logits)))


def metric_in_a_model(keras, metric):
    inputs = keras.Input((3,))
    model = keras.Model(inputs, keras.layers.Activation("linear")(inputs))
    model.compile(loss="mse", metrics=[metric])
    return model.evaluate(PREDICTION, TRUTH, batch_size=3, verbose=0)


@use("metrics.categorical_hinge")
def use_categorical_hinge(keras, hinge):
    return hinge(TRUTH, PREDICTION), hinge(np.eye(3)[[2, 0]], np.array([[3.0, -1.0, 0.5], [2.0, 0.0, 0.0]]))


@use("metrics.huber")
def use_huber(keras, huber):
    far = PREDICTION * 5.0
    return huber(TRUTH, far), huber(TRUTH, far, delta=0.5), huber(TRUTH, far, 2.0), metric_in_a_model(keras, huber)


@use("metrics.pearson_correlation")
def use_pearson_correlation(keras, pearson):
    found = [pearson(TRUTH, PREDICTION, axis=axis) for axis in (-1, 0, (0, 1))]
    squeezed = pearson(TRUTH[:, 1:2], tf.constant(PREDICTION[:, 1]), axis=0)
    lists = pearson([[1, 2, 4], [3.0, 1.0, 2.0]], [[2.0, 2.5, 9.0], [1.0, 3.0, 2.5]])
    return found, squeezed, lists, pearson(TRUTH, PREDICTION), metric_in_a_model(keras, pearson)


@use("metrics.concordance_correlation")
def use_concordance_correlation(keras, concordance):
    found = [concordance(TRUTH, PREDICTION, axis=axis) for axis in (-1, 0, (0, 1))]
    squeezed = concordance(tf.constant(TRUTH[:, 0]), PREDICTION[:, :1], axis=0)
    lists = concordance([[1, 2, 4], [3.0, 1.0, 2.0]], [[2.0, 2.5, 9.0], [1.0, 3.0, 2.5]])
    return found, squeezed, lists, concordance(TRUTH, PREDICTION), metric_in_a_model(keras, concordance)


# Random numbers

SEEDS = (0, 1, 1337, -5, 2**31 - 2, 2**33 + 7)


def drawn(keras, draw, *variants):
    """The numbers for seeds, and what holds without one; a seed of another type is refused."""
    found = [draw(seed=seed, **variants[0]) for seed in SEEDS]
    for arguments in variants:
        values = draw(seed=3, **arguments)
        found += [values, dtype_of(keras, values), list(values.shape)]
    without = []
    for _ in range(2):
        keras.utils.set_random_seed(7)
        without.append([np.asarray(draw(**variants[0]), "float64") for _ in range(2)])
    again = [bool((one == other).all()) for one, other in zip(*without)]
    differs = bool((without[0][0] != without[0][1]).any())
    graph = tf.function(lambda: draw(seed=3, **variants[0]))
    return found, again, differs, graph(), [error_of(draw, seed=seed, **variants[0]) for seed in (1.5, "1")]


@use("random.normal")
def use_normal(keras, normal):
    narrow = {"shape": (2, 3), "mean": 5.0, "stddev": 0.1, "dtype": "float64"}
    return drawn(keras, normal, {"shape": (7,)}, narrow, {"shape": (), "dtype": "bfloat16"})


@use("random.truncated_normal")
def use_truncated_normal(keras, truncated):
    widest = float(tf.reduce_max(tf.abs(truncated((2000,), seed=2))))
    narrow = {"shape": (2, 3), "mean": 5.0, "stddev": 0.1, "dtype": "float16"}
    return drawn(keras, truncated, {"shape": (7,)}, narrow), widest, widest <= 2.0


@use("random.uniform")
def use_uniform(keras, uniform):
    variants = {"shape": (7,)}, {"shape": (2, 3), "minval": -3, "maxval": 9.0, "dtype": "float64"}
    return drawn(keras, uniform, *variants), error_of(uniform, (2,), dtype="int32")


@use("random.randint")
def use_randint(keras, randint):
    variants = [{"shape": (9,), "minval": -4, "maxval": 30, "dtype": dtype} for dtype in ("int32", "int64", "int8")]
    return drawn(keras, randint, *variants), randint((5,), 0, 3, seed=1), error_of(randint, (2,), 0, 9, dtype="float32")


@use("random.categorical")
def use_categorical(keras, categorical):
    logits = np.array([[0.1, 2.0, -1.0, 0.5], [3.0, 0.2, 0.1, 2.5]], "float32")
    variants = {"logits": logits, "num_samples": 9}, {"logits": logits * 3, "num_samples": 4, "dtype": "int64"}
    return drawn(keras, categorical, *variants), error_of(categorical, logits[0], 2)


@use("random.dropout")
def use_dropout(keras, dropout):
    inputs = tf.reshape(tf.range(1.0, 25.0), (4, 6))
    variants = [{"inputs": inputs, "rate": 0.5, "noise_shape": shape} for shape in (None, (4, 1), (None, 1), (1, 6))]
    plainly = dropout(inputs, 0.0), dropout(inputs, 1.0), dropout(inputs, 0.25, seed=4)
    return drawn(keras, dropout, *variants, {"inputs": tf.cast(inputs, "float64"), "rate": 0.2}), plainly


@use("random.shuffle")
def use_shuffle(keras, shuffle):
    x = tf.reshape(tf.range(24), (8, 3))
    return drawn(keras, shuffle, {"x": x}, {"x": x, "axis": 1}, {"x": tf.range(9.0), "axis": -1})


@use("random.gamma")
def use_gamma(keras, gamma):
    several = {"shape": (4, 2), "alpha": [0.5, 3.0], "dtype": "float64"}
    return drawn(
        keras, gamma, {"shape": (7,), "alpha": 0.7}, several, {"shape": (3,), "alpha": 2.0, "dtype": "bfloat16"}
    )


@use("random.binomial")
def use_binomial(keras, binomial):
    variants = (
        {"shape": (9,), "counts": 20.0, "probabilities": 0.3},
        {"shape": (3, 2), "counts": [5.0, 50.0], "probabilities": [0.9, 0.1], "dtype": "float64"},
        {"shape": (4,), "counts": 7.0, "probabilities": 0.5, "dtype": "bfloat16"},
    )
    return drawn(keras, binomial, *variants)


@use("random.beta")
def use_beta(keras, beta):
    variants = (
        {"shape": (7,), "alpha": 0.7, "beta": 2.0},
        {"shape": (2, 3), "alpha": [[0.5, 1.0, 4.0]], "beta": [[2.0], [3.0]], "dtype": "float64"},
        {"shape": (3,), "alpha": 2.0, "beta": 5.0, "dtype": "bfloat16"},
    )
    return drawn(keras, beta, *variants)


# Saving


def small_model(keras, units=2, value=0.0):
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(units, name="first"), keras.layers.Dense(1)])
    model.set_weights([np.full(weight.shape, value + position) for position, weight in enumerate(model.get_weights())])
    return model


@use("saving.load_weights", "saving.save_weights")
def use_weights(keras, _):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.weights.h5")
        keras.saving.save_weights(small_model(keras, value=1.5), path)
        same, wider = small_model(keras), small_model(keras, units=4)
        keras.saving.load_weights(same, path)
        strict = error_of(keras.saving.load_weights, wider, path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            keras.saving.load_weights(wider, path, skip_mismatch=True)
        keras.saving.save_weights(small_model(keras, value=3.0), path, overwrite=True)
        keras.saving.load_weights(same, path, skip_mismatch=False)
        names = [error_of(keras.saving.save_weights, same, os.path.join(folder, name)) for name in ("a.h5", "a.keras")]
        options = error_of(keras.saving.load_weights, same, path, by_name=True)
        return same.get_weights(), wider.get_weights(), strict, names, options, sorted(os.listdir(folder))


@use("legacy.saving.serialize_keras_object", "legacy.saving.deserialize_keras_object")
def use_legacy_saving(keras, _):
    config = keras.legacy.saving.serialize_keras_object(keras.layers.Dense(3, activation="relu", name="own"))
    made = keras.legacy.saving.deserialize_keras_object(config, module_objects={"Dense": keras.layers.Dense})
    own = keras.legacy.saving.deserialize_keras_object("own", custom_objects={"own": use})
    return (
        config["class_name"],
        config["config"]["units"],
        made.name,
        made.units,
        made(np.ones((1, 2))).shape[1],
        own is use,
    )


@use("utils.clear_session")
def use_clear_session(keras, clear):
    clear()
    first = [keras.layers.Dense(1).name, keras.layers.Dense(1).name]
    clear()
    return first, keras.layers.Dense(1).name


# Trees: their reprs tell lists from tuples


def structures():
    return [
        5,
        None,
        "text",
        [],
        {},
        [1, (2, [3]), None],
        {"b": 1, "a": {"d": 2, "c": (3,)}},
        OrderedDict([("b", 1), ("a", [2])]),
        defaultdict(list, {"b": 1, "a": 2}),
        deque([1, [2]], maxlen=4),
        Point([1], {"z": 2, "y": 3}),
        [range(2), {1}, "ab", b"cd"],
        {2: "two", 10: "ten", 1: ["one"]},
        type("List", (list,), {})([1, 2]),
        [[[]], (), [None]],
    ]


@use("tree.is_nested")
def use_is_nested(keras, is_nested):
    return [is_nested(each) for each in structures()], is_nested(np.ones(2)), is_nested(tf.ones(2))


@use("tree.flatten")
def use_flatten(keras, flatten):
    arrays = flatten({"b": [np.ones(2), tf.zeros(1)], "a": (np.arange(3),)})
    kept = tf.train.Checkpoint(found=[1, {"b": [2], "a": 3}]).found  # TensorFlow wraps what is assigned
    return [repr(flatten(each)) for each in structures()], arrays, flatten(kept)


@use("tree.flatten_with_path")
def use_flatten_with_path(keras, flatten_with_path):
    return [repr(flatten_with_path(each)) for each in structures()]


@use("tree.map_structure")
def use_map_structure(keras, map_structure):
    single = [repr(map_structure(lambda leaf: [leaf], each)) for each in structures()]
    without = [repr(map_structure(lambda leaf: [leaf], each, none_is_leaf=False)) for each in structures()]
    order = []
    map_structure(order.append, {"b": 1, "a": [2, {"d": 3, "c": 4}]})
    pairs = [
        ({"b": 1, "a": [2]}, OrderedDict([("a", [3]), ("b", 4)])),
        (OrderedDict([("b", 1), ("a", 2)]), {"a": 3, "b": 4}),
        (Point(1, (2,)), Point(3, (4,))),
        (deque([1, 2], maxlen=3), deque([3, 4])),
        (1, 2),
    ]
    several = [repr(map_structure(lambda one, other: (one, other), *pair)) for pair in pairs]
    unlike = [([1], (1,)), ([1], [[1]]), ([[1]], [1]), ([1, 2], [1]), ({"a": 1}, {"b": 1}), (Point(1, 2), (1, 2))]
    wrong = [error_of(map_structure, max, *pair) for pair in unlike]
    none = [error_of(map_structure, max, *pair, none_is_leaf=False) for pair in (([None], [1]), ([1], [None]))]
    same = repr(map_structure(max, [None, 1], [None, 2], none_is_leaf=False))
    return (
        single,
        without,
        order,
        several,
        wrong,
        none,
        same,
        error_of(map_structure, max),
        error_of(map_structure, 3, [1]),
    )


@use("tree.map_structure_up_to")
def use_map_structure_up_to(keras, map_up_to):
    deep = [[1, 1], {"a": [2, 3], "b": 4}]
    found = [map_up_to([0, 0], str, deep), map_up_to([0, {"b": 0, "a": 0}], str, deep), map_up_to(0, str, deep)]
    pair = map_up_to((0, [0]), lambda one, other: (one, other), ([1], [2]), (3, [[4]]))
    wrong = [error_of(map_up_to, *each) for each in (([0, [0]], str, [1, 2]), ([0], str, [1, 2]), ([0], str))]
    return repr(found), repr(pair), wrong


@use("tree.assert_same_structure")
def use_assert_same_structure(keras, check):
    found = [[error_of(check, one, other) for other in structures()] for one in structures()]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        check([1], [2], check_types=False)
    return found, check([1, {"a": None}], [2, {"a": 3}]), [each.category.__name__ for each in caught]


@use("tree.assert_same_paths")
def use_assert_same_paths(keras, check):
    found = [[error_of(check, one, other) for other in structures()] for one in structures()]
    return found, check([0, Point(1, 2)], (3, [4, 5])), error_of(check, {0: 1}, [2]), error_of(check, [1], [1, 2])


@use("tree.pack_sequence_as")
def use_pack_sequence_as(keras, pack):
    whole = [repr(pack(each, [[n] for n in range(len(keras.tree.flatten(each)))])) for each in structures()]
    mixed = pack({"k3": {"c": ("x", "y"), "a": "g"}, "k1": 1}, iter([1, 2, 3, 4]))
    wrong = [error_of(pack, *each) for each in (([1, 2], [1]), ([1, 2], [1, 2, 3]), (1, [1, 2]), ([1], 5))]
    return whole, repr(mixed), wrong


@use("tree.traverse", "tree.MAP_TO_NONE")
def use_traverse(keras, _):
    traverse, to_none = keras.tree.traverse, keras.tree.MAP_TO_NONE
    orders = []
    for top_down in (True, False):
        seen = []
        same = traverse(lambda part, seen=seen: seen.append(repr(part)), structures(), top_down=top_down)
        orders.append([seen, repr(same)])
    tree = [(1, 2), [3, (4,)], {"a": 5}]
    tuples = traverse(lambda part: sum(part) if isinstance(part, tuple) else None, tree)
    sums = traverse(
        lambda part: sum(part) if isinstance(part, (list, tuple)) else None, [(1, 2), [3, (4,)]], top_down=False
    )
    none = [
        repr(traverse(lambda part: to_none if part == 3 or isinstance(part, dict) else None, tree, top_down=top_down))
        for top_down in (True, False)
    ]
    return orders, repr(tuples), repr(sums), none, error_of(traverse, 3, [1])


@use("tree.lists_to_tuples")
def use_lists_to_tuples(keras, lists_to_tuples):
    return [repr(lists_to_tuples(each)) for each in structures()]


@use("tree.map_shape_structure")
def use_map_shape_structure(keras, map_shapes):
    shapes = {"b": (None, 2), "a": [[1, None], (3,), (), {"c": [(4, 5), (6,)]}]}
    odd = [repr(map_shapes(repr, each)) for each in ([1.0, (2,)], 3, [], [None], {"a": tf.TensorShape([1, 2])})]
    return repr(map_shapes(lambda shape: (*shape, 9), shapes)), odd
