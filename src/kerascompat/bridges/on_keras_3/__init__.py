"""Functions of Keras 2 for a provider of generation 3, on its public API; imported only where Keras 3 is the provider.

They do what Keras 2 does outside of TensorFlow 1 graphs, with the same signatures, on every backend.
"""

from __future__ import annotations

from kerascompat.bridges.on_keras_3._arrays import to_ordinal, warmstart_embedding_matrix
from kerascompat.bridges.on_keras_3._batches import normalize_batch_in_training, random_binomial
from kerascompat.bridges.on_keras_3._convolutions import local_conv1d, local_conv2d
from kerascompat.bridges.on_keras_3._graphs import function, placeholder
from kerascompat.bridges.on_keras_3._models import model_from_config, model_from_yaml
from kerascompat.bridges.on_keras_3._phases import in_test_phase, in_train_phase, learning_phase
from kerascompat.bridges.on_keras_3._printing import print_tensor

__all__ = [
    "function",
    "in_test_phase",
    "in_train_phase",
    "learning_phase",
    "local_conv1d",
    "local_conv2d",
    "model_from_config",
    "model_from_yaml",
    "normalize_batch_in_training",
    "placeholder",
    "print_tensor",
    "random_binomial",
    "to_ordinal",
    "warmstart_embedding_matrix",
]
