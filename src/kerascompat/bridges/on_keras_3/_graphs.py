"""Placeholders, and functions of them."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

# What only sparse and ragged tensors have: Keras 2 gives them back as they are.
_COMPOSITE = ("dense_shape", "row_splits", "todense")


def function(inputs: Any, outputs: Any, updates: Any = None, name: str | None = None, **kwargs: Any) -> Any:  # noqa: ARG001
    """Returns a function from values of `inputs` to those of `outputs`: NumPy arrays, scalars as Python numbers.

    Args:
        inputs: the inputs of a model, or a structure of placeholders.
        outputs: what is computed from them.
        updates: refused, as Keras 2 does outside of graphs.
        name: not used.
        **kwargs: refused, as `updates`.
    """
    if kwargs:
        msg = f"arguments of a session have no meaning without graphs: {', '.join(kwargs)}"
        raise ValueError(msg)
    if updates:
        msg = f"updates have no meaning without graphs: {updates}"
        raise ValueError(msg)
    model = keras.Model(inputs=inputs, outputs=outputs)
    input_in_list, output_in_list = _is_list_of_one(inputs), _is_list_of_one(outputs)

    def compute(model_inputs: Any) -> Any:
        # Keras 2 takes a value and a list of it for each other, Keras 3 warns.
        if input_in_list and not isinstance(model_inputs, (list, tuple, dict)):
            model_inputs = [model_inputs]
        elif not isinstance(inputs, (list, tuple, dict)) and isinstance(model_inputs, (list, tuple)):
            (model_inputs,) = model_inputs
        results = model(model_inputs)
        if output_in_list and not isinstance(results, (list, tuple)):
            results = [results]
        return _to_numpy(results)

    return compute


def _is_list_of_one(structure: Any) -> bool:
    return isinstance(structure, list) and len(structure) == 1


def _to_numpy(structure: Any) -> Any:
    if isinstance(structure, dict):
        return {key: _to_numpy(value) for key, value in structure.items()}
    if isinstance(structure, (list, tuple)):
        return type(structure)(_to_numpy(value) for value in structure)
    if any(hasattr(structure, each) for each in _COMPOSITE):
        return structure
    array = keras.ops.convert_to_numpy(structure)
    return array.item() if np.ndim(array) == 0 else array


def placeholder(  # noqa: PLR0913, PLR0917 - the signature of Keras 2
    shape: Any = None,
    ndim: int | None = None,
    dtype: Any = None,
    sparse: bool = False,
    name: str | None = None,
    ragged: bool = False,
) -> Any:
    """Returns a symbolic tensor that a model or `function` can take as an input.

    Args:
        shape: the shape, with the batch.
        ndim: the number of axes, for a shape of which nothing else is known.
        dtype: `floatx()` by default.
        sparse: whether it is a sparse tensor.
        name: the name of the tensor.
        ragged: whether it is a ragged tensor, which Keras 3.9 and newer have.
    """
    if sparse and ragged:
        msg = "a placeholder is sparse or ragged, not both"
        raise ValueError(msg)
    if not shape and ndim:
        shape = (None,) * ndim
    kinds = {"sparse": True} if sparse else {"ragged": True} if ragged else {}
    return keras.Input(batch_shape=shape, dtype=dtype or keras.config.floatx(), name=name, **kinds)
