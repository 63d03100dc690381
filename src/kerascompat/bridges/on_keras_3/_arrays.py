"""Arrays of classes and of embeddings."""

from __future__ import annotations

import os
from typing import Any

import keras
import numpy as np


def to_ordinal(y: Any, num_classes: int | None = None, dtype: Any = "float32") -> Any:
    """Returns, for each class `c`, a row of `num_classes - 1` numbers of which the first `c` are 1.

    Args:
        y: classes: integers from 0.
        num_classes: how many there are; by default, one more than the greatest.
        dtype: of the array.
    """
    classes = np.array(y, dtype="int")
    if classes.ndim > 1 and classes.shape[-1] == 1:
        classes = classes[..., 0]
    steps = np.arange((num_classes or np.max(classes) + 1) - 1)
    return (steps < classes[..., np.newaxis]).astype(dtype)


def warmstart_embedding_matrix(
    base_vocabulary: Any,
    new_vocabulary: Any,
    base_embeddings: Any,
    new_embeddings_initializer: Any = "uniform",
) -> Any:
    """Returns the embeddings of a new vocabulary: those of the terms that the base has, others initialized.

    Args:
        base_vocabulary: terms (a list, tuple, array or tensor), or the path of a local file with one a line.
        new_vocabulary: as `base_vocabulary`.
        base_embeddings: the matrix whose rows are the embeddings of `base_vocabulary`.
        new_embeddings_initializer: makes the embeddings of new terms; None is "uniform".
    """
    base, new = _terms(base_vocabulary), _terms(new_vocabulary)
    initializer = keras.initializers.get(
        "uniform" if new_embeddings_initializer is None else new_embeddings_initializer
    )
    dtype = keras.backend.standardize_dtype(base_embeddings.dtype)
    matrix = initializer(shape=(len(new), base_embeddings.shape[1]), dtype=dtype)
    rows = {term: row for row, term in enumerate(base)}
    known = [row for row, term in enumerate(new) if term in rows]
    if not known:
        return matrix
    taken = keras.ops.take(base_embeddings, [rows[new[row]] for row in known], axis=0)
    return keras.ops.scatter_update(matrix, [[row] for row in known], taken)


def _terms(vocabulary: Any) -> list[Any]:
    if isinstance(vocabulary, str):
        terms = _lines(vocabulary)
    elif isinstance(vocabulary, (list, tuple, np.ndarray)):
        terms = list(vocabulary)
    elif keras.ops.is_tensor(vocabulary):
        terms = list(keras.ops.convert_to_numpy(vocabulary))
    else:
        msg = f"a vocabulary is an array, a list, a tensor or the path of a file, not {type(vocabulary).__name__}"
        raise ValueError(msg)
    if not terms:
        msg = "the vocabulary is empty"
        raise ValueError(msg)
    return terms


def _lines(path: str) -> list[str]:
    if not os.path.exists(path):
        msg = f"there is no file {path}"
        raise ValueError(msg)
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()
