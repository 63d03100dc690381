"""Known errors of libraries that need one Keras and meet the other, and of objects of two Kerases that meet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Optional

from kerascompat.explain._known import Known

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kerascompat.explain._traceback import Error, Text

# Whose object it is, by the root of its module.
_OWNERS = (
    ("tensorflow_hub.", "TensorFlow Hub, which makes Keras 2 layers"),
    ("tensorflow_probability.", "TensorFlow Probability, which makes Keras 2 layers"),
    ("tensorflow.python.keras.", "the old copy of Keras inside TensorFlow (tensorflow.python.keras)"),
    ("tf_keras.", "tf_keras, which is Keras 2"),
    ("keras_core.", "keras_core, the preview of Keras 3"),
    ("keras.src.engine.", "Keras 2"),
    ("keras.engine.", "Keras 2"),
    ("keras.", "the package keras"),
)
_OBJECT = re.compile(r"<(?:class')?([A-Za-z_][\w.]{0,200}\.)")
_KERAS_CLASS = re.compile(
    r"class'((?:tensorflow_hub|tensorflow_probability|tf_keras|tensorflow\.python\.keras|keras)\.)"
)


def _owner(said: str) -> Optional[str]:
    """Whose Keras object a message names; None where it is no such object."""
    for module in [*_OBJECT.findall(said), *_KERAS_CLASS.findall(said)]:
        owner = next((text for root, text in _OWNERS if module.startswith(root)), None)
        if owner:
            return owner
    return None


def _of_another_keras(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    """The owner of what was received; no error of versions where it is no Keras object at all."""
    del text
    received = error.said[match.end() :] if "cut" not in match.re.groupindex else ""
    owner = _owner(received)
    if owner is None and "(oftype" not in received and "<class" not in received:
        return {"owner": "another Keras"}  # the message was cut before the object
    return {"owner": owner} if owner else None


def _in_input_spec(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    del match
    return {} if "/src/engine/input_spec.py" in text.above(error) else None


KNOWN = (
    Known(
        "not-a-keras-layer",
        "Only instances of `keras.Layer` can be added to a Sequential model",
        r"(?:\.Received:)?",
        "the model is of Keras 3, and what is added to it is of {owner}; the two do not mix",
        "{keras2}, so that both are Keras 2; or use a version of the library that makes Keras 3 layers; where the "
        "layer is your own import, {one}",
        _of_another_keras,
    ),
    Known(
        "not-a-keras-layer",
        "The added layer must be an instance of class Layer. ",
        r"(?:Received:|Found)",
        "the model is of Keras 2, and what is added to it is of {owner}; the two do not mix",
        "{one}; from tensorflow.keras import ... gives Keras 3 where TF_USE_LEGACY_KERAS is unset",
        _of_another_keras,
    ),
    *(
        Known(
            "identifier-of-another-keras",
            lead,
            r"(?P<what>optimizer|loss|metric|initializer|regularizer|constraint|activation)\w*identifier:'?,?"
            r"(?=<(?:class')?(?:keras|tf_keras|keras_core|tensorflow)\.)",
            "the {what} is of {owner}, and the model is of another Keras; setting TF_USE_LEGACY_KERAS changes tf.keras "
            "alone: import keras is Keras 3 all the same",
            "{one}; with TF_USE_LEGACY_KERAS=1 write from tensorflow import keras, and not import keras",
            _of_another_keras,
        )
        for lead in ("Could not interpret ", "('Could not interpret ")
    ),
    Known(
        "callback-of-another-keras",
        "",
        r"'(?P<what>\w{1,80})'object has no attribute'(?:_implements_train_batch_hooks|_implements_test_batch_hooks"
        r"|_implements_predict_batch_hooks|_supports_tf_logs)'",
        "the callback {what} is of Keras 3, and the model is of Keras 2",
        "{one}",
    ),
    Known(
        "tensor-of-another-keras",
        "'tuple' object has no attribute 'rank'",
        "",
        "a layer of Keras 2 was called on a tensor of keras.Input of Keras 3",
        "{one}",
        _in_input_spec,
    ),
    Known(
        "keras-tuner-other-keras",
        "Expected the model-building function",
        r".{0,120}?return a valid Keras Model instance\.Received:(?=<(?:tf_keras|keras|tensorflow)\.)",
        "KerasTuner builds on import keras, which is Keras 3 here, and the model is of {owner}",
        "build the model with import keras; to stay on Keras 2, use TensorFlow 2.15 with its own Keras: pip install "
        '"tensorflow==2.15.*"',
        _of_another_keras,
    ),
    Known(
        "transformers-needs-tf-keras",
        "Your currently installed version of Keras is Keras 3, but this is not yet supported in Transformers",
        "",
        "the TensorFlow models of Transformers need Keras 2, and tf_keras is not installed; Transformers looks at "
        "TensorFlow because it is installed, even where the model is PyTorch's",
        "{install}; a program that uses PyTorch alone sets USE_TF=0 (export USE_TF=0)",
    ),
    Known(
        "tfp-needs-tf-keras",
        "Failed to import TF-Keras. Please note",
        "",
        "TensorFlow Probability needs Keras 2 from tf_keras on TensorFlow 2.16 and newer, and does not bring it",
        "{install}",
    ),
    Known(
        "tfmot-needs-keras-2",
        "`prune_low_magnitude` can only prune an object of the following types:",
        "",
        "the TensorFlow Model Optimization Toolkit works on Keras 2, and the model is of Keras 3",
        "{keras2}, so that the model is Keras 2 too",
    ),
    Known(
        "tfmot-needs-keras-2",
        "`to_quantize` can only either be a",
        r"(?:tf\.)?keras Sequential or Functional model",
        "the TensorFlow Model Optimization Toolkit works on Keras 2, and the model is of Keras 3",
        "{keras2}, so that the model is Keras 2 too",
    ),
    Known(
        "keras-internal",
        "",
        r"module'(?:keras\._tf_keras\.keras|keras\.api\._tf_keras\.keras|tensorflow\.keras|keras)' has no attribute"
        r"'__internal__'",
        "keras.__internal__ is of Keras 2; a library that was made for Keras 2 runs on Keras 3 here",
        "update the library that the traceback ends in; or {keras2}",
    ),
)
