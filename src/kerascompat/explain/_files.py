"""Known errors of model files that one Keras wrote and another reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Optional

from kerascompat.explain._known import Known
from kerascompat.explain._texts import names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kerascompat.explain._traceback import Error, Text

# What Keras 2 wrote into files or took as an argument, and what Keras 3 has instead.
_ARGUMENTS = {
    "groups": "leave out groups=1: DepthwiseConv2D has no such argument",
    "time_major": "leave out time_major=False; with True, transpose the input",
    "batch_input_shape": "put keras.Input(batch_shape=...) before the layer",
    "batch_shape": "put keras.Input(batch_shape=...) before the layer",
    "input_length": "leave it out",
    "dynamic": "leave it out: Keras 3 has no such layers",
    "weights": "call layer.set_weights(...) once the layer is built",
    "implementation": "leave it out",
    "ragged": "leave it out",
    "robust_masking": "leave it out",
    "softmax_robust_masking": "leave it out",
    "experimental_run_tf_function": "leave it out",
    "input_dim": "put keras.Input(shape=(...,)) before the layer",
    "renorm": "leave it out: there is no such normalisation in Keras 3",
    "fused": "leave it out",
    "virtual_batch_size": "leave it out",
    "activity_regularizer": "leave it out",
}
_FROM_FILE = ("from_config", "deserialize", "load_model", "model_from_json", "/saving/", "legacy_h5_format")
_READ_WITH_2 = (
    "read it with Keras 2 ({keras2}), and save what is to stay as .h5 weights (model.save_weights) for a Keras 3 model "
    "of the same layers"
)
_KEYS = re.compile(r"'(\w{1,60})':")


def _argument(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    """What to do about the first argument that is known; of an argument that no Keras had, nothing is said."""
    known = [name for name in _KEYS.findall(match["arguments"]) if name in _ARGUMENTS]
    if not known:
        return None
    is_file = any(part in text.above(error) for part in _FROM_FILE) or "deserializing" in text.above(error)
    advice = "; ".join(f"{name}: {_ARGUMENTS[name]}" for name in known)
    if is_file:
        return {
            "names": ", ".join(known),
            "whence": "the model file was written by Keras 2",
            "fit": f"{_READ_WITH_2}; or, of an .h5 file, give load_model(custom_objects=...) a subclass of "
            f"{match['layer']} whose __init__ drops {', '.join(known)}",
        }
    return {
        "names": ", ".join(known),
        "whence": "the code, or the file it loads, is written for Keras 2",
        "fit": advice,
    }


def _of_keras_2(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    del match, text
    marks = ("'batch_input_shape'", "'keras_version':'2.", "'groups':1", "'time_major'", "Functional'")
    return {} if any(mark in error.said for mark in marks) else None


_SAVED_MODEL = (
    "Keras 3 loads .keras and .h5 files, and no SavedModel folder, which Keras 2 wrote by default",
    (
        "for inference alone: keras.layers.TFSMLayer(path, call_endpoint='serving_default'); to train on, read the "
        "folder with Keras 2 ({keras2}), and save its weights for a Keras 3 model of the same layers: "
        "model.save_weights('x.weights.h5')"
    ),
)
_METRIC = (
    "an .h5 file keeps losses and metrics by name, and Keras 3 does not find the name {name} in it",
    "load_model(path, compile=False), then model.compile(...) with the loss and metrics again",
)
_KERAS_3_FILE = (
    "the file was written by Keras 3, and Keras 2 reads it",
    (
        "read it with Keras 3: unset TF_USE_LEGACY_KERAS, with TensorFlow 2.16 or newer; or build the model in code, "
        "and load its weights alone, which Keras 3 saved with model.save_weights('x.weights.h5')"
    ),
)
# Losses and metrics that Keras 2 wrote by name.
_METRICS = names(
    """mse mae mape msle kld MSE MAE MAPE MSLE KLD logcosh log_cosh mean_squared_error mean_absolute_error
    mean_absolute_percentage_error mean_squared_logarithmic_error kl_divergence binary_crossentropy
    categorical_crossentropy sparse_categorical_crossentropy hinge squared_hinge huber poisson
    cosine_similarity acc accuracy"""
)


def _metric(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    """A function of one's own that is not registered says the same."""
    del error, text
    return {"name": match["name"]} if match["name"] in _METRICS else None


