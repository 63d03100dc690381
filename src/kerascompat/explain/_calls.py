"""Known errors of calls and attributes that Keras 3 has not, and of behaviour that it changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Optional

from kerascompat.doctor._finding import WARNING
from kerascompat.explain._known import Known
from kerascompat.explain._texts import names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kerascompat.explain._traceback import Error, Text

_OPTIMIZERS = names(
    """Adadelta Adafactor Adagrad Adam AdamW Adamax Ftrl Lamb Lion LossScaleOptimizer Muon Nadam RMSprop SGD"""
)
_MODELS = frozenset(["Functional", "Model", "Sequential"])
# Layers whose names no other library gives to its own, as far as is known.
_LAYERS = names(
    """Activation ActivityRegularization Add AdditiveAttention AlphaDropout Attention Average AveragePooling1D
    AveragePooling2D AveragePooling3D BatchNormalization Bidirectional CategoryEncoding Concatenate Conv1D
    Conv1DTranspose Conv2D Conv2DTranspose Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D ConvLSTM3D Cropping1D
    Cropping2D Cropping3D Dense DepthwiseConv1D DepthwiseConv2D Dropout ELU EinsumDense Embedding Flatten GRU
    GaussianDropout GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D
    GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GroupNormalization InputLayer Lambda
    LayerNormalization LeakyReLU LSTM Masking MaxPooling1D MaxPooling2D MaxPooling3D Maximum Minimum
    MultiHeadAttention Multiply Normalization PReLU Permute ReLU RepeatVector Rescaling Reshape Resizing
    SeparableConv1D SeparableConv2D SimpleRNN Softmax SpatialDropout1D SpatialDropout2D SpatialDropout3D
    StringLookup Subtract TextVectorization TimeDistributed UnitNormalization UpSampling1D UpSampling2D
    UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D"""
)
_METRICS = names(
    """AUC Accuracy BinaryAccuracy BinaryCrossentropy BinaryIoU CategoricalAccuracy CategoricalCrossentropy
    CategoricalHinge CosineSimilarity F1Score FBetaScore FalseNegatives FalsePositives Hinge IoU KLDivergence
    LogCoshError Mean MeanAbsoluteError MeanAbsolutePercentageError MeanIoU MeanMetricWrapper MeanSquaredError
    MeanSquaredLogarithmicError Metric OneHotIoU OneHotMeanIoU Poisson Precision PrecisionAtRecall R2Score Recall
    RecallAtPrecision RootMeanSquaredError SensitivityAtSpecificity SparseCategoricalAccuracy
    SparseCategoricalCrossentropy SparseTopKCategoricalAccuracy SpecificityAtSensitivity SquaredHinge Sum
    TopKCategoricalAccuracy TrueNegatives TruePositives"""
)

_OPTIMIZER_ATTRIBUTES = {
    "lr": "write optimizer.learning_rate",
    "decay": "give learning_rate a schedule: keras.optimizers.schedules.InverseTimeDecay",
    "minimize": "compute the gradients with tf.GradientTape, then optimizer.apply_gradients(zip(gradients, variables))",
    "get_weights": "read optimizer.variables",
    "weights": "read optimizer.variables",
    "compute_gradients": "use tf.GradientTape",
    "_compute_gradients": "use tf.GradientTape",
    "get_gradients": "use tf.GradientTape",
    "aggregate_gradients": "use tf.distribute outside of the optimizer",
    "get_updates": "use optimizer.apply_gradients",
    "_create_all_weights": "call optimizer.build(variables)",
    "_set_hyper": "set the attribute itself",
    "_get_hyper": "read the attribute itself",
}
_LAYER_ATTRIBUTES = {
    "output_shape": "write layer.output.shape (of a layer that was called), or layer.compute_output_shape(input_shape)",
    "input_shape": "write layer.input.shape, or keep the shape that build(input_shape) was given",
    "get_output_at": "read layer.output, or keep the tensor that the call gave",
    "get_input_at": "read layer.input, or keep the tensor that was given",
    "get_output_shape_at": "read layer.output.shape",
    "get_input_shape_at": "read layer.input.shape",
    "get_output_mask_at": "call layer.compute_mask",
    "inbound_nodes": "there is no public name; layer.input and layer.output remain",
    "outbound_nodes": "there is no public name; layer.input and layer.output remain",
    "add_update": "assign to the variable within call()",
    "updates": "assign to variables within call()",
    "name_scope": "use keras.name_scope(name)",
    "batch_input_shape": "read layer.batch_shape of an InputLayer, or layer.input.shape",
    "_batch_input_shape": "read layer.batch_shape of an InputLayer, or layer.input.shape",
}
_MODEL_ATTRIBUTES = {
    "fit_generator": "call model.fit: it takes generators",
    "evaluate_generator": "call model.evaluate: it takes generators",
    "predict_generator": "call model.predict: it takes generators",
    "predict_classes": "write model.predict(x).argmax(axis=-1)",
    "predict_proba": "write model.predict(x)",
    "reset_states": "call reset_states of each stateful layer, not of the model",
    "to_yaml": "write model.to_json()",
    "save_spec": "keep the shapes yourself: model.input_shape",
    "get_weight_paths": "read variable.path of each of model.weights",
    "state_updates": "assign to variables within call()",
    "distribute_strategy": "keep the strategy yourself",
}
_TENSOR_ATTRIBUTES = {
    "get_shape": "write tensor.shape",
    "numpy": "a KerasTensor has no values: compute them with keras.Model(inputs, tensor).predict(x)",
    "op": "a KerasTensor is of no TensorFlow graph; build a keras.Function or a keras.Model from it",
    "graph": "a KerasTensor is of no TensorFlow graph; build a keras.Function or a keras.Model from it",
    "_keras_history": "use keras.Model(inputs, outputs) and model.get_layer(name)",
    "type_spec": "read tensor.shape and tensor.dtype",
}
_METRIC_ATTRIBUTES = {
    "reset_states": "call metric.reset_state()",
    "merge_state": "add the variables of both metrics: metric.variables",
    "get_weights": "read metric.variables",
    "set_weights": "assign to metric.variables",
}
_KINDS = (
    (_OPTIMIZERS, _OPTIMIZER_ATTRIBUTES, "optimizer-attribute"),
    (_MODELS, _MODEL_ATTRIBUTES, "model-attribute"),
    (frozenset(["KerasTensor"]), _TENSOR_ATTRIBUTES, "keras-tensor-attribute"),
    (_METRICS, _METRIC_ATTRIBUTES, "metric-attribute"),
    (_LAYERS | _MODELS, _LAYER_ATTRIBUTES, "layer-attribute"),
)


def _attribute_of(code: str) -> Known:
    classes, attributes = next((owners, table) for owners, table, kind in _KINDS if kind == code)
    every = "|".join(sorted(attributes, key=len, reverse=True))

    def given(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
        if match["owner"] not in classes and not _is_of_keras(code, text):
            return None
        if _is_of_torch(error, text):
            return None
        return {"fit": attributes[match["name"]]}

    return Known(
        code,
        "",
        rf"'(?P<owner>[A-Z]\w{{0,80}})' object has no attribute '(?P<name>{every})'",
        "{name} of Keras 2 is gone in Keras 3",
        "{fit}; or {keras2}",
        given,
    )


def _is_of_keras(code: str, text: Text) -> bool:
    """A class of one's own that is a layer: the only kind that people write, and the text has Keras's files."""
    return code == "layer-attribute" and ("/keras/src/" in text.squashed or "/keras/engine/" in text.squashed)


def _is_of_torch(error: Error, text: Text) -> bool:
    """PyTorch has an Adam and an SGD, too."""
    del error
    said = text.squashed
    return "torch" in said and "keras" not in said and "tensorflow" not in said


_FUNCTIONS = {
    ("fit", "workers"): "leave it out; for parallel loading give it to keras.utils.PyDataset (workers=...)",
    ("Input", "type_spec"): "give shape= and dtype=",
    ("InputLayer.__init__", "input_shape"): "write shape=, or batch_shape=",
    ("to_categorical", "y"): "give it by position: to_categorical(labels)",
    ("to_categorical", "dtype"): "convert the result: to_categorical(labels).astype(dtype)",
    ("load_img", "grayscale"): 'write color_mode="grayscale"',
    ("serialize", "use_legacy_format"): "leave it out",
    ("deserialize", "use_legacy_format"): "leave it out",
    ("relu", "alpha"): "write negative_slope=",
    ("plot_model", "layer_range"): "leave it out",
    ("ModelCheckpoint.__init__", "period"): 'write save_freq="epoch", or a number of batches',
    ("ModelCheckpoint.__init__", "options"): "leave it out",
    ("train_on_batch", "reset_metrics"): "leave it out; call model.reset_metrics() where metrics are to begin anew",
    ("test_on_batch", "reset_metrics"): "leave it out; call model.reset_metrics() where metrics are to begin anew",
}
_LOADING = ("workers", "use_multiprocessing", "max_queue_size")
_CALLS = ("fit", "evaluate", "predict")
_TRAINER = re.compile(r"(?:(?:TensorFlow|JAX|Torch|Numpy|OpenVINO)?Trainer|Model|Sequential|Functional)\.\Z")
_WHOLE = frozenset(["fit", "evaluate", "predict", "train_on_batch", "test_on_batch"])


def _argument_of(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    """What to do about a keyword that Keras 3 has not; a method of another library's class is none of it."""
    owner, function, name = match["owner"] or "", match["function"], match["name"]
    if function in _CALLS and name in _LOADING:
        fit: Optional[str] = _FUNCTIONS["fit", "workers"]
    else:
        fit = _FUNCTIONS.get((function, name)) or _FUNCTIONS.get((f"{owner}{function}", name))
        owner = "" if (f"{owner}{function}", name) in _FUNCTIONS else owner
    if fit is None or (owner and not (function in _WHOLE and _TRAINER.search(owner))):
        return None
    if function not in (*_CALLS, "to_categorical", "load_img") and not owner and not _knows_keras(error, text):
        return None
    return {"call": f"{match['owner'] or ''}{function}", "fit": fit}


