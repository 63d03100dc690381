"""The dotted names under which a Keras is reached, and how each target of a migration spells them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

V1 = "v1"
V2 = "v2"

# Every way to say "the root of a Keras". The longest prefix wins.
_ROOTS: dict[tuple[str, ...], str] = {
    ("keras",): V2,
    ("keras", "_tf_keras", "keras"): V2,
    ("keras", "api"): V2,
    ("keras", "api", "_v1", "keras"): V1,
    ("keras", "api", "_v2", "keras"): V2,
    ("kerascompat", "keras"): V2,
    ("kerascompat", "keras2"): V2,
    ("kerascompat", "keras3"): V2,
    ("kerascompat", "v1", "keras"): V1,
    ("tensorflow", "compat", "v1", "keras"): V1,
    ("tensorflow", "compat", "v2", "keras"): V2,
    ("tensorflow", "keras"): V2,
    ("tensorflow", "python", "keras"): V2,
    ("tf_keras",): V2,
    ("tf_keras", "api", "_v1", "keras"): V1,
    ("tf_keras", "api", "_v2", "keras"): V2,
}

ALIASES = ("initializers", "losses", "metrics", "optimizers")
"""`tf.losses` is `tf.keras.losses`, and so on: TensorFlow 2's own aliases."""

_ALIASED = (("tensorflow",), ("tensorflow", "compat", "v2"))

# Names that `tf.losses` and its siblings had in TensorFlow 1 and no Keras has under them.
TENSORFLOW_1_ONLY = {
    "initializers": {"global_variables", "local_variables", "tables_initializer", "variables"},
    "losses": {
        "absolute_difference",
        "add_loss",
        "compute_weighted_loss",
        "cosine_distance",
        "get_losses",
        "get_regularization_loss",
        "get_regularization_losses",
        "get_total_loss",
        "hinge_loss",
        "huber_loss",
        "log_loss",
        "mean_pairwise_squared_error",
        "sigmoid_cross_entropy",
        "softmax_cross_entropy",
        "sparse_softmax_cross_entropy",
    },
    "metrics": {"accuracy", "auc", "mean", "mean_iou", "mean_per_class_accuracy", "precision", "recall"},
    "optimizers": set(),
}


@dataclass(frozen=True)
class Place:
    """A dotted name below a Keras root: the root, its API version, and what follows it.

    `implied` is what the alias says beyond the root: `losses` in `tf.losses.mse`.
    """

    root: tuple[str, ...]
    api: str
    implied: tuple[str, ...]
    rest: tuple[str, ...]

    @property
    def below(self) -> tuple[str, ...]:
        """The path below the root."""
        return self.implied + self.rest

    @property
    def is_private_root(self) -> bool:
        """Whether the root itself is nobody's public module."""
        return self.root[1:2] == ("python",) or self.root[1:2] in (("api",), ("_tf_keras",))


@dataclass(frozen=True)
class Target:
    """What imports are moved to: the path of the root, and of the TensorFlow 1 style API where there is one."""

    name: str
    path: str
    v1: Optional[str] = None

    def root(self, api: str) -> Optional[str]:
        """The dotted path of the root of that API version."""
        return self.v1 if api == V1 else self.path

    def statement(self, api: str, local: str) -> str:
        """The import statement that binds the root to a local name."""
        package, _, name = str(self.root(api)).rpartition(".")
        renamed = "" if name == local else f" as {local}"
        return f"from {package} import {name}{renamed}" if package else f"import {name}{renamed}"


TARGETS = {
    target.name: target
    for target in (
        Target("kerascompat", "kerascompat.keras", "kerascompat.v1.keras"),
        Target("keras2", "kerascompat.keras2", "kerascompat.v1.keras"),
        Target("keras3", "kerascompat.keras3"),
        Target("keras", "keras"),
        Target("tf_keras", "tf_keras"),
        Target("tf.keras", "tensorflow.keras", "tensorflow.compat.v1.keras"),
    )
}


def locate(path: tuple[str, ...]) -> Optional[Place]:
    """Where a dotted name lies below a Keras root; None where it does not.

    `kerascompat.errors` and `tensorflow.nn` are below none.
    """
    for length in range(len(path), 0, -1):
        head, rest = path[:length], path[length:]
        if head in _ROOTS:
            return Place(head, _ROOTS[head], (), rest)
        if head[-1] in ALIASES and head[:-1] in _ALIASED:
            if rest and rest[0] in TENSORFLOW_1_ONLY[head[-1]]:
                return None
            return Place(head, V2, head[-1:], rest)
    return None


def leads_to_a_root(path: tuple[str, ...]) -> bool:
    """Whether a module is above a Keras root: `tensorflow`, `tensorflow.compat.v1`, `kerascompat`."""
    aliased = path in _ALIASED
    return aliased or any(len(root) > len(path) and root[: len(path)] == path for root in _ROOTS if path != ("keras",))
