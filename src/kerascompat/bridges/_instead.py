"""What to use instead of a name that stays missing. What stands in backticks begins with a name that is there."""

from __future__ import annotations

from fnmatch import fnmatchcase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Optional

_SIDECAR = "evaluate in a process of your own, from the checkpoints of `callbacks.ModelCheckpoint`"
_ENQUEUER = "use `utils.PyDataset`, which has workers="
_PHASE = "pass training= to the call of the layer or the model"

INSTEAD: Mapping[int, Mapping[str, str]] = {
    3: {
        "__internal__.backend.*": "nothing is needed: variables are made when they are built",
        "__internal__.layers.BaseDenseAttention": "derive from `layers.Attention`",
        "__internal__.layers.BaseRandomLayer": "derive from `layers.Layer`, and keep a `random.SeedGenerator`",
        "__internal__.losses.LossFunctionWrapper": "derive from `losses.Loss`",
        "__internal__.losses.compute_weighted_loss": "call a `losses.Loss` with sample_weight=",
        "__internal__.models.clone_and_build_model": "use `models.clone_model`, and compile the copy",
        "backend.experimental.*": "use `random.SeedGenerator`: Keras 3 has no other random generator",
        "backend.learning_phase_scope": _PHASE,
        "backend.manual_variable_initialization": "nothing is needed: variables are initialised when they are made",
        "backend.reset_uids": "use `utils.clear_session`",
        "backend.set_learning_phase": _PHASE,
        "callbacks.BaseLogger": "nothing is needed: metrics are averaged without it",
        "callbacks.SidecarEvaluatorModelExport": _SIDECAR,
        "constraints.RadialConstraint": "derive from `constraints.Constraint`",
        "constraints.radial_constraint": "derive from `constraints.Constraint`",
        "dtensor": "use `distribution`",
        "dtensor.*": "use `distribution`",
        "dtensor.experimental.LayoutMap": "use `distribution.LayoutMap`",
        "dtensor.experimental.optimizers.*": "use the optimizer of that name in `optimizers`",
        "estimator*": "train the `Model` itself: TensorFlow has no Estimators since 2.16",
        "experimental.LinearModel": "use a `Model` with one `layers.Dense`",
        "experimental.SequenceFeatures": "use `utils.FeatureSpace`",
        "experimental.SidecarEvaluator": _SIDECAR,
        "experimental.WideDeepModel": "use a `Model` with both parts",
        "layers.AbstractRNNCell": "derive the cell from `layers.Layer`, with state_size and call(inputs, states)",
        "layers.DenseFeatures": "use `utils.FeatureSpace`",
        "layers.experimental.SyncBatchNormalization": "use `layers.BatchNormalization(synchronized=True)`",
        "layers.experimental.preprocessing.PreprocessingLayer": "derive from `layers.Layer`",
        "metrics.MeanRelativeError": "derive from `metrics.Mean`",
        "metrics.MeanTensor": "derive from `metrics.Metric`",
        "metrics.experimental*": "derive from `metrics.Metric`",
        "optimizers.legacy.Adadelta": "use `optimizers.Adadelta`",
        "optimizers.legacy.Adamax": "use `optimizers.Adamax`",
        "optimizers.legacy.Nadam": "use `optimizers.Nadam`",
        "utils.GeneratorEnqueuer": _ENQUEUER,
        "utils.OrderedEnqueuer": _ENQUEUER,
        "utils.SequenceEnqueuer": _ENQUEUER,
        "utils.SidecarEvaluator": _SIDECAR,
        "utils.StepsPerExecutionTuner": "pass steps_per_execution= to `Model.compile`",
        "utils.TimedThread": "use threading.Timer",
        "utils.experimental*": "give a tf.data.Dataset to `Model.fit`",
        "wrappers.scikit_learn*": "use `wrappers.SKLearnClassifier` and `wrappers.SKLearnRegressor`, or scikeras",
    },
    2: {
        "Function": "use `Model`",
        "Operation": "use `layers.Layer`",
        "RematScope": "use tf.recompute_grad",
        "callbacks.OrbaxCheckpoint": "use `callbacks.ModelCheckpoint`",
        "config.set_backend": "nothing else can be had: Keras 2 computes with TensorFlow only",
        "datasets.california_housing*": "use sklearn.datasets.fetch_california_housing",
        "distribution*": "use tf.distribute",
        "dtype_policies.*": "use `mixed_precision.Policy`",
        "layers.TFSMLayer": "use tf.saved_model.load in the call of a `layers.Layer`",
        "losses.CTC": "use the function `losses.ctc`",
        "losses.CategoricalGeneralizedCrossEntropy": "use the function `losses.categorical_generalized_cross_entropy`",
        "losses.Circle": "use the function `losses.circle`",
        "losses.Dice": "use the function `losses.dice`",
        "losses.Tversky": "use the function `losses.tversky`",
        "metrics.ConcordanceCorrelation": "use the function `metrics.concordance_correlation`",
        "metrics.PearsonCorrelation": "use the function `metrics.pearson_correlation`",
        "ops": "use tf.math, tf.nn, tf.linalg and tf.image",
        "ops.*": "use tf.math, tf.nn, tf.linalg and tf.image",
        "random.SeedGenerator": "pass a number as seed=, or use tf.random.Generator",
        "remat": "use tf.recompute_grad",
        "utils.PyDataset": "use `utils.Sequence`",
        "wrappers*": "use scikeras",
    },
}
"""By generation of the provider and by name: what to use. A pattern is of `fnmatch`; of several, the longest holds."""


def instead(name: str, generation: int) -> Optional[str]:
    """What to use where a provider of a generation lacks a name; None where there is nothing."""
    fitting = [pattern for pattern in INSTEAD[generation] if fnmatchcase(name, pattern)]
    return INSTEAD[generation][max(fitting, key=len)] if fitting else None
