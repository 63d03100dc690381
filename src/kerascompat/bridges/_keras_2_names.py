"""Names of Keras 2, for providers of generation 3."""

from __future__ import annotations

from kerascompat.bridges._bridge import Group

_FUNCTIONS = "kerascompat.bridges.on_keras_3:"

GROUPS: tuple[Group, ...] = (
    Group(
        "layers.experimental",
        "EinsumDense",
        to="layers",
        source="Keras 2 has one class under both names: keras/src/layers/core/einsum_dense.py of 2.15",
    ),
    Group(
        "layers.experimental.preprocessing",
        """CategoryEncoding CenterCrop Discretization HashedCrossing Hashing IntegerLookup Normalization RandomContrast
        RandomCrop RandomFlip RandomRotation RandomTranslation RandomZoom Rescaling Resizing StringLookup
        TextVectorization""",
        to="layers",
        source="Keras 2 has the same classes under both names: keras/src/layers/preprocessing of 2.15",
    ),
    Group(
        "layers.experimental.preprocessing",
        "RandomHeight RandomWidth",
        to="layers",
        source="Keras 2 has the same classes under both names; those of Keras 3 need TensorFlow: legacy/layers.py",
        backends=("tensorflow",),
    ),
    Group(
        "optimizers.experimental",
        "Adadelta Adafactor Adagrad Adam AdamW Adamax Ftrl Nadam Optimizer RMSprop SGD",
        to="optimizers",
        source="Keras 2 has the same classes under both names since TensorFlow 2.11: keras/src/optimizers of 2.15",
    ),
    Group(
        "experimental",
        "CosineDecay CosineDecayRestarts",
        to="optimizers.schedules",
        source="Keras 2 has the same classes under both names: keras/src/optimizers/schedules of 2.15",
    ),
    Group(
        "callbacks.experimental",
        "BackupAndRestore",
        to="callbacks",
        source="Keras 2 deprecates it for callbacks.BackupAndRestore, its base: keras/src/callbacks.py of 2.15",
    ),
    Group(
        "__internal__",
        "KerasTensor",
        to="",
        source="public as keras.KerasTensor since Keras 3.0",
    ),
    Group(
        "__internal__",
        "enable_unsafe_deserialization",
        to="config",
        source="public as keras.config.enable_unsafe_deserialization since Keras 3.0",
    ),
    Group(
        "backend",
        """function in_test_phase in_train_phase learning_phase local_conv1d local_conv2d normalize_batch_in_training
        placeholder print_tensor random_binomial""",
        to=_FUNCTIONS,
        source="what they do without graphs in Keras 2.15: keras/src/backend.py",
    ),
    Group(
        "models",
        "model_from_config model_from_yaml",
        to=_FUNCTIONS,
        source="keras/src/saving/legacy/model_config.py of Keras 2.15",
    ),
    Group(
        "utils",
        "to_ordinal warmstart_embedding_matrix",
        to=_FUNCTIONS,
        source="keras/src/utils/np_utils.py and layer_utils.py of Keras 2.15",
    ),
)
