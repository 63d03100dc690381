"""Functions: what is wrong, and what is right."""

from collections.abc import Callable
from typing import Any

from kerascompat import keras
from kerascompat.keras.utils import to_categorical

by_name: dict[str, Callable[..., Any]] = {"relu": keras.activations.relu}
relu = keras.activations.relu
relu(1)
to_categorical([1], num_classes=3)


@keras.utils.register_keras_serializable("ours")
class Registered(keras.layers.Layer):
    pass


registered: keras.layers.Layer = Registered()


@keras.utils.register_keras_serializable("ours")  # said: mypy untyped-decorator
def doubled(x: float) -> float:
    return 2 * x


inferred = {"relu": keras.activations.relu, "softmax": keras.activations.softmax}
inferred["relu"](1)  # said: mypy operator
either = keras.activations.relu
if by_name:
    either = keras.activations.softmax  # said: mypy assignment

to_categorical([1], classes=3)  # said: mypy call-arg, pyright reportCallIssue
keras.utils.to_categorical([1], classes=3)  # said: mypy call-arg, pyright reportCallIssue
keras.activations.relu(1, xx=1)  # said: mypy call-arg, pyright reportCallIssue
relu(1, xx=1)  # said: mypy call-arg, pyright reportCallIssue
keras.losses.mean_squared_error(1, 2, xx=3)  # said: mypy call-arg, pyright reportCallIssue
exp = keras.ops.exp  # said: mypy@tf_keras attr-defined, pyright@tf_keras reportAttributeAccessIssue
exp(1, xx=1)  # said: mypy@Keras 3 call-arg, pyright@Keras 3 reportCallIssue
