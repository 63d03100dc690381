"""The types of numbers by their names, and the policies that hold them."""

from __future__ import annotations

from kerascompat.bridges.on_keras_2 import _provider

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Optional

_NAMES = frozenset(
    """bfloat16 bool complex128 complex64 float16 float32 float64 float8_e4m3fn float8_e5m2 int16 int32 int64 int8
    string uint16 uint32 uint64 uint8""".split()  # noqa: SIM905
)

# As Keras 3 has it on TensorFlow.
_OF_PYTHON = {
    bool: "bool",
    int: "int64",
    float: "float32",
    str: "string",
    complex: "complex128",
    "int": "int64",
}

_POLICIES = ("Policy", "DTypePolicy", "FloatDTypePolicy")


def standardize_dtype(dtype: Any) -> str:
    """The name of a type, whatever library it is of; the default float type for None.

    Raises:
        ValueError: Keras has no such type.
    """
    if dtype is None:
        return _provider.floatx()
    dtype = _OF_PYTHON.get(dtype, dtype)
    name = getattr(dtype, "name", None) or getattr(dtype, "__name__", None) or str(dtype).rpartition("torch.")[2]
    if name not in _NAMES:
        message = f"{dtype!r} is no type of numbers that Keras has"
        raise ValueError(message)
    return str(name)


def is_float_dtype(dtype: Any) -> bool:
    """Whether a type is one of floats."""
    return standardize_dtype(dtype).startswith(("float", "bfloat"))


def is_int_dtype(dtype: Any) -> bool:
    """Whether a type is one of integers, with a sign or without."""
    return standardize_dtype(dtype).startswith(("int", "uint"))


def is_keras_tensor(x: Any) -> bool:
    """Whether something is a symbol of a Keras model; False for what is no tensor at all."""
    try:
        return bool(_provider.provider().backend.is_keras_tensor(x))
    except ValueError:  # what Keras 2 says of everything that is no tensor
        return False


def get(identifier: Any) -> Any:
    """The policy that is meant: by a policy, its name, its configuration or a type; the global one for None.

    Raises:
        ValueError: there is no such policy.
    """
    mixed_precision = _provider.provider().mixed_precision
    if identifier is None:
        return mixed_precision.global_policy()
    if isinstance(identifier, mixed_precision.Policy):
        return identifier
    if isinstance(identifier, dict):
        return deserialize(identifier)
    return mixed_precision.Policy(identifier if isinstance(identifier, str) else standardize_dtype(identifier))


def serialize(dtype_policy: Any) -> dict[str, Any]:
    """The configuration of a policy, as Keras 2 saves it."""
    kind = type(dtype_policy)
    name, module = kind.__name__, kind.__module__
    if kind is _provider.provider().mixed_precision.Policy:
        module = "keras.mixed_precision"
    return {"module": module, "class_name": name, "config": dtype_policy.get_config(), "registered_name": None}


def deserialize(config: Any, custom_objects: Optional[Mapping[str, Any]] = None) -> Any:
    """The policy of a configuration, whether Keras 2 or Keras 3 made it.

    Raises:
        ValueError: the class is neither a policy of Keras 2 nor a custom object.
    """
    if not isinstance(config, dict):
        return config
    policies = dict.fromkeys(_POLICIES, _provider.provider().mixed_precision.Policy)
    kind = {**policies, **(custom_objects or {})}.get(config["class_name"])
    if kind is None:
        message = f"Keras 2 has no dtype policy {config['class_name']!r}, and it is not among the custom objects"
        raise ValueError(message)
    return kind.from_config(config["config"])
