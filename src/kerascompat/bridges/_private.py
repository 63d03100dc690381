"""Private paths of Keras 2 that libraries import from, where each name has exactly one public home."""

from __future__ import annotations

from kerascompat.bridges._bridge import Group

_EXPORTS = "the keras_export lines of these modules in Keras 2.3 to 2.15"

# As a private path stands in programs, below `keras` (to 2.12) and below `keras.src` (2.13 and newer).
_PATHS = (
    ("engine", "InputLayer InputSpec Layer", "layers"),
    ("engine", "Model", "models"),
    ("engine.base_layer", "InputSpec Layer", "layers"),
    ("engine.functional", "Model", "models"),
    ("engine.input_layer", "InputLayer InputSpec", "layers"),
    ("engine.input_layer", "Input", ""),
    ("engine.input_spec", "InputSpec", "layers"),
    ("engine.network", "Layer", "layers"),
    ("engine.sequential", "Sequential", "models"),
    ("engine.topology", "InputLayer InputSpec Layer", "layers"),
    ("engine.topology", "Input", ""),
    ("engine.training", "Model", "models"),
    ("layers.advanced_activations", "ELU LeakyReLU PReLU ReLU Softmax", "layers"),
    (
        "layers.convolutional",
        """Conv1D Conv2D Conv2DTranspose Conv3D Conv3DTranspose Cropping1D Cropping2D Cropping3D DepthwiseConv2D
        SeparableConv1D SeparableConv2D UpSampling1D UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D
        ZeroPadding3D""",
        "layers",
    ),
    (
        "layers.core",
        """Activation ActivityRegularization Dense Dropout Flatten Lambda Masking Permute RepeatVector Reshape
        SpatialDropout1D SpatialDropout2D SpatialDropout3D""",
        "layers",
    ),
    ("layers.embeddings", "Embedding", "layers"),
    (
        "layers.merge",
        "Add Average Concatenate Dot Maximum Minimum Multiply Subtract add average concatenate dot maximum multiply",
        "layers",
    ),
    ("layers.noise", "AlphaDropout GaussianDropout GaussianNoise", "layers"),
    ("layers.normalization", "BatchNormalization LayerNormalization", "layers"),
    (
        "layers.pooling",
        """AveragePooling1D AveragePooling2D AveragePooling3D GlobalAveragePooling1D GlobalAveragePooling2D
        GlobalMaxPooling1D GlobalMaxPooling2D MaxPooling1D MaxPooling2D MaxPooling3D""",
        "layers",
    ),
    ("layers.recurrent", "GRU GRUCell LSTM LSTMCell RNN SimpleRNN SimpleRNNCell StackedRNNCells", "layers"),
    ("layers.wrappers", "Bidirectional TimeDistributed Wrapper", "layers"),
    ("optimizers.adadelta_v2", "Adadelta", "optimizers"),
    ("optimizers.adagrad_v2", "Adagrad", "optimizers"),
    ("optimizers.adam_v2", "Adam", "optimizers"),
    ("optimizers.adamax_v2", "Adamax", "optimizers"),
    ("optimizers.gradient_descent_v2", "SGD", "optimizers"),
    ("optimizers.nadam_v2", "Nadam", "optimizers"),
    ("optimizers.rmsprop_v2", "RMSprop", "optimizers"),
    ("utils.data_utils", "Sequence get_file", "utils"),
    (
        "utils.generic_utils",
        """CustomObjectScope Progbar custom_object_scope deserialize_keras_object get_custom_objects
        get_registered_name get_registered_object register_keras_serializable serialize_keras_object""",
        "utils",
    ),
    ("utils.layer_utils", "get_source_inputs", "utils"),
    ("utils.np_utils", "normalize to_categorical", "utils"),
    ("utils.vis_utils", "model_to_dot plot_model", "utils"),
)

GROUPS: tuple[Group, ...] = tuple(
    Group(f"{root}{path}", names, to=to, source=_EXPORTS, is_private=True)
    for root in ("", "src.")
    for path, names, to in _PATHS
)
