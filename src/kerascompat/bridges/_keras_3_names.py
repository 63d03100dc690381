"""Names of Keras 3, for providers of generation 2."""

from __future__ import annotations

from kerascompat.bridges._bridge import Group

_FUNCTIONS = "kerascompat.bridges.on_keras_2"
_EXPORTED = "the export of the same object in Keras 3.15: keras/__init__.py"

GROUPS: tuple[Group, ...] = (
    Group("", "Initializer", to="initializers", source=_EXPORTED),
    Group("", "InputSpec Layer", to="layers", source=_EXPORTED),
    Group("", "Loss", to="losses", source=_EXPORTED),
    Group("", "Metric", to="metrics", source=_EXPORTED),
    Group("", "Optimizer", to="optimizers", source=_EXPORTED),
    Group("", "Regularizer", to="regularizers", source=_EXPORTED),
    Group("", "KerasTensor", to="__internal__", source="what keras.Input() returns in Keras 2; exported since 2.13"),
    Group(
        "",
        "DTypePolicy=Policy",
        to="mixed_precision",
        source="keras.mixed_precision.Policy is another name of keras.DTypePolicy in Keras 3.15",
    ),
    Group(
        "",
        "FloatDTypePolicy=Policy",
        to="mixed_precision",
        source="a subclass of keras.DTypePolicy that adds nothing: keras/src/dtype_policies/dtype_policy.py of 3.15",
    ),
    Group(
        "", "Variable name_scope", to="tensorflow:", source="what Keras 2 itself makes and uses: keras/src/backend.py"
    ),
    Group(
        "",
        "device",
        to="tensorflow:",
        source="what keras.device is on TensorFlow: keras/src/backend/tensorflow/core.py of Keras 3.15",
    ),
    Group("activations", "silu=swish", to="activations", source="one function under both names in Keras 3.15"),
    Group(
        "activations",
        """celu glu hard_shrink hard_silu hard_swish=hard_silu hard_tanh leaky_relu log_sigmoid log_softmax mish relu6
        soft_shrink sparse_plus sparse_sigmoid squareplus tanh_shrink threshold""",
        to=f"{_FUNCTIONS}.activations:",
        source="the formulas of Keras 3.15: keras/src/activations/activations.py, keras/src/backend/tensorflow/nn.py",
    ),
    Group(
        "backend",
        "is_float_dtype is_int_dtype standardize_dtype",
        to=f"{_FUNCTIONS}.dtypes:",
        source="keras/src/backend/common/variables.py of Keras 3.15",
    ),
    Group(
        "config",
        "backend epsilon floatx image_data_format set_epsilon set_floatx set_image_data_format",
        to="backend",
        source=_EXPORTED,
    ),
    Group(
        "config",
        "dtype_policy=global_policy set_dtype_policy=set_global_policy",
        to="mixed_precision",
        source="keras.mixed_precision.global_policy is keras.config.dtype_policy in Keras 3.15, the setter likewise",
    ),
    Group(
        "config",
        "disable_interactive_logging enable_interactive_logging is_interactive_logging_enabled",
        to="utils",
        source=_EXPORTED,
    ),
    Group(
        "config",
        "disable_traceback_filtering enable_traceback_filtering is_traceback_filtering_enabled",
        to="tensorflow:debugging",
        source="what the filter of Keras 2 asks: keras/src/utils/traceback_utils.py",
    ),
    Group(
        "config",
        "enable_unsafe_deserialization",
        to="__internal__",
        source="keras/src/saving/serialization_lib.py of Keras 2.15",
    ),
    Group(
        "dtype_policies",
        "DTypePolicy=Policy",
        to="mixed_precision",
        source="keras.mixed_precision.Policy is another name of keras.DTypePolicy in Keras 3.15",
    ),
    Group(
        "dtype_policies",
        "FloatDTypePolicy=Policy",
        to="mixed_precision",
        source="a subclass of keras.DTypePolicy that adds nothing: keras/src/dtype_policies/dtype_policy.py of 3.15",
    ),
    Group(
        "dtype_policies",
        "deserialize get serialize",
        to=f"{_FUNCTIONS}.dtypes:",
        source="keras/src/dtype_policies/__init__.py of Keras 3.15",
    ),
    Group(
        "distribution",
        "list_devices",
        to=f"{_FUNCTIONS}.distribution:",
        source="keras/src/backend/tensorflow/distribution_lib.py of Keras 3.15",
    ),
    Group(
        "initializers",
        "IdentityInitializer=Identity OrthogonalInitializer=Orthogonal",
        to="initializers",
        source=_EXPORTED,
    ),
    Group("legacy.saving", "deserialize_keras_object serialize_keras_object", to="utils.legacy", source=_EXPORTED),
    Group(
        "losses",
        "categorical_generalized_cross_entropy circle ctc dice tversky",
        to=f"{_FUNCTIONS}.losses:",
        source="keras/src/losses/losses.py of Keras 3.15",
    ),
    Group("metrics", "categorical_hinge huber", to="losses", source=_EXPORTED),
    Group(
        "metrics",
        "concordance_correlation pearson_correlation",
        to=f"{_FUNCTIONS}.losses:",
        source="keras/src/metrics/correlation_metrics.py of Keras 3.15",
    ),
    Group(
        "mixed_precision",
        "DTypePolicy=Policy dtype_policy=global_policy set_dtype_policy=set_global_policy",
        to="mixed_precision",
        source=_EXPORTED,
    ),
    Group("optimizers", "LossScaleOptimizer", to="mixed_precision", source=_EXPORTED),
    Group(
        "random",
        "beta binomial categorical dropout gamma normal randint shuffle truncated_normal uniform",
        to=f"{_FUNCTIONS}.random:",
        source="keras/src/backend/tensorflow/random.py of Keras 3.15",
    ),
    Group("saving", "CustomObjectScope=custom_object_scope", to="saving", source=_EXPORTED),
    Group(
        "saving",
        "load_weights save_weights",
        to=f"{_FUNCTIONS}.saving:",
        source="keras/src/saving/saving_api.py of Keras 3.15",
    ),
    Group(
        "tree",
        """MAP_TO_NONE assert_same_paths assert_same_structure flatten flatten_with_path is_nested lists_to_tuples
        map_shape_structure map_structure map_structure_up_to pack_sequence_as traverse""",
        to=f"{_FUNCTIONS}.tree:",
        source="keras/src/tree/tree_api.py of Keras 3.15",
    ),
    Group("utils", "clear_session", to="backend", source=_EXPORTED),
    Group(
        "utils",
        "is_keras_tensor standardize_dtype",
        to=f"{_FUNCTIONS}.dtypes:",
        source="keras/src/backend/common/keras_tensor.py and variables.py of Keras 3.15",
    ),
)
