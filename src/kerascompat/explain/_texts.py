"""Sentences that several known errors share."""

from __future__ import annotations

import re

KERAS_2 = (
    "{install} and set TF_USE_LEGACY_KERAS=1 before Python starts (export TF_USE_LEGACY_KERAS=1, or os.environ at the "
    "very top of the program), which changes tf.keras alone: `import tf_keras as keras` stands for `import keras`"
)
TF_KERAS = 'pip install "tf-keras=={minor}.*"'
TF_KERAS_UNKNOWN = (
    "install tf-keras of TensorFlow's own minor version (for TensorFlow 2.16: "
    'pip install "tf-keras==2.16.*"; kerascompat doctor prints the line for this environment)'
)
ONE = (
    "take every layer, model, optimizer and callback from one Keras: import them all from tensorflow.keras, or all "
    "from tf_keras, or all through kerascompat (from kerascompat import keras)"
)

_VERSION = re.compile(r"\btensorflow(?:[-_](?:cpu|gpu|intel|macos))?(?:==|-|\s{1,3}v?|/)(2\.\d{1,2})\.\d")


def names(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())


def minor_of(text: str) -> str:
    """The minor version of the one TensorFlow that a text names; empty where it names none, or several."""
    found = set(_VERSION.findall(text))
    return found.pop() if len(found) == 1 else ""


def install_tf_keras(minor: str) -> str:
    """How to install the tf-keras that goes with a TensorFlow."""
    return TF_KERAS.format(minor=minor) if minor else TF_KERAS_UNKNOWN


def keras_2(minor: str) -> str:
    """How to have Keras 2 behind `tf.keras`."""
    return KERAS_2.format(install=install_tf_keras(minor))


def words(text: str) -> dict[str, str]:
    """The words that every sentence may use, for the TensorFlow that a text names."""
    minor = minor_of(text)
    return {"minor": minor, "install": install_tf_keras(minor), "keras2": keras_2(minor), "one": ONE}
