"""Convolutions whose weights are not shared between positions."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def local_conv1d(inputs: Any, kernel: Any, kernel_size: Any, strides: Any, data_format: str | None = None) -> Any:
    """Applies a one-dimensional convolution whose weights are not shared between positions.

    Args:
        inputs: a tensor of three axes.
        kernel: weights of the shape `(positions, features, filters)`.
        kernel_size: the length of the window, in a tuple.
        strides: the step of the window, in a tuple.
        data_format: `image_data_format()` by default.
    """
    return _local_conv(inputs, kernel, kernel_size, strides, (kernel.shape[0],), data_format)


def local_conv2d(  # noqa: PLR0913, PLR0917 - the signature of Keras 2
    inputs: Any,
    kernel: Any,
    kernel_size: Any,
    strides: Any,
    output_shape: Any,
    data_format: str | None = None,
) -> Any:
    """Applies a two-dimensional convolution whose weights are not shared between positions.

    Args:
        inputs: a tensor of four axes.
        kernel: weights of the shape `(positions, features, filters)`.
        kernel_size: the height and width of the window.
        strides: its steps.
        output_shape: the height and width of the result.
        data_format: `image_data_format()` by default.
    """
    return _local_conv(inputs, kernel, kernel_size, strides, tuple(output_shape), data_format)


def _local_conv(  # noqa: PLR0913, PLR0917 - what both have
    inputs: Any,
    kernel: Any,
    kernel_size: Sequence[int],
    strides: Sequence[int],
    output_shape: tuple[int, ...],
    data_format: str | None,
) -> Any:
    data_format = data_format or keras.config.image_data_format()
    if data_format not in {"channels_first", "channels_last"}:
        msg = f"data_format={data_format!r} is neither channels_first nor channels_last"
        raise ValueError(msg)
    first, axes = data_format == "channels_first", len(output_shape)
    # For each place of the window, what it has there at all positions: fewer steps than one for each position.
    windows = []
    for place in np.ndindex(*kernel_size[:axes]):
        space = tuple(
            slice(at, at + step * (size - 1) + 1, step) for at, step, size in zip(place, strides, output_shape)
        )
        windows.append(inputs[(slice(None), slice(None), *space) if first else (slice(None), *space)])
    patches = keras.ops.stack(windows, axis=2 if first else -2)
    if first:
        patches = keras.ops.transpose(patches, (0, *range(3, 3 + axes), 1, 2))
    patches = keras.ops.reshape(patches, (-1, kernel.shape[0], kernel.shape[1]))
    result = keras.ops.einsum("bpf,pfo->bpo", patches, kernel)
    result = keras.ops.reshape(result, (-1, *output_shape, kernel.shape[-1]))
    return keras.ops.transpose(result, (0, axes + 1, *range(1, axes + 1))) if first else result