def _ends_in(end: str) -> tuple[str, str]:
    return "Keras 3 takes the kind of file from its name", f"end the path in {end}"


KNOWN = (
    Known(
        "weights-file-format",
        "File format not supported: filepath=",
        r".{0,600}?Keras 3 only supports V3 \.keras files,\.weights\.h5 files",
        "model.load_weights of Keras 3 reads .weights.h5, .keras and .h5 files, and no checkpoint of TensorFlow, which "
        "Keras 2 wrote by default",
        "read the checkpoint with Keras 2 ({keras2}), and save it as .h5: model.save_weights('x.h5')",
    ),
    Known(
        "saved-model-folder",
        "File format not supported: filepath=",
        r".{0,600}?Keras 3 only supports V3",
        *_SAVED_MODEL,
    ),
    Known(
        "keras-2-argument",
        "Unrecognized keyword arguments passed to ",
        r"(?P<layer>\w{1,80}):\{(?P<arguments>.{1,400}?)\}(?!,)",
        "{names}: Keras 3 has no such argument; {whence}",
        "{fit}",
        _argument,
    ),
    Known(
        "loss-by-name-in-h5",
        "Could not locate function '",
        r"(?P<name>\w{1,60})'",
        *_METRIC,
        _metric,
    ),
    Known("loss-by-name-in-h5", "Could not deserialize 'keras.metrics.", r"(?P<name>\w{1,60})'", *_METRIC),
    Known("loss-by-name-in-h5", "Could not deserialize 'keras.losses.", r"(?P<name>\w{1,60})'", *_METRIC),
    Known("keras-3-file-in-keras-2", "Unrecognized keyword arguments: ['batch_shape'", "", *_KERAS_3_FILE),
    Known(
        "keras-3-file-in-keras-2",
        "Error when deserializing class 'InputLayer' using config={'batch_shape'",
        "",
        *_KERAS_3_FILE,
    ),
    Known(
        "keras-3-file-in-keras-2",
        "Could not deserialize class '",
        r"\w{1,60}' because its parent module (?:tf_)?keras\.src\.(?:models|layers|ops)[\w.]{0,120} cannot be imported",
        *_KERAS_3_FILE,
    ),
    Known(
        "keras-2-file-in-keras-3",
        "<class 'keras.src.",
        r"[\w.]{1,120}'> could not be deserialized properly\.",
        "the file was written by Keras 2, and Keras 3 reads it",
        _READ_WITH_2,
        _of_keras_2,
    ),
    Known(
        "keras-2-file-in-keras-3",
        "Could not locate class '",
        r"(?:Sequential|Functional|Model)'",
        "the description was written by Keras 2 (model.to_json), and Keras 3 reads it",
        _READ_WITH_2,
        _of_keras_2,
    ),
    Known(
        "checkpoint-file-name",
        "When using `save_weights_only=True` in `ModelCheckpoint`, the filepath provided must end in `.weights.h5`",
        "",
        *_ends_in(".weights.h5"),
    ),
    Known(
        "checkpoint-file-name",
        "The filepath provided must end in `.keras`",
        "",
        *_ends_in(".keras (or .h5 for the older format)"),
    ),
    Known(
        "checkpoint-file-name",
        "filepath provided must end in `.weights.h5`",
        "",
        *_ends_in(".weights.h5"),
    ),
    Known(
        "checkpoint-file-name",
        "The filename must end in `.weights.h5`",
        "",
        *_ends_in(".weights.h5: model.save_weights('x.weights.h5')"),
    ),
    Known(
        "save-needs-extension",
        "Invalid filepath extension for saving. Please add either a `.keras` extension",
        "",
        "Keras 3 saves no SavedModel folder with model.save",
        "model.save('x.keras'); for a SavedModel that is served: model.export('folder')",
    ),
    Known(
        "save-needs-extension",
        "The `save_format` argument is deprecated in Keras 3. Please remove this argument",
        "",
        "Keras 3 takes the format from the path, and saves no SavedModel folder with model.save",
        "leave out save_format, and end the path in .keras or .h5; for a SavedModel: model.export('folder')",
    ),
    Known(
        "load-weights-by-name",
        "`by_name` only supports loading legacy",
        "",
        "Keras 3 loads by name from .h5 files of Keras 2 alone",
        "leave out by_name, or skip_mismatch=True for layers that differ",
    ),
)
