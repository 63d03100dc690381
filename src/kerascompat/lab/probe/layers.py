"""Steps: layers by their kind, each called on small arrays, and an application made of many."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from .outcome import check, each
from .world import BATCH, FEATURES, numbers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .world import World

_LINE, _SQUARE, _CUBE = (2, 8, 3), (2, 8, 8, 3), (2, 4, 4, 4, 3)
_KERNEL = {"filters": 2, "kernel_size": 3}
_POOL = {"pool_size": 2}

_CONVOLUTIONS: tuple[tuple[str, dict[str, Any], tuple[int, ...]], ...] = (
    ("Conv1D", _KERNEL, _LINE),
    ("Conv2D", _KERNEL, _SQUARE),
    ("Conv3D", _KERNEL, _CUBE),
    ("Conv1DTranspose", _KERNEL, _LINE),
    ("Conv2DTranspose", _KERNEL, _SQUARE),
    ("Conv3DTranspose", _KERNEL, _CUBE),
    ("SeparableConv1D", _KERNEL, _LINE),
    ("SeparableConv2D", _KERNEL, _SQUARE),
    ("DepthwiseConv1D", {"kernel_size": 3}, _LINE),
    ("DepthwiseConv2D", {"kernel_size": 3}, _SQUARE),
    ("MaxPooling1D", _POOL, _LINE),
    ("MaxPooling2D", _POOL, _SQUARE),
    ("MaxPooling3D", _POOL, _CUBE),
    ("AveragePooling1D", _POOL, _LINE),
    ("AveragePooling2D", _POOL, _SQUARE),
    ("AveragePooling3D", _POOL, _CUBE),
    ("GlobalMaxPooling2D", {}, _SQUARE),
    ("GlobalAveragePooling2D", {}, _SQUARE),
    ("ZeroPadding2D", {}, _SQUARE),
    ("Cropping2D", {}, _SQUARE),
    ("UpSampling2D", {}, _SQUARE),
)


def convolution(world: World) -> None:
    """Convolutions in one to three dimensions, transposed, separable, depthwise; pooling, padding, cropping."""
    layers = world.keras.layers

    def run(name: str, options: dict[str, Any], shape: tuple[int, ...]) -> None:
        world.run(getattr(layers, name)(**options), numbers(*shape))

    each((name, partial(run, name, options, shape)) for name, options, shape in _CONVOLUTIONS)


def recurrent(world: World) -> None:
    """Recurrent layers: simple, GRU, LSTM, in both directions, over time, convolutional, stacked."""
    layers, line = world.keras.layers, numbers(*_LINE)
    cells = {
        "SimpleRNN": lambda: world.run(layers.SimpleRNN(2), line),
        "GRU": lambda: world.run(layers.GRU(2), line),
        "LSTM": lambda: world.run(layers.LSTM(2, return_sequences=True), line),
        "Bidirectional": lambda: world.run(layers.Bidirectional(layers.LSTM(2)), line),
        "TimeDistributed": lambda: world.run(layers.TimeDistributed(layers.Dense(2)), line),
        "ConvLSTM1D": lambda: world.run(layers.ConvLSTM1D(2, 3), numbers(2, 2, 8, 3)),
        "ConvLSTM2D": lambda: world.run(layers.ConvLSTM2D(2, 3), numbers(2, 2, 5, 5, 3)),
        "StackedRNNCells": lambda: world.run(
            layers.RNN(layers.StackedRNNCells([layers.LSTMCell(2), layers.GRUCell(2)])), line
        ),
    }
    each(cells.items())


def attention(world: World) -> None:
    """Dot-product, additive, multi-head and grouped-query attention."""
    layers, line = world.keras.layers, numbers(*_LINE)
    kinds = {
        "Attention": lambda: world.run(layers.Attention(), [line, line]),
        "AdditiveAttention": lambda: world.run(layers.AdditiveAttention(), [line, line]),
        "MultiHeadAttention": lambda: world.run(
            layers.MultiHeadAttention(num_heads=2, key_dim=4), line, line, use_causal_mask=True
        ),
        "GroupQueryAttention": lambda: world.run(
            layers.GroupQueryAttention(head_dim=4, num_query_heads=2, num_key_value_heads=1), line, line
        ),
    }
    each((name, run) for name, run in kinds.items() if hasattr(layers, name))


def normalization(world: World) -> None:
    """Batch, layer, group, unit, spectral and root-mean-square normalization; `Normalization` adapted to data."""
    layers, square = world.keras.layers, numbers(2, 4, 4, 4)
    kinds = {
        "BatchNormalization": lambda: _batch_normalization(world, square),
        "LayerNormalization": lambda: world.run(layers.LayerNormalization(), square),
        "GroupNormalization": lambda: world.run(layers.GroupNormalization(groups=2), square),
        "UnitNormalization": lambda: world.run(layers.UnitNormalization(), square),
        "SpectralNormalization": lambda: world.run(
            layers.SpectralNormalization(layers.Dense(2)), square, training=world.trains
        ),
        "RMSNormalization": lambda: world.run(layers.RMSNormalization(), square),
        "Normalization": lambda: _adapted(world),
    }
    each((name, run) for name, run in kinds.items() if hasattr(layers, name))


def _batch_normalization(world: World, square: Any) -> None:
    layer = world.keras.layers.BatchNormalization(momentum=0.5)
    world.run(layer, square, training=False)
    if world.trains:
        before = world.array(layer.moving_mean)
        world.run(layer, square, training=True)
        check((world.array(layer.moving_mean) != before).any(), "the moving mean does not move")


def _adapted(world: World) -> None:
    data, layer = numbers(64, FEATURES), world.keras.layers.Normalization()
    layer.adapt(data)
    check(abs(world.run(layer, data).mean()) < 0.01, "the data is not normalized")


def preprocessing(world: World) -> None:
    """Preprocessing of images and numbers; on TensorFlow also of text and categories."""
    layers, images = world.keras.layers, numbers(*_SQUARE)
    kinds = {
        "Rescaling": lambda: world.run(layers.Rescaling(1 / 255), images),
        "Resizing": lambda: world.run(layers.Resizing(4, 4), images),
        "CenterCrop": lambda: world.run(layers.CenterCrop(4, 4), images),
        "RandomFlip": lambda: world.run(layers.RandomFlip(), images, training=True),
        "RandomRotation": lambda: world.run(layers.RandomRotation(0.1), images, training=True),
        "RandomZoom": lambda: world.run(layers.RandomZoom(0.1), images, training=True),
        "CategoryEncoding": lambda: _encoded(world),
        "Discretization": lambda: _discretized(world),
    }
    if world.backend == "tensorflow":
        text = world.tf.constant(["a b", "b c"])
        words = world.tf.constant(["a", "b", "z"])
        kinds.update(
            {
                "StringLookup": lambda: world.run(layers.StringLookup(vocabulary=["a", "b"]), words),
                "IntegerLookup": lambda: world.run(layers.IntegerLookup(vocabulary=[1, 2]), world.tf.constant([1, 5])),
                "Hashing": lambda: world.run(layers.Hashing(num_bins=3), words),
                "TextVectorization": lambda: _vectorized(world, text),
            }
        )
    each(kinds.items())


def _encoded(world: World) -> None:
    np = import_module("numpy")
    layer = world.keras.layers.CategoryEncoding(num_tokens=4, output_mode="one_hot")
    output = world.run(layer, np.array([1, 3], "int32"))
    check(output.tolist() == [[0, 1, 0, 0], [0, 0, 0, 1]], f"the categories are encoded as {output.tolist()}")


def _discretized(world: World) -> None:
    np = import_module("numpy")
    layer = world.keras.layers.Discretization(bin_boundaries=[0.0, 1.0])
    output = world.run(layer, np.array([[-1.0, 0.5, 2.0]], "float32"))
    check(output.tolist() == [[0, 1, 2]], f"the numbers fall into the bins {output.tolist()}")
    if world.has_tensorflow:  # without it, `adapt` says itself that it needs it
        layer = world.keras.layers.Discretization(num_bins=2)
        layer.adapt(numbers(BATCH, 1))
        world.run(layer, numbers(BATCH, 1))


def _vectorized(world: World, text: Any) -> None:
    layer = world.keras.layers.TextVectorization()
    layer.adapt(text)
    check(world.run(layer, text).shape == (2, 2), "the text has another number of words")


def application(world: World) -> None:
    """Build the smallest MobileNetV2 without weights and predict with it."""
    size = (32, 32, 3)
    model = world.keras.applications.MobileNetV2(weights=None, input_shape=size, alpha=0.35, classes=4)
    check(world.predict(model, numbers(1, *size)).shape == (1, 4), "the predictions have another shape")
