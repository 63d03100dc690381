"""Random numbers: those of Keras 3 for a seed, those of TensorFlow's own generator without one."""

from __future__ import annotations

import tensorflow as tf

from kerascompat.bridges.on_keras_2._provider import floatx
from kerascompat.bridges.on_keras_2.dtypes import is_float_dtype, is_int_dtype, standardize_dtype

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Optional

# Keras 3 brings a seed below this, for the operations of TensorFlow take 32 bits.
_SEEDS = 2**31 - 2


def _seed(seed: Any) -> Any:
    """A seed for the stateless operations; drawn from TensorFlow's generator, which `tf.random.set_seed` governs."""
    if seed is None:
        return tf.random.uniform((2,), minval=0, maxval=_SEEDS, dtype=tf.int32)
    if not isinstance(seed, int) or isinstance(seed, bool):
        message = f"seed={seed!r} is neither an integer nor None, and Keras 2 has no other seeds"
        raise ValueError(message)  # noqa: TRY004 - as Keras 3 has it
    return tf.constant([seed % _SEEDS, 0], dtype=tf.int32)


def _computed(dtype: Any) -> Any:
    """The type that TensorFlow can draw for one that it cannot."""
    return "float32" if standardize_dtype(dtype) == "bfloat16" else dtype


def normal(shape: Any, mean: float = 0.0, stddev: float = 1.0, dtype: Any = None, seed: Optional[int] = None) -> Any:
    """Numbers of a normal distribution."""
    return tf.random.stateless_normal(shape, seed=_seed(seed), mean=mean, stddev=stddev, dtype=dtype or floatx())


def truncated_normal(
    shape: Any, mean: float = 0.0, stddev: float = 1.0, dtype: Any = None, seed: Optional[int] = None
) -> Any:
    """Numbers of a normal distribution, none of them farther than two deviations from the mean."""
    dtype = dtype or floatx()
    return tf.random.stateless_truncated_normal(shape, seed=_seed(seed), mean=mean, stddev=stddev, dtype=dtype)


def uniform(shape: Any, minval: float = 0.0, maxval: float = 1.0, dtype: Any = None, seed: Optional[int] = None) -> Any:
    """Floats that are equally likely from `minval` up to, but without, `maxval`."""
    if dtype and not is_float_dtype(dtype):
        message = f"dtype={dtype!r} is not one of floats: use keras.random.randint for integers"
        raise ValueError(message)
    dtype = dtype or floatx()
    low, high = tf.cast(minval, dtype), tf.cast(maxval, dtype)
    return tf.random.stateless_uniform(shape, seed=_seed(seed), minval=low, maxval=high, dtype=dtype)


def randint(shape: Any, minval: int, maxval: int, dtype: Any = "int32", seed: Optional[int] = None) -> Any:
    """Integers that are equally likely from `minval` up to, but without, `maxval`."""
    if dtype and not is_int_dtype(dtype):
        message = f"dtype={dtype!r} is not one of integers: use keras.random.uniform for floats"
        raise ValueError(message)
    drawn = dtype if standardize_dtype(dtype) in ("int32", "int64") else "int64"
    numbers = tf.random.stateless_uniform(shape, seed=_seed(seed), minval=minval, maxval=maxval, dtype=drawn)
    return tf.cast(numbers, dtype)


def categorical(logits: Any, num_samples: int, dtype: Any = "int32", seed: Optional[int] = None) -> Any:
    """For each row of logits, so many classes, as likely as the logits say.

    Raises:
        ValueError: the logits are not of the shape (batch, classes).
    """
    logits = tf.convert_to_tensor(logits)
    if len(logits.shape) != 2:
        message = f"logits of the shape {tuple(logits.shape)} are not of the shape (batch, classes)"
        raise ValueError(message)
    return tf.cast(tf.random.stateless_categorical(logits, num_samples, seed=_seed(seed)), dtype)


def dropout(inputs: Any, rate: float, noise_shape: Any = None, seed: Optional[int] = None) -> Any:
    """The inputs, a share of them 0 and the others larger for it.

    Args:
        inputs: what is dropped from.
        rate: the share.
        noise_shape: the shape that is drawn and broadcast; None in it is the size of the inputs there.
        seed: as everywhere here, an integer for the same numbers each time, or None.
    """
    if rate == 1.0:
        return tf.zeros_like(inputs)
    if rate == 0.0:
        return inputs
    sizes = tf.shape(inputs)
    if noise_shape is not None:
        sizes = [sizes[axis] if size is None else size for axis, size in enumerate(noise_shape)]
    return tf.nn.experimental.stateless_dropout(inputs, rate=rate, seed=_seed(seed), noise_shape=sizes)


def shuffle(x: Any, axis: int = 0, seed: Optional[int] = None) -> Any:
    """The slices along an axis, in another order."""
    keys = tf.random.stateless_uniform([tf.shape(x)[axis]], seed=_seed(seed))
    return tf.gather(x, tf.argsort(keys), axis=axis)


def gamma(shape: Any, alpha: Any, dtype: Any = None, seed: Optional[int] = None) -> Any:
    """Numbers of a gamma distribution of the scale 1."""
    dtype = dtype or floatx()
    return tf.cast(tf.random.stateless_gamma(shape, seed=_seed(seed), alpha=alpha, dtype=_computed(dtype)), dtype)


def binomial(shape: Any, counts: Any, probabilities: Any, dtype: Any = None, seed: Optional[int] = None) -> Any:
    """How many of so many trials succeed."""
    dtype = dtype or floatx()
    numbers = tf.random.stateless_binomial(
        shape, seed=_seed(seed), counts=counts, probs=probabilities, output_dtype=_computed(dtype)
    )
    return tf.cast(numbers, dtype)


def beta(shape: Any, alpha: Any, beta: Any, dtype: Any = None, seed: Optional[int] = None) -> Any:
    """Numbers of a beta distribution: the share of one of two numbers that are gamma distributed."""
    dtype = dtype or floatx()
    first = _seed(seed)
    # The second seed is 12 away in Keras 3.
    one, other = (
        tf.random.stateless_gamma(
            shape,
            seed=state,
            # TensorFlow broadcasts to the last dimension only.
            alpha=tf.broadcast_to(tf.convert_to_tensor(parameter, dtype=_computed(dtype)), shape),
            dtype=_computed(dtype),
        )
        for state, parameter in ((first, alpha), (first + 12, beta))
    )
    one, other = tf.cast(one, dtype), tf.cast(other, dtype)
    return one / (one + other)
