"""Steps: saving, exporting, and configurations."""

from __future__ import annotations

import os

from .outcome import Absent, check
from .world import FEATURES, numbers, samples

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .world import World


def save_keras(world: World) -> None:
    """Save a model as `.keras` and load it: the same predictions, the same state of the optimizer."""
    model = _trained(world, optimizer="adam")
    model.save(world.path("model.keras"))
    loaded = world.keras.models.load_model(world.path("model.keras"))
    _compare(world, model, loaded)
    if world.trains:
        one, other = (list(map(world.array, each.optimizer.variables)) for each in (model, loaded))
        check(len(one) > 1 and world.is_close(one, other), "the loaded optimizer has another state")


def save_h5(world: World) -> None:
    """Save a compiled model as `.h5` and load it: the same predictions."""
    model = _trained(world, metrics=["mse"])
    model.save(world.path("model.h5"))
    _compare(world, model, world.keras.models.load_model(world.path("model.h5")))


def save_weights(world: World) -> None:
    """Save weights as `.weights.h5` and load them into a new model: the same predictions."""
    model, other = _trained(world), world.model()
    model.save_weights(world.path("model.weights.h5"))
    other.load_weights(world.path("model.weights.h5"))
    _compare(world, model, other)


def export(world: World) -> None:
    """Export a model for serving, load the artifact without Keras, and run it."""
    model = _trained(world)
    if world.generation == 2:
        model.save(world.path("saved"), save_format="tf")
        _compare(world, model, world.keras.models.load_model(world.path("saved")))
    if world.backend == "openvino" and "openvino" in (getattr(model.export, "__doc__", None) or ""):
        model.export(world.path("exported.xml"), format="openvino", verbose=False)
        check(os.path.exists(world.path("exported.xml")), "nothing was exported")
    elif world.backend == "tensorflow" or (world.backend == "jax" and world.has_tensorflow):
        _export_saved_model(world, model)
    else:
        text = "exporting a SavedModel needs TensorFlow, and the tensorflow or the jax backend"
        raise Absent(text)


def _export_saved_model(world: World, model: Any) -> None:
    if not hasattr(model, "export"):
        return
    model.export(world.path("exported"))
    loaded = world.tf.saved_model.load(world.path("exported"))
    served = loaded.serve(world.tf.constant(samples()[0]))
    check(world.is_close(served.numpy(), world.predict(model)), "the exported model gives something else")


def tflite(world: World) -> None:
    """Convert a model to TensorFlow Lite and run it in the interpreter."""
    world.needs_tensorflow("TensorFlow Lite")
    lite, model = world.tf.lite, world.model()
    interpreter = lite.Interpreter(model_content=lite.TFLiteConverter.from_keras_model(model).convert())
    interpreter.allocate_tensors()
    inputs = numbers(1, FEATURES)
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], inputs)
    interpreter.invoke()
    output = interpreter.get_tensor(interpreter.get_output_details()[0]["index"])
    check(world.is_close(output, world.predict(model, inputs)), "the converted model gives something else")


def custom_objects(world: World) -> None:
    """Save and load a model with a layer of one's own: registered, and within a `custom_object_scope`."""
    keras = world.keras

    class Scaled(keras.layers.Layer):  # type: ignore[misc, name-defined]
        def __init__(self, factor: float = 1.0, **options: Any) -> None:
            super().__init__(**options)
            self.factor = factor

        def call(self, inputs: Any) -> Any:
            return inputs * self.factor

        def get_config(self) -> dict[str, Any]:
            return {**super().get_config(), "factor": self.factor}

    @keras.utils.register_keras_serializable(package="probe")
    class Registered(Scaled):
        pass

    for layer, scope in ((Registered(2.0), {}), (Scaled(3.0), {"Scaled": Scaled})):
        model = keras.Sequential([keras.Input(shape=(FEATURES,)), keras.layers.Dense(2), layer])
        model.save(world.path("custom.keras"))
        with keras.utils.custom_object_scope(scope):
            loaded = keras.models.load_model(world.path("custom.keras"))
        check(loaded.layers[-1].factor == layer.factor, "the configuration of the layer is lost")
        _compare(world, model, loaded)


def config(world: World) -> None:
    """Take model, layer and optimizer to their configuration and back; the model also to JSON."""
    keras, model = world.keras, world.model()
    copies = (keras.Sequential.from_config(model.get_config()), keras.models.model_from_json(model.to_json()))
    for copy in copies:
        copy.set_weights(model.get_weights())
        _compare(world, model, copy)
    layer = keras.layers.deserialize(keras.layers.serialize(keras.layers.Dense(3, activation="relu")))
    check((type(layer), layer.units) == (keras.layers.Dense, 3), "the layer came back as another one")
    optimizer = keras.optimizers.deserialize(keras.optimizers.serialize(keras.optimizers.Adam(0.5)))
    rate = float(world.array(optimizer.learning_rate))
    check(
        isinstance(optimizer, keras.optimizers.Adam) and world.is_close(rate, 0.5), "the optimizer came back as another"
    )


def _trained(world: World, **options: Any) -> Any:
    """A small compiled model; trained, where the backend trains, so that optimizer and metrics have a state."""
    model = world.model(**options)
    if world.trains:
        world.fit(model, *samples())
    return model


def _compare(world: World, model: Any, loaded: Any) -> None:
    check(world.is_close(world.predict(model), world.predict(loaded)), "the loaded model predicts something else")
