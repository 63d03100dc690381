"""Models from their configurations."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import keras

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def model_from_config(config: Any, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """Makes a model from its configuration, as a Keras 3 gives it, uncompiled.

    Args:
        config: what `keras.saving.serialize_keras_object(model)` gives, or the name of a class and the configuration
            of an instance: `{"class_name": "Sequential", "config": model.get_config()}`.
        custom_objects: classes and functions by name.
    """
    if isinstance(config, list):
        msg = "a list of layers is no configuration of a model: use Sequential.from_config"
        raise TypeError(msg)
    # Keras 3 takes apart what it reads.
    config = deepcopy(config)
    if isinstance(config, dict) and config.get("module"):
        return keras.saving.deserialize_keras_object(config, custom_objects=custom_objects)
    known = {**vars(keras.layers), "Sequential": keras.Sequential, "Functional": keras.Model, "Model": keras.Model}
    return keras.utils.legacy.deserialize_keras_object(
        config, module_objects=known, custom_objects=custom_objects, printable_module_name="layer"
    )


def model_from_yaml(yaml_string: Any, custom_objects: Mapping[str, Any] | None = None) -> Any:  # noqa: ARG001
    """Raises a `RuntimeError`, as it does since TensorFlow 2.6."""
    msg = "models from YAML could run any code, and are gone since TensorFlow 2.6: use to_json() and model_from_json()"
    raise RuntimeError(msg)
