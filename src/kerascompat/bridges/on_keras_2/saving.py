"""The weights of a model in a file."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def save_weights(model: Any, filepath: Any, overwrite: bool = True, max_shard_size: Any = None, **kwargs: Any) -> None:
    """Save the weights of a model in a file whose name ends in `.weights.h5`.

    Raises:
        ValueError: the name ends otherwise, or more is asked than Keras 2 can do.
    """
    if max_shard_size is not None or kwargs:
        message = f"Keras 2 saves weights in one file and as a whole: it has no {[*kwargs] or 'max_shard_size'}"
        raise ValueError(message)
    if not str(filepath).endswith(".weights.h5"):
        message = f"{filepath} does not end in .weights.h5"
        raise ValueError(message)
    model.save_weights(filepath, overwrite=overwrite)


def load_weights(model: Any, filepath: Any, skip_mismatch: bool = False, **kwargs: Any) -> None:
    """Load the weights of a file into a model.

    Args:
        model: the model.
        filepath: a `.weights.h5` or `.keras` file, or an `.h5` file of the older kind.
        skip_mismatch: whether to leave out what does not fit.
        **kwargs: `by_name`, for the older kind.

    Raises:
        ValueError: more is asked than Keras 2 can do.
    """
    if kwargs.pop("objects_to_skip", None) is not None:
        message = "Keras 2 loads weights as a whole: it has no `objects_to_skip`"
        raise ValueError(message)
    if kwargs.get("by_name") is not None and str(filepath).endswith((".weights.h5", ".keras")):
        message = f"by_name is for the older kind of .h5 file, and {filepath} is none"
        raise ValueError(message)
    model.load_weights(filepath, skip_mismatch=skip_mismatch, **kwargs)
