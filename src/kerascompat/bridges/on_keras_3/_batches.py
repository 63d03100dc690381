"""Random numbers, and batches that are normalized."""

from __future__ import annotations

from typing import Any

import keras

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def random_binomial(shape: Any, p: float = 0.0, dtype: Any = None, seed: Any = None) -> Any:
    """Returns a tensor that is 1 with the probability `p`, and 0 elsewhere.

    Args:
        shape: the shape.
        p: the probability.
        dtype: `floatx()` by default.
        seed: as in `keras.random`: an integer gives the same values at every call.
    """
    drawn = keras.random.uniform(shape, dtype=dtype or keras.config.floatx(), seed=seed)
    return keras.ops.cast(drawn <= p, drawn.dtype)


def normalize_batch_in_training(
    x: Any, gamma: Any, beta: Any, reduction_axes: Iterable[int], epsilon: float = 1e-3
) -> Any:
    """Normalizes a batch with its own mean and variance; returns `(normalized, mean, variance)`.

    Args:
        x: the batch.
        gamma: what it is scaled by, or None.
        beta: what is added to it, or None.
        reduction_axes: the axes that mean and variance are of.
        epsilon: what is added to the variance.
    """
    axes = list(reduction_axes)
    rank = len(x.shape)
    mean, variance = _moments(x, axes)
    parts = [mean, variance, gamma, beta]
    if sorted(axes) != list(range(rank - 1)):
        sizes = [1 if axis in axes else size for axis, size in enumerate(keras.ops.shape(x))]
        shape = [-1 if size is None else size for size in sizes]
        parts = [each if each is None else keras.ops.reshape(each, shape) for each in parts]
    center, spread, scale, offset = parts
    normed = keras.ops.multiply(keras.ops.subtract(x, center), keras.ops.rsqrt(spread + epsilon))
    normed = normed if scale is None else keras.ops.multiply(normed, scale)
    normed = normed if offset is None else keras.ops.add(normed, offset)
    return normed, mean, _of_the_sample(variance, x) if rank == 4 and axes == [0, 1, 2] else variance


def _moments(x: Any, axes: list[int]) -> tuple[Any, Any]:
    # `keras.ops.moments` subtracts the square of the mean, which leaves nothing of a small variance.
    dtype = keras.backend.standardize_dtype(x.dtype)
    wide = keras.ops.cast(x, "float32") if dtype in {"float16", "bfloat16"} else x
    mean, variance = keras.ops.mean(wide, axis=tuple(axes)), keras.ops.var(wide, axis=tuple(axes))
    return keras.ops.cast(mean, dtype), keras.ops.cast(variance, dtype)


def _of_the_sample(variance: Any, images: Any) -> Any:
    """The variance that Keras 2 returns for images with the channels last: of a sample, not of a population."""
    # Summed, because a symbolic batch has no size.
    count = keras.ops.sum(keras.ops.ones_like(images[..., 0], dtype="float32"))
    return keras.ops.cast(variance * (count / keras.ops.maximum(count - 1, 1)), variance.dtype)
