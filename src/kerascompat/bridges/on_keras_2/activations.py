"""The activations of Keras 3 that Keras 2 lacks."""

from __future__ import annotations

import tensorflow as tf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _tensor(x: Any) -> Any:
    """A tensor of what is none yet; variables, ragged tensors and the symbols of a model pass as they are."""
    plain = isinstance(x, (bool, int, float, list, tuple)) or type(x).__module__ == "numpy"
    return tf.convert_to_tensor(x) if plain else x


def celu(x: Any, alpha: float = 1.0) -> Any:
    """`x` where it is positive, elsewhere `alpha * (exp(x / alpha) - 1)`."""
    x = _tensor(x)
    return tf.maximum(x, 0.0) + alpha * tf.math.expm1(tf.minimum(x, 0.0) / alpha)


def glu(x: Any, axis: int = -1) -> Any:
    """`a * sigmoid(b)`, where `a` and `b` are the halves of `x` along an axis.

    Raises:
        ValueError: the axis has an odd size.
    """
    x = _tensor(x)
    size = x.shape[axis]
    if size is not None and size % 2:
        message = f"the axis {axis} of {size} elements has no halves"
        raise ValueError(message)
    values, gates = tf.split(x, 2, axis=axis)
    return values * tf.sigmoid(gates)


def hard_shrink(x: Any, threshold: float = 0.5) -> Any:
    """`x` where its magnitude is above the threshold, elsewhere 0."""
    x = _tensor(x)
    return tf.where(tf.abs(x) > threshold, x, tf.zeros_like(x))


def hard_silu(x: Any) -> Any:
    """`x * relu6(x + 3) / 6`."""
    x = _tensor(x)
    return x * (tf.nn.relu6(x + 3.0) / 6.0)


def hard_tanh(x: Any) -> Any:
    """`x`, held between -1 and 1."""
    return tf.clip_by_value(_tensor(x), -1.0, 1.0)


def leaky_relu(x: Any, negative_slope: float = 0.2) -> Any:
    """`x` where it is positive, elsewhere `negative_slope * x`."""
    return tf.nn.leaky_relu(_tensor(x), alpha=negative_slope)


def log_sigmoid(x: Any) -> Any:
    """`log(1 / (1 + exp(-x)))`."""
    return tf.math.log_sigmoid(_tensor(x))


def log_softmax(x: Any, axis: Any = -1) -> Any:
    """The logarithm of the softmax.

    Args:
        x: what it is applied to.
        axis: one axis, a tuple of them, or None for all.
    """
    x = _tensor(x)
    if isinstance(axis, int):
        return tf.nn.log_softmax(x, axis=axis)
    shifted = x - tf.stop_gradient(tf.reduce_max(x, axis=axis, keepdims=True))
    return shifted - tf.math.log(tf.reduce_sum(tf.exp(shifted), axis=axis, keepdims=True))


def mish(x: Any) -> Any:
    """`x * tanh(softplus(x))`."""
    x = _tensor(x)
    return x * tf.tanh(tf.math.softplus(x))


def relu6(x: Any) -> Any:
    """`x`, held between 0 and 6."""
    return tf.nn.relu6(_tensor(x))


def soft_shrink(x: Any, threshold: float = 0.5) -> Any:
    """`x`, nearer to 0 by the threshold, and 0 where it would cross it."""
    x = _tensor(x)
    step = tf.cast(threshold, x.dtype)  # of integers too, as Keras 3 takes it
    below = tf.where(x < -step, x + step, tf.zeros_like(x))
    return tf.where(x > step, x - step, below)


def sparse_plus(x: Any) -> Any:
    """0 up to -1, `x` from 1 on, and between them `(x + 1) ** 2 / 4`."""
    x = _tensor(x)
    between = tf.where(x < 1, tf.square(x + 1) / 4, x)
    return tf.where(x <= -1, tf.zeros_like(x), between)


def sparse_sigmoid(x: Any) -> Any:
    """`(x + 1) / 2`, held between 0 and 1."""
    x = _tensor(x)
    between = tf.where(x >= 1, tf.ones_like(x), (x + 1) / 2)
    return tf.where(x <= -1, tf.zeros_like(x), between)


def squareplus(x: Any, b: float = 4) -> Any:
    """`(x + sqrt(x ** 2 + b)) / 2`."""
    x = _tensor(x)
    return (x + tf.sqrt(tf.square(x) + b)) / 2


def tanh_shrink(x: Any) -> Any:
    """`x - tanh(x)`."""
    x = _tensor(x)
    return x - tf.tanh(x)


def threshold(x: Any, threshold: float, default_value: float) -> Any:
    """`x` where it is above the threshold, elsewhere the default value."""
    x = _tensor(x)
    return tf.where(x > threshold, x, default_value)
