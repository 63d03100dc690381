"""Public homes of private names, where there is exactly one; everything else is reported.

Sources: the modules' own `keras_export` lines in Keras 2.3 to 2.15, and the issues that name them (keras-team/tf-keras
#196, #220; tensorflow/addons#2865).
"""

from __future__ import annotations

import functools
from typing import Optional

from kerascompat._history import history, names
from kerascompat.bridges._private import GROUPS

# (private module, the names with a home there, the public module); `layers` and `utils` have rules of their own
_MOVED = (
    *(
        (group.path, frozenset(group.names.split()), group.to)
        for group in GROUPS
        if group.path.startswith(("engine", "optimizers."))
    ),
    ("models.model", frozenset({"Model"}), "models"),
    ("models.sequential", frozenset({"Sequential"}), "models"),
)
_UTILITY_MODULES = ("data_utils", "generic_utils", "layer_utils", "np_utils", "vis_utils")
_LAYER_MODULES = frozenset(
    """activation activations advanced_activations attention convolutional core embeddings layer local merge merging
    noise normalization pooling recurrent regularization reshaping rnn wrappers""".split()
)
# Private modules that a public module of Keras 2 showed under its own name.
_SHOWN = {
    (): frozenset({"backend_config", "engine", "legacy", "legacy_tf_layers", "src", "testing_utils"}),
    ("layers",): _LAYER_MODULES,
    ("utils",): frozenset(
        """conv_utils data_utils generic_utils io_utils layer_utils losses_utils metrics_utils np_utils tf_contextlib
        tf_inspect tf_utils traceback_utils vis_utils""".split()
    ),
}

PRIVATE = ("_tf_keras", "api", "engine", "legacy", "legacy_tf_layers", "src")
"""First parts below a root that are nobody's public module."""


def public_home(path: tuple[str, ...], name: str) -> Optional[str]:
    """The public module, below the root, of a name in a private module; None where that is not certain.

    Args:
        path: the private module below the root, without `src`.
        name: what is taken from it.

    Returns:
        `layers` for `Layer` in `engine.topology`, the empty string for the root itself.
    """
    module = ".".join(path)
    if path[:1] == ("layers",) and len(path) > 1:
        return "layers" if path[1] in _LAYER_MODULES and is_name(path[:1], name) else None
    if path[:1] == ("utils",) and len(path) == 2:
        return "utils" if path[1] in _UTILITY_MODULES and is_name(path[:1], name) else None
    return next((home for private, names, home in _MOVED if private == module and name in names), None)


def is_private_module(path: tuple[str, ...], name: str) -> bool:
    """Whether a name in a public module is a private module, and nothing public beside that."""
    return name in _SHOWN.get(path, ()) and not is_name(path, name) and not is_public((*path, name))


def is_name(path: tuple[str, ...], name: str) -> bool:
    """Whether a public module is known to have a name; of a module below those that are known, nothing is."""
    return len(path) == 1 and f"{path[0]}.{name}" in _names_of_keras_2()


@functools.cache
def _names_of_keras_2() -> frozenset[str]:
    """What tf_keras has: names of Keras 2.15 and of `tensorflow.python.keras` are among them."""
    known = filter(None, map(history, names()))
    return frozenset(each.name for each in known if each.kind != "module" and each.minors("tf_keras"))


@functools.cache
def is_public(path: tuple[str, ...]) -> bool:
    """Whether a module below the root is public in some Keras, and not in the API of TensorFlow 1 alone."""
    if not path or path[0] in PRIVATE:
        return not path
    known = history(".".join(path))
    if known is None or known.kind != "module":
        return False
    return bool(known.minors("keras", "tf.keras") or known.minors("tf_keras", "tf_keras/tf.keras"))


def without_source_folder(path: tuple[str, ...]) -> tuple[str, ...]:
    """The path below the root without the `src` that Keras 2.13 and newer keep their private files in."""
    return path[1:] if path[:1] == ("src",) else path
