"""Names of Keras 2 that are gone from `keras`, from `tf.keras`, or from both, under Keras 3.

What `dir()` of each module says of tf_keras 2.21 beside Keras 3.15.1, whose `keras` and `tf.keras` (`keras._tf_keras`)
differ. The surface has been the same since Keras 3.4.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

from kerascompat._history import history
from kerascompat._history import names as known_names
from kerascompat.bridges import bridges
from kerascompat.bridges._instead import instead
from kerascompat.explain._known import Known
from kerascompat.explain._texts import names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kerascompat.explain._traceback import Error, Text

TF_KERAS, KERAS, KERAS_2, FROZEN = "tf.keras", "keras", "Keras 2", "the old copy"

_ROOTS = (
    (re.compile(r"(?:tensorflow|tf)\.python\.keras(?:\.(?P<path>.*))?\Z"), FROZEN),
    (re.compile(r"(?:tensorflow|tf)\.python(?P<path>)\Z"), FROZEN),
    (re.compile(r"(?:tensorflow|tf)(?:\._api\.v2)?(?:\.compat\.v2)?\.keras(?:\.(?P<path>.*))?\Z"), TF_KERAS),
    (re.compile(r"keras(?:\.api)?\._tf_keras\.keras(?:\.(?P<path>.*))?\Z"), TF_KERAS),
    (re.compile(r"(?:tf_keras|keras)\.api\._v[12]\.keras(?:\.(?P<path>.*))?\Z"), KERAS_2),
    (re.compile(r"tf_keras(?:\.(?P<path>.*))?\Z"), KERAS_2),
    (re.compile(r"keras\.api(?:\.(?P<path>(?!_v[12]).*))\Z"), KERAS),
    (re.compile(r"keras(?:\.(?P<path>.*))?\Z"), KERAS),
)


@dataclass(frozen=True)
class Moved:
    """What became of a name, by the heading that describes it."""

    code: str
    why: str
    cure: str


# Gone before Keras 2.12, or there for TensorFlow 1 alone: what to do. Of all others the measured API knows.
_LONG_GONE = {
    "layers.CuDNNGRU": "use keras.layers.GRU",
    "layers.CuDNNLSTM": "use keras.layers.LSTM",
    "mixed_precision.experimental": "use keras.mixed_precision.set_global_policy and keras.mixed_precision.Policy",
    "utils.multi_gpu_model": "use tf.distribute.MirroredStrategy",
}
_QUOTED = re.compile(r"`([^`]*)`")
_APPLICATIONS = re.compile(r"(?:RegNet[XY]\d{3}|ResNetRS\d{2,3}|regnet|resnet_rs)\Z")
_ONLY_TF_KERAS = {
    "layers": names("RandomHeight RandomWidth ThresholdedReLU"),
    "preprocessing": names("text"),
    "preprocessing.image": names(
        """DirectoryIterator ImageDataGenerator Iterator NumpyArrayIterator apply_affine_transform
        apply_brightness_shift apply_channel_shift random_brightness random_channel_shift random_rotation random_shear
        random_shift random_zoom"""
    ),
    "preprocessing.sequence": names("TimeseriesGenerator make_sampling_table skipgrams"),
}
_SHORT = {
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error",
    "kld": "kl_divergence",
    "logcosh": "log_cosh",
    "kullback_leibler_divergence": "kl_divergence",
}
_LONG = {long: short for short, long in _SHORT.items() if short != "kullback_leibler_divergence"}
_BACKEND_GONE = names(
    """experimental function in_test_phase in_train_phase learning_phase learning_phase_scope local_conv1d local_conv2d
    manual_variable_initialization normalize_batch_in_training placeholder print_tensor random_binomial reset_uids
    set_learning_phase get_session set_session tensorflow_backend"""
)
_BACKEND_ONLY_TF_KERAS = names(
    """abs all any arange argmax argmin batch_dot batch_flatten batch_get_value batch_normalization batch_set_value
    bias_add binary_crossentropy binary_focal_crossentropy cast cast_to_floatx categorical_crossentropy
    categorical_focal_crossentropy clip concatenate constant conv1d conv2d conv2d_transpose conv3d cos count_params
    ctc_batch_cost ctc_decode ctc_label_dense_to_sparse cumprod cumsum depthwise_conv2d dot dropout dtype elu equal eval
    exp expand_dims eye flatten foldl foldr gather get_value gradients greater greater_equal hard_sigmoid in_top_k
    int_shape is_sparse l2_normalize less less_equal log map_fn max maximum mean min minimum moving_average_update
    name_scope ndim not_equal one_hot ones ones_like permute_dimensions pool2d pool3d pow prod random_bernoulli
    random_normal random_normal_variable random_uniform random_uniform_variable relu repeat repeat_elements reshape
    resize_images resize_volumes reverse rnn round separable_conv2d set_value shape sigmoid sign sin softmax softplus
    softsign sparse_categorical_crossentropy spatial_2d_padding spatial_3d_padding sqrt square squeeze stack std
    stop_gradient sum switch tanh temporal_padding tile to_dense transpose truncated_normal update update_add update_sub
    var variable zeros zeros_like"""
)
# Those that keras.ops has under the same name, in Keras 3.15.1.
_SAME_IN_OPS = names(
    """abs all any arange argmax argmin batch_normalization binary_crossentropy cast categorical_crossentropy clip
    concatenate cos ctc_decode cumprod cumsum dot dtype elu equal exp expand_dims eye greater greater_equal hard_sigmoid
    in_top_k less less_equal log max maximum mean min minimum ndim not_equal one_hot ones ones_like prod relu repeat
    reshape round shape sigmoid sign sin softmax softplus softsign sparse_categorical_crossentropy sqrt square squeeze
    stack std stop_gradient sum switch tanh tile transpose var zeros zeros_like"""
)
_BACKEND_NEW = {
    "get_value": "keras.ops.convert_to_numpy(x)",
    "eval": "keras.ops.convert_to_numpy(x)",
    "set_value": "variable.assign(value)",
    "update": "variable.assign(value)",
    "update_add": "variable.assign_add(value)",
    "update_sub": "variable.assign_sub(value)",
    "int_shape": "x.shape",
    "permute_dimensions": "keras.ops.transpose(x, axes)",
    "pow": "keras.ops.power(x, y)",
    "reverse": "keras.ops.flip(x, axis)",
    "variable": "keras.Variable(value)",
    "constant": "keras.ops.convert_to_tensor(value)",
    "random_normal": "keras.random.normal(shape)",
    "random_uniform": "keras.random.uniform(shape)",
    "truncated_normal": "keras.random.truncated_normal(shape)",
    "dropout": "keras.random.dropout(x, rate)",
    "l2_normalize": "keras.ops.normalize(x, axis)",
    "repeat_elements": "keras.ops.repeat(x, repeats, axis)",
    "gather": "keras.ops.take(x, indices, axis=0)",
    "learning_phase": "the argument training of call()",
    "set_learning_phase": "the argument training of the call: model(x, training=False)",
    "learning_phase_scope": "the argument training of the call: model(x, training=False)",
    "in_train_phase": "the argument training of call()",
    "in_test_phase": "the argument training of call()",
    "function": "keras.Model(inputs, outputs), or keras.Function(inputs, outputs)",
    "placeholder": "keras.Input(...)",
    "print_tensor": "print, or tf.print",
    "get_session": "nothing: there are no sessions in eager TensorFlow",
    "set_session": "tf.config for devices and memory: tf.config.experimental.set_memory_growth",
    "tensorflow_backend": "keras.backend itself",
}
# What Keras 3 alone has; a program that asks Keras 2 for it was written for Keras 3.
_ONLY_KERAS_3 = {
    "": names(
        """DTypePolicy KerasTensor Operation Quantizer StatelessScope SymbolicScope Variable config device distillation
        distribution dtype_policies ops quantizers random remat tree visualization"""
    ),
    "layers": names("JaxLayer FlaxLayer TFSMLayer TorchModuleWrapper Pipeline MelSpectrogram STFTSpectrogram"),
    "utils": names("PyDataset"),
}
_ROOT_PRIVATE = names("engine legacy legacy_tf_layers backend_config testing_utils applications_utils")
_PRIVATE = {
    "layers": names(
        """advanced_activations attention convolutional convolutional_recurrent core cudnn_recurrent embeddings
        experimental_preprocessing local merge merging noise normalization pooling recurrent regularization reshaping
        rnn serialization wrappers"""
    ),
    "utils": names(
        """all_utils conv_utils data_utils dataset_utils generic_utils io_utils layer_utils losses_utils metrics_utils
        np_utils tf_contextlib tf_inspect tf_utils traceback_utils vis_utils multi_gpu_utils training_utils"""
    ),
    "optimizers": names(
        """adadelta_v2 adagrad_v2 adam_v2 adamax_v2 ftrl gradient_descent_v2 nadam_v2 optimizer_v2 rmsprop_v2
        optimizer_experimental optimizer_v1 learning_rate_schedule"""
    ),
    "saving": names("hdf5_format pickle_utils saved_model object_registration legacy"),
    "preprocessing": names("dataset_utils image_dataset"),
    "legacy": names("interfaces layers models losses"),
}
_LEGACY = "keras.optimizers.X for keras.optimizers.legacy.X; or {keras2}"


def moved(module: str, name: str) -> Optional[Moved]:
    """What became of a name of a Keras module, None where nothing is known of it.

    Args:
        module: the module as an error names it: `keras._tf_keras.keras.layers`, `tensorflow.keras`, `keras.utils`.
        name: what is missing there.
    """
    for root, kind in _ROOTS:
        match = root.match(module)
        if match and (kind != FROZEN or module.rpartition(".")[2] != "python" or name == "keras"):
            return _moved(kind, match["path"] or "", name)
    return None


def _moved(kind: str, path: str, name: str) -> Optional[Moved]:
    if kind == FROZEN:
        return _frozen()
    if kind == KERAS_2:
        return _version(name, kind) or _of_keras_3(path, name) or _private(kind, path, name)
    rules = (_special, _losses, _backend, _preprocessing, _removed, _private)
    found = next((each for rule in rules if (each := rule(kind, path, name))), None)
    return found or (_version(name, kind) if not path else None) or (_of_keras_3(path, name) if kind == KERAS else None)


def _special(kind: str, path: str, name: str) -> Optional[Moved]:
    beyond = f"{path}.{name}" if path else name
    if beyond.startswith("layers.experimental"):
        return Moved(
            "layers-experimental",
            "Keras 3 has no layers.experimental: what was in it is in layers",
            "write layers.X for layers.experimental.preprocessing.X, and for layers.experimental.EinsumDense; "
            "layers.BatchNormalization(synchronized=True) for SyncBatchNormalization; RandomFourierFeatures is gone; "
            "or {keras2}",
        )
    if beyond.startswith("optimizers.experimental"):
        return Moved(
            "optimizers-experimental",
            "what was in optimizers.experimental is in optimizers",
            "write optimizers.X for optimizers.experimental.X",
        )
    if path == "optimizers.legacy" or beyond == "optimizers.legacy":
        return Moved("optimizers-legacy", "Keras 3 has no legacy optimizers", f"write {_LEGACY}")
    if beyond == "__internal__":
        return Moved(
            "keras-internal",
            "keras.__internal__ is of Keras 2; a library that was made for Keras 2 runs on Keras 3 here",
            "update the library that the traceback ends in; or {keras2}",
        )
    if beyond.startswith("estimator"):
        return Moved(
            "estimator-gone",
            "Keras 3 and TensorFlow 2.16 have no Estimators",
            'pip install "tensorflow==2.15.*" (Python up to 3.11), or train the Keras model itself',
        )
    if beyond.startswith("wrappers.scikit_learn") or beyond == "wrappers":
        return Moved(
            "scikit-learn-wrappers",
            "the wrappers went out of Keras in 2.13",
            "pip install scikeras, and from scikeras.wrappers import KerasClassifier; Keras 3.8 and newer have "
            "keras.wrappers.SKLearnClassifier",
        )
    if beyond == "saving" and kind == TF_KERAS:
        return Moved(
            "saving-not-on-tf-keras",
            "tf.keras of Keras 3 has no attribute saving, though keras has it",
            "import keras, and keras.saving; or from kerascompat import keras, which has both; with Keras 2 "
            "tf.keras.saving is there",
        )
    if beyond == "api":
        return Moved(
            "keras-api-gone",
            "keras.api is private, and is in the wheels of Keras 3.3 to 3.9 alone; editors write such imports",
            "leave out .api: from keras.layers import Dense",
        )
    return None


def _losses(kind: str, path: str, name: str) -> Optional[Moved]:
    if path not in ("losses", "metrics"):
        return None
    if kind == TF_KERAS and name in _LONG:
        return Moved(
            "long-loss-name",
            f"tf.keras.{path} of Keras 3.3 and newer lacks {name}, which keras.{path} has",
            f"import keras, and keras.{path}.{name}; or the string '{name}' in compile(); or from kerascompat import "
            "keras, which has all of them",
        )
    short = name.lower()
    if kind == KERAS and short in _SHORT:
        return Moved(
            "short-loss-name",
            f"keras.{path} of Keras 3 has no {name}; tf.keras.{path} has it",
            f"write keras.{path}.{_SHORT[short]}",
        )
    if kind == KERAS and path == "losses" and name == "Reduction":
        return Moved(
            "losses-reduction",
            "keras.losses of Keras 3 has no Reduction; tf.keras.losses has it",
            'write the string: reduction="sum_over_batch_size" (for AUTO, too), "sum" or "none"',
        )
    return None


def _backend(kind: str, path: str, name: str) -> Optional[Moved]:
    del kind
    if path != "backend":
        return None
    new = _BACKEND_NEW.get(name) or (f"keras.ops.{name}" if name in _SAME_IN_OPS else "")
    instead = f"write {new}" if new else "keras.ops has most of what it did"
    if name in _BACKEND_GONE:
        return Moved("backend-function", f"keras.backend.{name} is gone in Keras 3", f"{instead}; or {{keras2}}")
    if name in _BACKEND_ONLY_TF_KERAS:
        return Moved(
            "backend-function",
            f"keras.backend of Keras 3 has no {name}; tf.keras.backend still has it",
            f"{instead}; or from tensorflow.keras import backend as K, or from kerascompat import keras, which has it",
        )
    return None


def _preprocessing(kind: str, path: str, name: str) -> Optional[Moved]:
    del kind
    home = f"{path}.{name}"
    if home.startswith("preprocessing.text"):
        path, name = "preprocessing.text", "Tokenizer" if name == "text" else name
    elif name not in _ONLY_TF_KERAS.get(path, ()):
        return None
    instead = {
        "preprocessing.image": "keras.utils.image_dataset_from_directory and the layers Random... are what Keras 3 has",
        "preprocessing.text": "keras.layers.TextVectorization is what Keras 3 has",
        "preprocessing.sequence": "keras.utils.timeseries_dataset_from_array is what Keras 3 has",
        "layers": "ReLU(threshold=...) stands for ThresholdedReLU, and RandomZoom for RandomHeight and RandomWidth",
    }[path]
    return Moved(
        "only-on-tf-keras",
        f"keras of Keras 3 has no {path}.{name}; tf.keras still has it",
        f"from tensorflow.keras.{path} import {name}, or from kerascompat.keras.{path} import {name}; {instead}",
    )


def _removed(kind: str, path: str, name: str) -> Optional[Moved]:
    del kind
    where = f"{path}.{name}" if path else name
    if path == "applications" and _APPLICATIONS.match(name):
        return Moved("removed-name", f"Keras 3 has no keras.{where}", "Keras 3 has no such network; {keras2}")
    advice = _LONG_GONE.get(where) or (_advice(where) if _is_removed(where) else None)
    if advice is None:
        return None
    return Moved("removed-name", f"Keras 3 has no keras.{where}", f"{advice}; or {{keras2}}")


def _is_removed(where: str) -> bool:
    """Whether Keras 2 has a name, and no Keras 3."""
    known = history(where)
    return known is not None and not any(minor.startswith("3.") for minor in known.minors("keras", "tf.keras"))


def _advice(where: str) -> str:
    """What to do without a name that Keras 3 has dropped."""
    text = instead(where, 3)
    if text is not None:
        return _QUOTED.sub(r"keras.\1", text)
    bridge = bridges(3).get(where)
    if bridge is None:
        return "there is none; copy its code"
    if bridge.is_alias:
        return f"write keras.{bridge.target}"
    return "from kerascompat import keras, which has it"


def _private(kind: str, path: str, name: str) -> Optional[Moved]:
    beyond = f"{path}.{name}" if path else name
    parts = tuple(beyond.removeprefix("src.").split("."))
    is_private = (
        parts[0] in _ROOT_PRIVATE
        or beyond.startswith("src.")
        or (len(parts) > 1 and any(part in _PRIVATE.get(parts[0], ()) for part in parts[1:]))
    )
    if not is_private:
        return None
    return _private_of(kind, beyond, parts)


def _private_of(kind: str, beyond: str, parts: tuple[str, ...]) -> Moved:
    if kind == KERAS_2:
        why = (
            f"{beyond} was private in the Keras of TensorFlow 2.15 and older, and tf_keras has none of that name there"
        )
        older = 'the Keras that it was made for: pip install "tensorflow==2.15.*" (Python up to 3.11)'
        public = _public(parts).replace("keras.", "tf_keras.")
        return Moved("private-module", why, f"{public}; a library that imports it needs a newer version, or {older}")
    # both generations have layers.core and others below src
    was_in_keras_2 = parts[0] in _ROOT_PRIVATE or not beyond.startswith("src.")
    if was_in_keras_2:
        why = f"keras.{beyond} is private in Keras 2, and Keras 3 has none of that name"
        return Moved(
            "private-module",
            why,
            f"{_public(parts)}; a library that imports it needs a newer version, or Keras 2: {{keras2}}",
        )
    why = f"keras.{beyond} is private: such names come and go with any release, and the installed one has none"
    return Moved("private-module", why, f"{_public(parts)}; a library that imports it needs another version")


def _public(parts: tuple[str, ...]) -> str:
    """Where the names of a private module are, as far as it is certain."""
    if parts[0] == "layers":
        return "take the layers from keras.layers"
    if parts[0] == "utils":
        return {
            "np_utils": "write keras.utils.to_categorical and keras.utils.normalize",
            "vis_utils": "write keras.utils.plot_model",
            "generic_utils": "write keras.utils.get_custom_objects, custom_object_scope and Progbar from keras.utils",
            "data_utils": "write keras.utils.get_file, Sequence and pad_sequences from keras.utils",
        }.get(parts[1] if len(parts) > 1 else "", "take from keras.utils what is public there")
    if parts[0] == "optimizers":
        return "take the optimizers from keras.optimizers, and schedules from keras.optimizers.schedules"
    if parts[0] == "engine":
        return "write keras.layers.Layer, keras.layers.InputSpec, keras.Model and keras.Input"
    return "take from keras what is public there"


def _frozen() -> Moved:
    return Moved(
        "tensorflow-python-keras",
        "tensorflow.python.keras is an old private copy of Keras inside TensorFlow, and goes with no other Keras",
        "write tensorflow.keras for tensorflow.python.keras, or from kerascompat import keras",
    )


def _version(name: str, kind: str) -> Optional[Moved]:
    if name not in ("__version__", "version"):
        return None
    if (kind, name) == (KERAS, "__version__"):  # every Keras has it
        return Moved(
            "shadowed-package",
            "what is imported as keras is not Keras: an empty folder is left of it, or one of that name lies nearer",
            "look where it lies (python -c 'import keras; print(keras.__path__)'), delete or rename that folder, and "
            "pip install --force-reinstall --no-deps keras if it lies in site-packages",
        )
    return Moved(
        "no-version-attribute",
        "tf.keras has a __version__ in some versions alone, and a version() with Keras 3 alone",
        'write importlib.metadata.version("keras") ("tf-keras"); or from kerascompat import keras, which has '
        "keras.__version__ and keras.version() everywhere",
    )


def _of_keras_3(path: str, name: str) -> Optional[Moved]:
    # What is missing below a module that only Keras 3 has is missing in Keras 3.
    if name not in _ONLY_KERAS_3[""] if not path else name not in _ONLY_KERAS_3.get(path, ()):
        return None
    return Moved(
        "keras-3-name-on-keras-2",
        f"keras.{f'{path}.' if path else ''}{name} is of Keras 3, and the Keras here is Keras 2",
        'pip install -U "tensorflow>=2.16" "keras>=3"; with TF_USE_LEGACY_KERAS set, unset it',
    )


def _data_generator(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    """The name is Keras's alone, wherever the line was cut."""
    del match, error, text
    found = moved("keras.preprocessing.image", "ImageDataGenerator")
    return {"code": found.code, "why": found.why, "fit": found.cure} if found else None


