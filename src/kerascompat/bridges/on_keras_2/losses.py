"""The losses of Keras 3 that Keras 2 lacks, and its two correlations."""

from __future__ import annotations

import tensorflow as tf

from kerascompat.bridges.on_keras_2._provider import epsilon

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def categorical_generalized_cross_entropy(y_true: Any, y_pred: Any, q: float) -> Any:
    """`(1 - p ** q) / q`, where `p` is the probability of the true class.

    Args:
        y_true: the classes, as integers.
        y_pred: the probabilities of all classes.
        q: between 0 (the cross entropy) and 1 (the mean absolute error).
    """
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tf.cast(y_true, tf.int64)
    if len(y_true.shape) == len(y_pred.shape):  # a model of Keras 2 gives its losses each label in a row of its own
        y_true = tf.squeeze(y_true, axis=-1)
    truth = tf.one_hot(y_true, tf.shape(y_pred)[-1], dtype=y_pred.dtype)
    return (1 - tf.pow(tf.reduce_sum(y_pred * truth, axis=-1), q)) / q


def circle(  # noqa: PLR0913, PLR0917  # the signature of Keras 3
    y_true: Any,
    y_pred: Any,
    ref_labels: Any = None,
    ref_embeddings: Any = None,
    remove_diagonal: bool = True,
    gamma: float = 80,
    margin: float = 0.4,
) -> Any:
    """The circle loss of embeddings of length 1: near to those of their label, far from the others.

    Args:
        y_true: the labels.
        y_pred: the embeddings.
        ref_labels: the labels that they are compared with; the same ones for None.
        ref_embeddings: the embeddings that they are compared with; the same ones for None.
        remove_diagonal: whether the n-th embedding is not compared with the n-th reference.
        gamma: the scale.
        margin: how far a pair may be from ideal.
    """
    y_pred = tf.convert_to_tensor(y_pred)
    references = y_pred if ref_embeddings is None else tf.convert_to_tensor(ref_embeddings)
    labels = tf.reshape(tf.cast(y_true, tf.int32), (-1, 1))
    others = labels if ref_labels is None else tf.reshape(tf.cast(ref_labels, tf.int32), (-1, 1))

    distances = tf.maximum(1 - tf.matmul(y_pred, references, transpose_b=True), 0.0)
    same = tf.equal(labels, tf.transpose(others))
    different = tf.logical_not(same)
    if remove_diagonal:
        same &= ~tf.eye(tf.size(labels), tf.size(others), dtype=tf.bool)

    # Each pair counts the more, the farther it is from its optimum: `-margin` here, `1 + margin` there.
    attraction = -gamma * tf.maximum(distances + margin, 0.0) * (margin - distances)
    repulsion = gamma * tf.maximum(1 + margin - distances, 0.0) * (1 - margin - distances)
    loss = tf.math.softplus(_log_sum_exp(attraction, same) + _log_sum_exp(repulsion, different))
    # A row without a pair has no part in the mean: Keras takes the mask from the losses. One of False alone gives NaN.
    counts = loss > 0
    loss._keras_mask = counts | ~tf.reduce_any(counts)
    return loss


def _log_sum_exp(values: Any, mask: Any) -> Any:
    nothing = tf.constant(float("-inf"), dtype=values.dtype)
    return tf.reduce_logsumexp(tf.where(mask, values, nothing), axis=1)


def ctc(y_true: Any, y_pred: Any) -> Any:
    """The loss of connectionist temporal classification; the class 0 is the blank, and pads the labels.

    Args:
        y_true: the labels, of the shape (batch, longest label).
        y_pred: the logits, of the shape (batch, steps, classes).

    Raises:
        ValueError: the shapes are others.
    """
    y_true, y_pred = tf.convert_to_tensor(y_true), tf.convert_to_tensor(y_pred)
    if len(y_true.shape) != 2:
        message = f"y_true of the shape {tuple(y_true.shape)} is not of the shape (batch, longest label)"
        raise ValueError(message)
    if len(y_pred.shape) != 3:
        message = f"y_pred of the shape {tuple(y_pred.shape)} is not of the shape (batch, steps, classes)"
        raise ValueError(message)
    # TensorFlow has it for 16 and 32 bits only.
    result = tf.float64 if y_pred.dtype == tf.float64 else tf.float32
    labels = tf.cast(y_true, tf.int32)
    loss = tf.nn.ctc_loss(
        labels=labels,
        logits=tf.cast(y_pred, tf.float32),
        label_length=tf.reduce_sum(tf.cast(labels != 0, tf.int32), axis=-1),
        logit_length=tf.fill([tf.shape(y_pred)[0]], tf.shape(y_pred)[1]),
        logits_time_major=False,
        blank_index=0,
    )
    return tf.cast(loss, result)


