"""Tensors that are printed when they are computed."""

from __future__ import annotations

import sys
from typing import Any

import keras
import numpy as np


def print_tensor(x: Any, message: str = "", summarize: int | None = 3) -> Any:
    """Prints a message and a tensor's value on the standard output, and returns the tensor.

    Within a compiled function it prints at every execution, on TensorFlow and JAX.

    Args:
        x: the tensor.
        message: what is printed before it.
        summarize: how many elements are printed at either end of an axis; -1 for all, None for 3.
    """
    if isinstance(x, keras.KerasTensor):
        msg = "print_tensor prints the value of a tensor, and a symbolic one has none: use it in the `call` of a layer"
        raise ValueError(msg)  # noqa: TRY004
    backend = keras.config.backend()
    if backend == "tensorflow":
        return _print_in_tensorflow(x, message, summarize)
    edge = 3 if summarize is None else summarize
    if backend == "jax" and _print_in_jax(x, message, edge):
        return x
    _print(message, keras.ops.convert_to_numpy(x), edge)
    return x


def _print_in_tensorflow(x: Any, message: str, summarize: int | None) -> Any:
    import tensorflow as tf

    printed = tf.print(message, x, output_stream=sys.stdout, summarize=summarize)
    if printed is None:
        return x
    with tf.control_dependencies([printed]):
        return tf.identity(x)


def _print_in_jax(x: Any, message: str, edge: int) -> bool:
    """Whether it is a value that is known only when compiled code runs: it is printed then."""
    import jax

    if not isinstance(x, jax.core.Tracer):
        return False
    jax.debug.callback(lambda value: _print(message, value, edge), x)
    return True


def _print(message: str, value: Any, edge: int) -> None:
    bounds: dict[str, Any] = {"threshold": sys.maxsize} if edge < 0 else {"threshold": 0, "edgeitems": edge}
    sys.stdout.write(f"{message} {np.array2string(np.asarray(value), **bounds)}\n")