def _completed(module: str, beginning: str) -> Optional[Moved]:
    """What became of the name that a terminal has cut, where all that it can be became the same."""
    if len(beginning) < (_BEGINNING_OF_EXPERIMENTAL if "experimental".startswith(beginning) else _BEGINNING):
        return None
    every = {found.code: found for name in _EVERY if name.startswith(beginning) and (found := moved(module, name))}
    return next(iter(every.values())) if len(every) == 1 else None


def _given(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    del error, text
    groups = match.groupdict()
    module, name = groups["module"], groups.get("name")
    if name is None:
        module, _, name = module.rpartition(".")
    if not module:
        return None
    found = _completed(module, name) if groups.get("cut") else moved(module, name)
    return {"code": found.code, "why": found.why, "fit": found.cure} if found else None


CODES = (
    "backend-function",
    "estimator-gone",
    "keras-3-name-on-keras-2",
    "keras-api-gone",
    "keras-internal",
    "layers-experimental",
    "long-loss-name",
    "losses-reduction",
    "no-version-attribute",
    "only-on-tf-keras",
    "optimizers-experimental",
    "optimizers-legacy",
    "private-module",
    "removed-name",
    "saving-not-on-tf-keras",
    "scikit-learn-wrappers",
    "short-loss-name",
    "tensorflow-python-keras",
)
"""Every code of a `Moved`."""

# Of a cut name this much must be left; of the one that is asked for most, less.
_BEGINNING, _BEGINNING_OF_EXPERIMENTAL = 6, 3
_EVERY = frozenset(
    [
        *names("__internal__ __version__ api estimator experimental legacy saving scikit_learn wrappers Reduction"),
        *(name.rpartition(".")[2] for name in (*_LONG_GONE, *filter(_is_removed, known_names()))),
        *(name for table in (_ONLY_TF_KERAS, _ONLY_KERAS_3, _PRIVATE) for each in table.values() for name in each),
        *_SHORT,
        *_LONG,
        *_BACKEND_GONE,
        *_BACKEND_ONLY_TF_KERAS,
        *_ROOT_PRIVATE,
    ]
)
_MODULE = r"(?P<module>(?:tensorflow|tf_keras|keras)(?:\.\w{1,60}){0,10})"

KNOWN = (
    Known(
        "",
        "module '",
        rf"{_MODULE}'has no attribute'(?P<name>\w{{1,80}})(?:'|(?P<cut>\.\.\.|…))",
        "{why}",
        "{fit}",
        _given,
    ),
    Known("", "cannot import name '", rf"(?P<name>\w{{1,80}})'from'{_MODULE}'", "{why}", "{fit}", _given),
    Known("", "cannot import name 'ImageDataGenerator'", "(?!from)", "{why}", "{fit}", _data_generator),
    Known("", "No module named '", rf"{_MODULE}'(?!;)", "{why}", "{fit}", _given),
)