def _knows_keras(error: Error, text: Text) -> bool:
    """Whether anything else in the text speaks of Keras; `serialize` and `relu` are anybody's names."""
    del error
    return "keras" in text.squashed.lower()


_OPTIMIZER_ARGUMENTS = {
    "lr": "write learning_rate=",
    "decay": "give learning_rate a schedule: keras.optimizers.schedules.InverseTimeDecay",
    "jit_compile": "give it to model.compile(jit_compile=...)",
    "is_legacy_optimizer": "leave it out",
    "experimental_aggregate_gradients": "leave it out",
}
_KEYS = re.compile(r"'(\w{1,60})':")


def _optimizer_argument(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    del error, text
    known = [name for name in _KEYS.findall(match["arguments"]) if name in _OPTIMIZER_ARGUMENTS]
    if not known:
        return None
    return {"names": ", ".join(known), "fit": "; ".join(f"{name}: {_OPTIMIZER_ARGUMENTS[name]}" for name in known)}


_WEIGHT = (
    "add_weight of Keras 3 takes shape first, Keras 2 took name first",
    "name every argument: self.add_weight(name=..., shape=..., initializer=...), which both take",
)
_SCHEDULE = "give learning_rate a schedule: learning_rate=keras.optimizers.schedules.InverseTimeDecay(rate, 1, decay)"
_V1 = (
    "Keras 3 has nothing of the TensorFlow 1 style API",
    "{keras2}; the names then are tf.compat.v1.keras and tf.compat.v1.layers as before",
)

KNOWN = (
    Known(
        "keras-tensor-in-tensorflow-function",
        "A KerasTensor cannot be used as input to a TensorFlow function",
        "",
        "Keras 3 makes no layers of tf.* functions: a tensor of keras.Input is no tf.Tensor",
        "use the function of keras.ops (keras.ops.reshape for tf.reshape), or wrap the call: "
        "keras.layers.Lambda(lambda x: tf.reshape(x, shape))(tensor), or a Layer with it in call(); or {keras2}",
    ),
    Known(
        "keras-tensor-in-tensorflow-function",
        "A KerasTensor is symbolic: it's a placeholder for a shape an a dtype",
        "",
        "a tensor of keras.Input has no values, and NumPy asked it for them",
        "use the function of keras.ops for NumPy's, or compute values with keras.Model(inputs, tensor).predict(x)",
    ),
    *(_attribute_of(code) for _, _, code in _KINDS),
    Known(
        "optimizers-legacy",
        "`keras.optimizers.legacy` is not supported in Keras 3",
        "",
        "Keras 3 has empty classes of these names, which raise this error",
        "use keras.optimizers.X for keras.optimizers.legacy.X (lr= is learning_rate=, decay= is a schedule); or "
        "{keras2}",
    ),
    Known(
        "optimizer-argument",
        "Argument(s) not recognized: ",
        r"\{(?P<arguments>.{1,300}?)\}",
        "{names}: the optimizers of Keras 3 have no such argument",
        "{fit}",
        _optimizer_argument,
    ),
    Known(
        "optimizer-decay",
        "decay is deprecated in ",
        r"(?:the)?new Keras optimizer",
        "the optimizers of Keras 2.11 to 2.15 and of tf_keras refuse decay, and those of Keras 3 ignore it",
        _SCHEDULE,
    ),
    Known(
        "optimizer-decay",
        "Argument `decay` is no longer supported and will be ignored",
        "",
        "Keras 3 ignores decay, so that the model trains with another rate than before",
        _SCHEDULE,
        severity=WARNING,
    ),
    Known(
        "add-weight-arguments",
        "",
        r"(?:[A-Za-z_]\w{0,60}\.)?add_weight\(\)got multiple values for argument'shape'",
        *_WEIGHT,
    ),
    Known(
        "add-weight-arguments",
        "`name` must be passed as a keyword argument. Received: add_weight(",
        "",
        *_WEIGHT,
    ),
    Known(
        "argument-gone",
        "",
        r"(?P<owner>[A-Za-z_]\w{0,60}\.)?(?P<function>\w{1,60})\(\)"
        r"got an unexpected keyword argument'(?P<name>\w{1,60})'",
        "{call}() of Keras 3 has no argument {name}",
        "{fit}; or {keras2}",
        _argument_of,
    ),
    Known(
        "layer-positional-arguments",
        "Layer.__init__() takes 1 positional argument but ",
        r"\d{1,2} were given",
        "Layer of Keras 3 takes keywords alone",
        "name every argument: super().__init__(name=name, trainable=trainable, **kwargs)",
    ),
    Known(
        "positional-argument-of-call",
        "Only input tensors may be passed as positional arguments",
        "",
        "a layer of Keras 3 takes tensors by position, and everything else by keyword",
        "name the argument where the layer is called: layer(x, flag=value)",
    ),
    Known(
        "slash-in-name",
        "Argument `name` must be a string and cannot contain character `/`",
        "",
        "names of layers and variables may not contain a slash in Keras 3",
        "write another character: name.replace('/', '_')",
    ),
    Known(
        "add-metric-gone",
        "Layer `add_metric()` method is deprecated",
        "",
        "Keras 3 has add_metric no longer",
        "keep a metric in __init__ (self.seen = keras.metrics.Mean()) and self.seen.update_state(value) in call(), "
        "or give model.compile(metrics=[...])",
    ),
    Known(
        "compile-metrics",
        "['loss', 'compile_metrics'",
        "",
        "Keras 3 lists the metrics of compile() as one in model.metrics_names",
        "model.evaluate(x, y, return_dict=True) and the history name each; or pair the values with "
        "model.get_metrics_result()",
    ),
    Known("compat-v1-keras", "`tf.compat.v1.keras` is not available with Keras 3", "", *_V1),
    Known("compat-v1-keras", "", r"\w{1,60} is not available with Keras 3\.", *_V1),
    Known(
        "estimator-gone",
        "cannot import name 'estimator' from 'tensorflow.compat.v1'",
        "",
        "TensorFlow 2.16 and newer have no Estimators, tf_keras neither",
        'pip install "tensorflow==2.15.*" (Python up to 3.11), or rewrite the model with Keras',
    ),
    Known(
        "estimator-gone",
        "module 'tensorflow",
        r"(?:\.compat\.v1|\._api\.v2\.compat\.v1)?' has no attribute 'estimator'",
        "TensorFlow 2.16 and newer have no Estimators, tf_keras neither",
        'pip install "tensorflow==2.15.*" (Python up to 3.11), or rewrite the model with Keras',
    ),
    Known(
        "untracked-variables",
        "The model does not have any trainable weights",
        "",
        "where it should have: Keras 3 does not track a tf.Variable that is an attribute of a layer or a model",
        "make it with self.add_weight(name=..., shape=..., initializer=...), which both Kerases track",
        severity=WARNING,
    ),
    Known(
        "unbuilt-state",
        "Layer '",
        r"[^']{1,100}'looks like it has unbuilt state",
        "Keras 3 makes no variables in call()",
        "make the layer's variables in build(self, input_shape), and build the layers in it there",
        severity=WARNING,
    ),
)
