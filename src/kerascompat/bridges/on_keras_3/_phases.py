"""What differs between training and inference."""

from __future__ import annotations

from typing import Any

import keras


def learning_phase() -> int:
    """Returns 0, inference: what Keras 2 gives without graphs where no phase was set. Keras 3 has none to set."""
    return 0


def in_train_phase(x: Any, alt: Any, training: Any = None) -> Any:
    """Returns `x` in training and `alt` otherwise; either may be a function that makes it.

    Args:
        x: what is for training.
        alt: what is for inference, of the same shape.
        training: a boolean, 0 or 1, or a tensor of them; by default, that of the layer's call which this is in, and
            inference outside of any.
    """
    if training is None:
        training = _training_of_the_call()
    if training is None:
        training = False
    if not keras.ops.is_tensor(training):
        if training == 1:
            return _made(x)
        if training == 0:
            return _made(alt)
        message = f"training={training!r} is no phase: True is training, False inference"
        raise ValueError(message)
    return _switch(training, x, alt)


def in_test_phase(x: Any, alt: Any, training: Any = None) -> Any:
    """Returns `x` in inference and `alt` in training: `in_train_phase` the other way round."""
    return in_train_phase(alt, x, training=training)


def _training_of_the_call() -> Any:
    seen = []

    def note(inputs: Any, training: Any = None) -> Any:
        seen.append(training)
        return inputs

    # Keras passes the `training` of the outermost call to every layer in it, and shows it nowhere else.
    keras.layers.Lambda(note, name="training_of_the_call")(keras.ops.zeros((1,)))
    return seen[-1]


def _made(value: Any) -> Any:
    return value() if callable(value) else value


def _switch(condition: Any, then: Any, other: Any) -> Any:
    condition = keras.ops.cast(condition, "bool")
    rank = len(condition.shape)
    if not rank:
        return keras.ops.cond(condition, lambda: _made(then), lambda: _made(other))
    then, other = keras.ops.convert_to_tensor(_made(then)), keras.ops.convert_to_tensor(_made(other))
    missing = len(then.shape) - rank
    if missing < 0:
        msg = f"a condition of {rank} axes has more than what it chooses from, {len(then.shape)}"
        raise ValueError(msg)
    if rank > 1:
        condition = keras.ops.reshape(condition, (*keras.ops.shape(condition), *(1,) * missing))
    return keras.ops.where(condition, then, other)