def dice(y_true: Any, y_pred: Any, axis: Any = None) -> Any:
    """1 less the Dice coefficient: twice what both have, of what either has."""
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tf.cast(y_true, y_pred.dtype)
    both = tf.reduce_sum(y_true * y_pred, axis=axis)
    either = tf.reduce_sum(y_true, axis=axis) + tf.reduce_sum(y_pred, axis=axis)
    return 1 - 2 * both / (either + epsilon())


def tversky(y_true: Any, y_pred: Any, alpha: float = 0.5, beta: float = 0.5, axis: Any = None) -> Any:
    """1 less the Tversky index: what both have, of that and a part of what only one of them has.

    Args:
        y_true: the truth.
        y_pred: the prediction.
        alpha: the part of what only the truth has.
        beta: the part of what only the prediction has.
        axis: what is summed over; None for all.
    """
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tf.cast(y_true, y_pred.dtype)
    both = tf.reduce_sum(y_true * y_pred, axis=axis)
    missed = tf.reduce_sum(y_true * (1 - y_pred), axis=axis)
    invented = tf.reduce_sum(y_pred * (1 - y_true), axis=axis)
    return 1 - both / (both + alpha * missed + beta * invented + epsilon())


def pearson_correlation(y_true: Any, y_pred: Any, axis: Any = -1) -> Any:
    """The correlation of truth and prediction, each less its mean and by its deviation."""
    y_true, y_pred = _of_one_rank(y_true, y_pred)
    return tf.reduce_mean(_standardized(y_true, axis) * _standardized(y_pred, axis), axis=axis)


def _standardized(x: Any, axis: Any) -> Any:
    centred = x - tf.reduce_mean(x, axis=axis, keepdims=True)
    return centred / tf.math.reduce_std(centred, axis=axis, keepdims=True)


def concordance_correlation(y_true: Any, y_pred: Any, axis: Any = -1) -> Any:
    """The correlation of truth and prediction, less for what separates their means and deviations."""
    y_true, y_pred = _of_one_rank(y_true, y_pred)
    true_mean = tf.reduce_mean(y_true, axis=axis, keepdims=True)
    mean = tf.reduce_mean(y_pred, axis=axis, keepdims=True)
    true_variance = tf.math.reduce_variance(y_true, axis=axis, keepdims=True)
    variance = tf.math.reduce_variance(y_pred, axis=axis, keepdims=True)
    # Less the mean of the predictions on both sides: the mean over the axis is the covariance all the same.
    covariance = (y_true - mean) * (y_pred - mean)
    scale = true_variance + variance + tf.square(true_mean - mean) + epsilon()
    return tf.reduce_mean(2 * covariance / scale, axis=axis)


def _of_one_rank(y_true: Any, y_pred: Any) -> tuple[Any, Any]:
    """Both as floats, without a last dimension of 1 that only one of them has."""
    y_pred = tf.convert_to_tensor(y_pred)
    if not y_pred.dtype.is_floating:
        y_pred = tf.cast(y_pred, tf.float32)
    y_true = tf.cast(y_true, y_pred.dtype)
    for one, other in ((y_true, y_pred), (y_pred, y_true)):
        if len(one.shape) == len(other.shape) + 1 and one.shape[-1] == 1:
            if len(other.shape) == 1:
                return tf.reshape(y_true, (-1, 1)), tf.reshape(y_pred, (-1, 1))
            return tf.reshape(y_true, tf.shape(other)), tf.reshape(y_pred, tf.shape(other))
    return y_true, y_pred
