"""`explain`: a text in, findings out. Each known error by its message, and what must not be taken for one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given, strategies

from kerascompat.explain import _names
from kerascompat.explain._explain import CODES, KNOWN, PAGE, explain
from kerascompat.explain.command import decode

ROOT = Path(__file__).resolve().parents[2]
# What real programs printed: Python, NumPy, pandas, scikit-learn, PyTorch, TensorFlow 2.21 with Keras 3.15,
# pip, pytest,
# Java, Node, C++. Paths are shortened, and the middle of long tracebacks.
UNRELATED = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "tests/unit/unrelated").glob("*.txt")}
SITE = "/home/you/venv/lib/python3.11/site-packages"
FRAME = f'  File "{SITE}/{{}}", line 12, in f\n    call()\n'
LOADER = FRAME.format("tensorflow/python/util/lazy_loader.py")
KERAS = FRAME.format("keras/src/tree/optree_impl.py")
TF_KERAS = FRAME.format("tf_keras/src/engine/base_layer.py")
TENSORFLOW = FRAME.format("tensorflow/__init__.py")
NUMPY_NOTICE = (
    "A module that was compiled using NumPy 1.x cannot be run in\nNumPy 2.0.2 as it may crash. To support both 1.x"
)

REFUSED = (
    "kerascompat.configure(generation=2)\n  found: tensorflow 2.16.2; tf_keras is not installed\n"
    '  cure:  pip install "tf-keras==2.16.*"\n'
)


def codes(text):
    return [finding.code for finding in explain(text)]


# id, text, code of the first finding
MESSAGES = {
    "a layer of TensorFlow Hub in a model of Keras 3": (
        "ValueError: Only instances of `keras.Layer` can be added to a Sequential model. Received: "
        "<tensorflow_hub.keras_layer.KerasLayer object at 0x7fe9> (of type "
        "<class 'tensorflow_hub.keras_layer.KerasLayer'>)",
        "not-a-keras-layer",
    ),
    "a layer of the old copy in a model of Keras 3": (
        "ValueError: Only instances of `keras.Layer` can be added to a Sequential model. Received: "
        "<tensorflow.python.keras.layers.core.Dense object at 0x7fe9> (of type "
        "<class 'tensorflow.python.keras.layers.core.Dense'>)",
        "not-a-keras-layer",
    ),
    "a layer of Keras 3 in a model of Keras 2": (
        "TypeError: The added layer must be an instance of class Layer. Received: layer=<Dense name=dense_23, "
        "built=False> of type <class 'keras.src.layers.core.dense.Dense'>.",
        "not-a-keras-layer",
    ),
    "Transformers with Keras 3": (
        "ValueError: Your currently installed version of Keras is Keras 3, but this is not yet supported in "
        "Transformers. Please install the backwards-compatible tf-keras package with `pip install tf-keras`.",
        "transformers-needs-tf-keras",
    ),
    "__internal__ of tf.keras": (
        "AttributeError: module 'keras._tf_keras.keras' has no attribute '__internal__'",
        "keras-internal",
    ),
    "pruning a model of Keras 3": (
        "ValueError: `prune_low_magnitude` can only prune an object of the following types: keras.models.Sequential, "
        "keras functional model, keras.layers.Layer, list of keras.layers.Layer. You passed an object of type: "
        "Sequential.",
        "tfmot-needs-keras-2",
    ),
    "pruning, quoted without backticks and type": (
        "prune_low_magnitude can only prune an object of the following types: keras.models.Sequential, keras "
        "functional model. You passed an object of type: Sequential",
        "tfmot-needs-keras-2",
    ),
    "quantizing a model of Keras 3": (
        "ValueError: `to_quantize` can only either be a keras Sequential or Functional model.",
        "tfmot-needs-keras-2",
    ),
    "TensorFlow Probability without tf-keras": (
        "Failed to import TF-Keras. Please note that TF-Keras is not installed by default when you install "
        "TensorFlow Probability.",
        "tfp-needs-tf-keras",
    ),
    "an optimizer of Keras 3 in tf_keras": (
        f"Traceback (most recent call last):\n{TF_KERAS}"
        "ValueError: Could not interpret optimizer identifier: <keras.src.optimizers.adam.Adam object at 0x7fb4>",
        "identifier-of-another-keras",
    ),
    "an optimizer of tf_keras in Keras 3": (
        "ValueError: Could not interpret optimizer identifier: <tf_keras.src.optimizers.adam.Adam object at 0x7fb4>",
        "identifier-of-another-keras",
    ),
    "an optimizer of the old copy": (
        "ValueError: ('Could not interpret optimizer identifier:', <tensorflow.python.keras.optimizers.Adam object>)",
        "identifier-of-another-keras",
    ),
    "a model of tf_keras in KerasTuner": (
        "keras_tuner.src.errors.FatalTypeError: Expected the model-building function, or HyperModel.build() to return "
        "a valid Keras Model instance. Received: <tf_keras.src.engine.functional.Functional object at 0x7f26> of type "
        "<class 'tf_keras.src.engine.functional.Functional'>.",
        "keras-tuner-other-keras",
    ),
    "a callback of Keras 3 in tf_keras": (
        "AttributeError: 'EarlyStopping' object has no attribute '_implements_train_batch_hooks'",
        "callback-of-another-keras",
    ),
    "a tensor of Keras 3 in a layer of tf_keras": (
        f"{FRAME.format('tf_keras/src/engine/input_spec.py')}AttributeError: 'tuple' object has no attribute 'rank'",
        "tensor-of-another-keras",
    ),
    "the variable without tf_keras": (
        "WARNING:tensorflow:Your environment has TF_USE_LEGACY_KERAS set to True, but you do not have the tf_keras "
        "package installed. You must install it in order to use the legacy tf.keras.",
        "tf-keras-missing",
    ),
    "the variable without tf_keras, then the error": (
        "W0000 00:00:1795296 139 lazy_loader.py:139] Your environment has TF_USE_LEGACY_KERAS set to True, but you do "
        "not have the tf_keras package installed. You must install it in order to use the legacy tf.keras.\n"
        f"Traceback (most recent call last):\n{LOADER}ImportError: Keras cannot be imported. Check that it is "
        "installed.",
        "tf-keras-missing",
    ),
    "Keras cannot be imported, and nothing else": (
        "ImportError: Keras cannot be imported. Check that it is installed.",
        "keras-cannot-be-imported",
    ),
    "the recursion of the lazy loader": (
        f"{LOADER}  [Previous line repeated 966 more times]\n"
        "RecursionError: maximum recursion depth exceeded in comparison",
        "lazy-loader-recursion",
    ),
    "the recursion of the lazy loader on Windows": (
        '  File "C:\\Users\\you\\Lib\\site-packages\\tensorflow\\python\\util\\lazy_loader.py", line 178, in x\r\n'
        "    module = self._load()\r\nRecursionError: maximum recursion depth exceeded\r\n",
        "lazy-loader-recursion",
    ),
    "pip's word on Keras 3 over TensorFlow 2.15": (
        "ERROR: pip's dependency resolver does not currently take into account all the packages that are installed.\n"
        "tensorflow 2.15.0.post1 requires keras<2.16,>=2.15.0, but you have keras 3.0.3 which is incompatible.",
        "pip-keras-conflict",
    ),
    "pip's word on Keras 2.7 over TensorFlow 2.6": (
        "tensorflow-gpu 2.6.0 requires keras~=2.6, but you have keras 2.7.0 which is incompatible.",
        "pip-keras-conflict",
    ),
    "pip's word on tf-keras": (
        "tf-keras 2.17.0 requires tensorflow<2.18,>=2.17, but you have tensorflow 2.16.1 which is incompatible.",
        "pip-tf-keras-conflict",
    ),
    "pip's word on NumPy 2": (
        'tensorflow 2.17.1 requires numpy<2.0.0,>=1.23.5; python_version <= "3.11", but you have numpy 2.0.2 which is '
        "incompatible.",
        "numpy-2-too-early",
    ),
    "TensorFlow 2.15 on Python 3.12": (
        "ERROR: Could not find a version that satisfies the requirement tensorflow==2.15 (from versions: 2.16.0rc0)\n"
        "ERROR: No matching distribution found for tensorflow==2.15",
        "no-tensorflow-for-python",
    ),
    "no matching distribution alone": (
        "No matching distribution found for tensorflow==2.15",
        "no-tensorflow-for-python",
    ),
    "no module tensorflow.keras": (
        "ModuleNotFoundError: No module named 'tensorflow.keras'",
        "no-tensorflow-keras",
    ),
    "Keras 2.15 on TensorFlow 2.16": (
        "AttributeError: module 'tensorflow._api.v2.compat.v2.__internal__' has no attribute "
        "'register_load_context_function'. Did you mean: 'register_call_context_function'?",
        "keras-2-on-newer-tensorflow",
    ),
    "tf_keras 2.16 on TensorFlow 2.15": (
        f"{TF_KERAS}AttributeError: module 'tensorflow._api.v2.compat.v2.__internal__' has no attribute 'load_context'",
        "tf-keras-of-another-minor",
    ),
    "Keras 3 on TensorFlow 2.14": (
        "ModuleNotFoundError: No module named 'keras.api._v2'",
        "keras-3-on-older-tensorflow",
    ),
    "Keras 3.15 on TensorFlow 2.14": (
        f"{LOADER}ModuleNotFoundError: No module named 'keras.api'",
        "keras-3-on-older-tensorflow",
    ),
    "a SavedModel folder": (
        "ValueError: File format not supported: filepath=saved. Keras 3 only supports V3 `.keras` files and legacy H5 "
        "format files (`.h5` extension). Note that the legacy SavedModel format is not supported by `load_model()` in "
        "Keras 3. In order to reload a TensorFlow SavedModel as an inference-only layer in Keras 3, use "
        "`keras.layers.TFSMLayer(saved, call_endpoint='serving_default')`",
        "saved-model-folder",
    ),
    "a checkpoint of weights": (
        "ValueError: File format not supported: filepath=weights. Keras 3 only supports V3 `.keras` files, "
        "`.weights.h5` files, legacy H5 format files (`.h5` extension), or Orbax checkpoints.",
        "weights-file-format",
    ),
    "groups in a file": (
        "TypeError: Error when deserializing class 'DepthwiseConv2D' using config={'name': 'd', 'groups': 1}.\n\n"
        "Exception encountered: Unrecognized keyword arguments passed to DepthwiseConv2D: {'groups': 1}",
        "keras-2-argument",
    ),
    "time_major in a file": (
        "ValueError: Unrecognized keyword arguments passed to GRU: {'time_major': False}",
        "keras-2-argument",
    ),
    "batch_input_shape": (
        "ValueError: Unrecognized keyword arguments passed to Dense: {'batch_input_shape': (1, 3)}",
        "keras-2-argument",
    ),
    "a metric by name": (
        "TypeError: Could not locate function 'mse'. Make sure custom classes are decorated with "
        "`@keras.saving.register_keras_serializable()`.",
        "loss-by-name-in-h5",
    ),
    "a metric by name, in newer words": (
        "ValueError: Could not deserialize 'keras.metrics.mse' because it is not a KerasSaveable subclass",
        "loss-by-name-in-h5",
    ),
    "a file of Keras 3 in Keras 2": (
        "ValueError: Unrecognized keyword arguments: ['batch_shape']",
        "keras-3-file-in-keras-2",
    ),
    "a functional model of Keras 3 in Keras 2": (
        "TypeError: Could not deserialize class 'Functional' because its parent module keras.src.models.functional "
        "cannot be imported. Full object config: {'module': 'keras.src.models.functional'}",
        "keras-3-file-in-keras-2",
    ),
    "a file of Keras 2 in Keras 3": (
        "TypeError: <class 'keras.src.models.sequential.Sequential'> could not be deserialized properly. Please ensure "
        "that components that are Python object instances.\n\nconfig={'layers': [{'batch_input_shape': [None, 8]}]}",
        "keras-2-file-in-keras-3",
    ),
    "a description of Keras 2 in Keras 3": (
        "TypeError: Could not locate class 'Sequential'. Make sure custom classes are decorated. Full object config: "
        "{'class_name': 'Sequential', 'config': {'layers': [{'config': {'batch_input_shape': [None, 8]}}]}}",
        "keras-2-file-in-keras-3",
    ),
    "a checkpoint of weights without its ending": (
        "ValueError: When using `save_weights_only=True` in `ModelCheckpoint`, the filepath provided must end in "
        "`.weights.h5` (Keras weights format). Received: filepath=ck",
        "checkpoint-file-name",
    ),
    "a checkpoint without its ending": (
        "ValueError: The filepath provided must end in `.keras` (Keras model format). Received: filepath=ck",
        "checkpoint-file-name",
    ),
    "weights without their ending": (
        "ValueError: The filename must end in `.weights.h5`. Received: filepath=w",
        "checkpoint-file-name",
    ),
    "save to a folder": (
        "ValueError: Invalid filepath extension for saving. Please add either a `.keras` extension for the native "
        "Keras format (recommended) or a `.h5` extension.",
        "save-needs-extension",
    ),
    "save_format": (
        "ValueError: The `save_format` argument is deprecated in Keras 3. Please remove this argument and pass a file "
        "path with either `.keras` or `.h5` extension.Received: save_format=tf",
        "save-needs-extension",
    ),
    "by_name": (
        "ValueError: `by_name` only supports loading legacy '.h5' or '.hdf5' files. Received: w.weights.h5",
        "load-weights-by-name",
    ),
    "a symbolic tensor in a function of TensorFlow": (
        "ValueError: A KerasTensor cannot be used as input to a TensorFlow function. A KerasTensor is a symbolic "
        "placeholder for a shape and dtype",
        "keras-tensor-in-tensorflow-function",
    ),
    "a symbolic tensor in NumPy": (
        "ValueError: A KerasTensor is symbolic: it's a placeholder for a shape an a dtype. It doesn't have any actual "
        "numerical value.",
        "keras-tensor-in-tensorflow-function",
    ),
    "layers.experimental": (
        "AttributeError: module 'keras._tf_keras.keras.layers' has no attribute 'experimental'",
        "layers-experimental",
    ),
    "layers.experimental in Keras 3.3 to 3.9": (
        "AttributeError: module 'keras.api._tf_keras.keras.layers' has no attribute 'experimental'",
        "layers-experimental",
    ),
    "an import from layers.experimental": (
        "ModuleNotFoundError: No module named 'tensorflow.keras.layers.experimental'",
        "layers-experimental",
    ),
    "add_weight with two shapes": (
        "TypeError: Layer.add_weight() got multiple values for argument 'shape'",
        "add-weight-arguments",
    ),
    "add_weight with two shapes, bare": (
        "add_weight() got multiple values for argument 'shape'",
        "add-weight-arguments",
    ),
    "add_weight with its name first": (
        "ValueError: `name` must be passed as a keyword argument. Received: add_weight('kernel', ...). Use: "
        "add_weight(shape=..., name='kernel').",
        "add-weight-arguments",
    ),
    "a legacy optimizer": (
        "ImportError: `keras.optimizers.legacy` is not supported in Keras 3. When using `tf.keras`, to continue "
        "using a "
        "`tf.keras.optimizers.legacy` optimizer",
        "optimizers-legacy",
    ),
    "a legacy optimizer that has no stub": (
        "AttributeError: module 'tensorflow.keras.optimizers.legacy' has no attribute 'Nadam'",
        "optimizers-legacy",
    ),
    "backend.get_value": (
        "AttributeError: module 'keras.backend' has no attribute 'get_value'",
        "backend-function",
    ),
    "an import of backend.set_value": (
        f"ImportError: cannot import name 'set_value' from 'keras.backend' ({SITE}/keras/backend/__init__.py)",
        "backend-function",
    ),
    "backend.set_learning_phase of tf.keras": (
        "AttributeError: module 'keras._tf_keras.keras.backend' has no attribute 'set_learning_phase'",
        "backend-function",
    ),
    "output_shape of a layer": ("AttributeError: 'Dense' object has no attribute 'output_shape'", "layer-attribute"),
    "input_shape of a layer of one's own": (
        f"{KERAS}AttributeError: 'Attend' object has no attribute 'input_shape'",
        "layer-attribute",
    ),
    "workers of fit": (
        "TypeError: TensorFlowTrainer.fit() got an unexpected keyword argument 'workers'",
        "argument-gone",
    ),
    "workers of fit on Python 3.9": ("TypeError: fit() got an unexpected keyword argument 'workers'", "argument-gone"),
    "y of to_categorical": (
        "TypeError: to_categorical() got an unexpected keyword argument 'y'",
        "argument-gone",
    ),
    "the list of metrics' names": ("['loss', 'compile_metrics']", "compile-metrics"),
    "ImageDataGenerator": (
        "ImportError: cannot import name 'ImageDataGenerator' from 'keras.preprocessing.image' "
        f"({SITE}/keras/preprocessing/image/__init__.py)",
        "only-on-tf-keras",
    ),
    "ImageDataGenerator, and no more of the line": (
        "cannot import name 'ImageDataGenerator'",
        "only-on-tf-keras",
    ),
    "Tokenizer": ("ModuleNotFoundError: No module named 'keras.preprocessing.text'", "only-on-tf-keras"),
    "lr of an optimizer": ("AttributeError: 'Adam' object has no attribute 'lr'", "optimizer-attribute"),
    "lr as an argument": ("ValueError: Argument(s) not recognized: {'lr': 0.001}", "optimizer-argument"),
    "decay on Keras 2.15": (
        "ValueError: decay is deprecated in the new Keras optimizer, please check the docstring for valid "
        "arguments, or "
        "use the legacy optimizer, e.g., tf.keras.optimizers.legacy.Adam.",
        "optimizer-decay",
    ),
    "decay on Keras 3": (
        f"{SITE}/keras/src/optimizers/base_optimizer.py:86: UserWarning: Argument `decay` is no longer supported and "
        "will be ignored.\n  warnings.warn(",
        "optimizer-decay",
    ),
    "keras.src.engine": ("ModuleNotFoundError: No module named 'keras.src.engine'", "private-module"),
    "keras.engine": ("ModuleNotFoundError: No module named 'keras.engine'", "private-module"),
    "keras.legacy_tf_layers": ("ModuleNotFoundError: No module named 'keras.legacy_tf_layers'", "private-module"),
    "tf_keras.legacy_tf_layers": ("ModuleNotFoundError: No module named 'tf_keras.legacy_tf_layers'", "private-module"),
    "keras.utils.generic_utils": (
        "AttributeError: module 'keras.utils' has no attribute 'generic_utils'",
        "private-module",
    ),
    "keras.utils.tf_utils": (
        f"ImportError: cannot import name 'tf_utils' from 'keras.utils' ({SITE}/keras/utils/__init__.py)",
        "private-module",
    ),
    "keras.utils.np_utils": ("ModuleNotFoundError: No module named 'keras.utils.np_utils'", "private-module"),
    "a private module of layers": ("ModuleNotFoundError: No module named 'keras.layers.core'", "private-module"),
    "the old copy inside TensorFlow": (
        "ModuleNotFoundError: No module named 'tensorflow.python.keras.engine.base_layer_x'",
        "tensorflow-python-keras",
    ),
    "keras.api": ("ModuleNotFoundError: No module named 'keras.api'", "keras-api-gone"),
    "an editor's import": (
        f"ImportError: cannot import name '_tf_uses_legacy_keras' from 'tensorflow' ({SITE}/tensorflow/__init__.py)",
        "editor-import",
    ),
    "Pylance": (
        'Import "tensorflow.keras.layers" could not be resolved Pylance(reportMissingImports)',
        "editor-cannot-resolve",
    ),
    "Pyright": (
        '/home/you/train.py:1:6 - error: Import "tensorflow.keras" could not be resolved (reportMissingImports)',
        "editor-cannot-resolve",
    ),
    "a backend with the package's name": ("ValueError: Unable to import backend : pytorch", "unknown-backend"),
    "a backend of old": ("ValueError: Unable to import backend : theano", "unknown-backend"),
    "Keras that looks for TensorFlow": (
        f"Traceback (most recent call last):\n{KERAS}ModuleNotFoundError: No module named 'tensorflow'",
        "backend-not-installed",
    ),
    "TensorFlow that is not installed": ("ModuleNotFoundError: No module named 'tensorflow'", "backend-not-installed"),
    "Keras that looks for PyTorch": (f"{KERAS}ModuleNotFoundError: No module named 'torch'", "backend-not-installed"),
    "keras that is not installed": ("ModuleNotFoundError: No module named 'keras'", "keras-not-installed"),
    "tf_keras that is not installed": ("ModuleNotFoundError: No module named 'tf_keras'", "tf-keras-missing"),
    "what Keras needs": (
        "ImportError: To use Keras, you need to have `optree` installed. Install it via `pip install optree`",
        "keras-dependency-missing",
    ),
    "what the NumPy backend needs": (
        f"{KERAS}ModuleNotFoundError: No module named 'scipy'",
        "keras-dependency-missing",
    ),
    "a file of the name keras.py": (
        "AttributeError: partially initialized module 'keras' has no attribute 'layers' (most likely due to a circular "
        "import)",
        "shadowed-package",
    ),
    "a file of the name tensorflow.py": (
        "ModuleNotFoundError: No module named 'tensorflow.keras'; 'tensorflow' is not a package",
        "shadowed-package",
    ),
    "the TensorFlow 1 style API": (
        "AttributeError: `tf.compat.v1.keras` is not available with Keras 3. Keras 3 has no support for TF 1 APIs.",
        "compat-v1-keras",
    ),
    "layers of the TensorFlow 1 style API": (
        "AttributeError: `dense` is not available with Keras 3.",
        "compat-v1-keras",
    ),
    "Estimators": (
        f"ImportError: cannot import name 'estimator' from 'tensorflow.compat.v1' ({SITE}/tensorflow/__init__.py)",
        "estimator-gone",
    ),
    "Estimators of tf": ("AttributeError: module 'tensorflow' has no attribute 'estimator'", "estimator-gone"),
    "tf.keras.saving": (
        "AttributeError: module 'keras._tf_keras.keras' has no attribute 'saving'",
        "saving-not-on-tf-keras",
    ),
    "a long name of a loss on tf.keras": (
        "AttributeError: module 'keras._tf_keras.keras.losses' has no attribute 'mean_squared_error'",
        "long-loss-name",
    ),
    "a short name of a loss on keras": (
        "AttributeError: module 'keras.losses' has no attribute 'mse'",
        "short-loss-name",
    ),
    "losses.Reduction": ("AttributeError: module 'keras.losses' has no attribute 'Reduction'", "losses-reduction"),
    "tf.keras.__version__": (
        "AttributeError: module 'keras.api._v2.keras' has no attribute '__version__'",
        "no-version-attribute",
    ),
    "optimizers.experimental": (
        "AttributeError: module 'keras.optimizers' has no attribute 'experimental'",
        "optimizers-experimental",
    ),
    "a layer that is gone": (
        "AttributeError: module 'tensorflow.keras.layers' has no attribute 'LocallyConnected1D'",
        "removed-name",
    ),
    "a network that is gone": (
        "AttributeError: module 'keras.applications' has no attribute 'RegNetX002'",
        "removed-name",
    ),
    "the wrappers for scikit-learn": (
        "ModuleNotFoundError: No module named 'tensorflow.keras.wrappers.scikit_learn'",
        "scikit-learn-wrappers",
    ),
    "keras.ops of Keras 2": (
        f"ImportError: cannot import name 'ops' from 'keras' ({SITE}/keras/__init__.py)",
        "keras-3-name-on-keras-2",
    ),
    "fit_generator": ("AttributeError: 'Sequential' object has no attribute 'fit_generator'", "model-attribute"),
    "reset_states of a metric": ("AttributeError: 'Mean' object has no attribute 'reset_states'", "metric-attribute"),
    "get_shape of a symbolic tensor": (
        "AttributeError: 'KerasTensor' object has no attribute 'get_shape'",
        "keras-tensor-attribute",
    ),
    "Layer by position": (
        "TypeError: Layer.__init__() takes 1 positional argument but 3 were given",
        "layer-positional-arguments",
    ),
    "a flag by position": (
        "ValueError: Only input tensors may be passed as positional arguments. The following argument value should be "
        "passed as a keyword argument: a (of type <class 'str'>)",
        "positional-argument-of-call",
    ),
    "a slash": (
        "ValueError: Argument `name` must be a string and cannot contain character `/`. Received: name=a/b (of type "
        "<class 'str'>)",
        "slash-in-name",
    ),
    "add_metric": (
        # what Keras 3 raises, as a user sees it: a text to be recognised
        "NotImplementedError: Exception encountered when calling A.call().\n\n\x1b[1mLayer `add_metric()` method is "
        "deprecated. Add your metric in `Model.compile(metrics=[...])`\x1b[0m",
        "add-metric-gone",
    ),
    "variables that are not tracked": (
        f"{SITE}/keras/src/trainers/trainer.py:1: UserWarning: The model does not have any trainable weights.",
        "untracked-variables",
    ),
    "state that is not built": (
        "UserWarning: Layer 'attend' looks like it has unbuilt state, but Keras is not able to trace the layer "
        "`call()` in order to build it automatically.",
        "unbuilt-state",
    ),
    "keras.json with a wrong value": (
        "ValueError: Invalid `floatx` configuration. Expected one of {'float16', 'float32', 'float64'}. Received: "
        "floatx=f",
        "keras-setting-invalid",
    ),
    "NumPy 2 under TensorFlow 2.15": (
        f"{TENSORFLOW}ImportError: numpy.core.umath failed to import",
        "numpy-2-too-early",
    ),
    "NumPy 2 under TensorFlow 2.17": (
        "SystemError: initialization of _pywrap_checkpoint_reader raised unreported exception",
        "numpy-2-too-early",
    ),
    "NumPy's own notice": (f"{TENSORFLOW}\n{NUMPY_NOTICE}", "numpy-2-too-early"),
    "callbacks with NumPy 2": (
        f"{FRAME.format('tf_keras/src/callbacks.py')}AttributeError: `np.Inf` was removed in the NumPy 2.0 "
        "release. Use "
        "`np.inf` instead.",
        "numpy-2-callbacks",
    ),
    "tf_keras that is newer than protobuf": (
        "google.protobuf.runtime_version.VersionError: Detected incompatible Protobuf Gencode/Runtime versions when "
        "loading tf_keras/protobuf/saved_metadata.proto: gencode 6.31.1 runtime 5.29.6.",
        "protobuf-versions",
    ),
    "tf_keras that needs a newer protobuf": (
        f"{TF_KERAS}ImportError: cannot import name 'runtime_version' from 'google.protobuf' "
        f"({SITE}/google/protobuf/__init__.py)",
        "protobuf-versions",
    ),
    "the variable as a package": (
        "ERROR: Could not find a version that satisfies the requirement TF_USE_LEGACY_KERAS1 (from versions: none)",
        "variable-is-no-package",
    ),
    "an error of kerascompat": (f"kerascompat.errors.NotInstalledError: {REFUSED}", "kerascompat-error"),
}


@pytest.mark.parametrize(("text", "code"), MESSAGES.values(), ids=MESSAGES)
def test_a_message_is_recognised(text, code):
    assert codes(text)[:1] == [code]


@pytest.mark.parametrize(
    ("text", "why", "cure"),
    [
        pytest.param(
            f"Traceback (most recent call last):\nkerascompat.errors.TooLateError: {REFUSED}Next line\n",
            "tensorflow 2.16.2; tf_keras is not installed",
            'pip install "tf-keras==2.16.*"',
            id="a refusal, with another line behind it",
        ),
        pytest.param(
            f"NotInstalledError: {REFUSED}",
            "tensorflow 2.16.2; tf_keras is not installed",
            'pip install "tf-keras==2.16.*"',
            id="a refusal as a notebook shows it",
        ),
        pytest.param(
            "".join(f"E   {line}\n" for line in f"kerascompat.errors.SettingError: {REFUSED}".splitlines()),
            "tensorflow 2.16.2; tf_keras is not installed",
            'pip install "tf-keras==2.16.*"',
            id="a refusal as pytest prints it",
        ),
        pytest.param(
            "kerascompat.errors.MissingAttributeError: module 'kerascompat.keras.layers' has no attribute 'Dnse': it is"
            " in no Keras. Cure: dir(kerascompat.keras.layers) lists the names that there are",
            "it is in no Keras",
            "dir(kerascompat.keras.layers) lists the names that there are",
            id="a missing name, in one line",
        ),
    ],
)
def test_an_error_of_kerascompat_is_repeated(text, why, cure):
    (finding,) = explain(text)
    assert (finding.code, finding.why, finding.cure) == ("kerascompat-error", why, cure)


def test_what_kerascompat_says_of_a_failed_import_goes_behind_its_cause():
    cause = MESSAGES["tf_keras that needs a newer protobuf"][0]
    text = f"{cause}\n\nThe above exception was the direct cause\n\nkerascompat.errors.ProviderImportError: {REFUSED}"
    assert codes(text) == ["protobuf-versions", "kerascompat-error"]


@pytest.mark.parametrize("name", ["ConfigError", "hydra.SettingError"])
def test_the_same_words_of_another_program_are_not_taken_for_it(name):
    assert codes(f"{name}: {REFUSED}") == []


def test_every_code_has_a_message_here():
    assert {code for _, code in MESSAGES.values()} == set(CODES)


@pytest.mark.parametrize("name", UNRELATED)
def test_an_unrelated_traceback_has_no_finding(name):
    assert explain(UNRELATED[name]) == ()


def test_there_are_more_than_twenty_unrelated_tracebacks():
    assert len(UNRELATED) > 20


def test_every_code_has_its_heading_and_every_heading_its_code():
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    assert sorted(re.findall(r"^### ([a-z0-9-]+)$", page, re.MULTILINE)) == list(CODES)


def test_every_heading_has_the_message_the_reason_and_the_cure():
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    for section in re.split(r"^### ", page, flags=re.MULTILINE)[1:]:
        assert re.search(r"^    \S", section, re.MULTILINE), section[:40]
        assert "Why: " in section, section[:40]
        assert "Cure: " in section, section[:40]


# what stands under a heading is recognised as that
def documented():
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    for section in re.split(r"^### ", page, flags=re.MULTILINE)[1:]:
        code, _, rest = section.partition("\n")
        for block in re.findall(r"(?:^    .*\n)+", rest, re.MULTILINE):
            yield pytest.param(block, code, id=f"{code}: {block.split()[1]}")


@pytest.mark.parametrize(("block", "code"), list(documented()))
def test_the_message_under_a_heading_is_explained_by_it(block, code):
    assert code in codes(block)


CURES = {
    "tf-keras of a TensorFlow that the text names": (
        "tensorflow==2.17.1\n" + MESSAGES["Transformers with Keras 3"][0],
        'pip install "tf-keras==2.17.*"; a program that uses PyTorch alone sets USE_TF=0 (export USE_TF=0)',
    ),
    "tf-keras of a TensorFlow that nothing names": (
        "ModuleNotFoundError: No module named 'tf_keras'",
        'install tf-keras of TensorFlow\'s own minor version (for TensorFlow 2.16: pip install "tf-keras==2.16.*"; '
        "kerascompat doctor prints the line for this environment)",
    ),
    "the Keras that TensorFlow 2.15 allows": (
        MESSAGES["pip's word on Keras 3 over TensorFlow 2.15"][0],
        'pip install "keras==2.15.*" (keeps that TensorFlow), or pip install -U "tensorflow>=2.16" keras',
    ),
    "the tf-keras that goes with TensorFlow": (MESSAGES["pip's word on tf-keras"][0], 'pip install "tf-keras==2.16.*"'),
    "learning_rate for lr": (MESSAGES["lr as an argument"][0], "lr: write learning_rate="),
    "mean_squared_error for mse": (
        MESSAGES["a short name of a loss on keras"][0],
        "write keras.losses.mean_squared_error",
    ),
    "torch for pytorch": (
        MESSAGES["a backend with the package's name"][0],
        'export KERAS_BACKEND=torch, or correct "backend" in keras.json (~/.keras/keras.json, or in the folder '
        "KERAS_HOME)",
    ),
    "the distribution of a module": (f"{KERAS}ModuleNotFoundError: No module named 'tree'", "pip install dm-tree"),
    "NumPy 1": (MESSAGES["NumPy 2 under TensorFlow 2.17"][0], 'pip install "numpy<2"'),
    "the backend that is there": (
        MESSAGES["Keras that looks for PyTorch"][0],
        "pip install torch, or name the backend that is installed before Python starts: export "
        "KERAS_BACKEND=tensorflow",
    ),
}


@pytest.mark.parametrize(("text", "cure"), CURES.values(), ids=CURES)
def test_the_cure_is(text, cure):
    assert explain(text)[0].cure == cure


@pytest.mark.parametrize(("text", "code"), MESSAGES.values(), ids=MESSAGES)
def test_no_sentence_has_a_word_that_was_not_filled_in(text, code):
    for finding in explain(text):
        assert not re.search(r"\{[a-z0-9_]+\}", f"{finding.why} {finding.cure}"), code


CHAIN = (
    f"Traceback (most recent call last):\n{LOADER}"
    f"{FRAME.format('psutil/_pslinux.py')}"
    "ImportError: cannot import name '_psutil_linux' from partially initialised module 'psutil'\n\n"
    "During handling of the above exception, another exception occurred:\n\n"
    f"Traceback (most recent call last):\n{LOADER}ImportError: Keras cannot be imported. Check that it is installed.\n"
)


def test_an_unknown_cause_beneath_keras_cannot_be_imported_is_named():
    (finding,) = explain(CHAIN)
    assert finding.code == "keras-cannot-be-imported"
    assert "cannot import name '_psutil_linux'" in finding.why


def test_a_known_cause_comes_before_what_hides_it():
    text = CHAIN.replace(
        "cannot import name '_psutil_linux' from partially initialised module 'psutil'",
        "numpy.core.umath failed to import",
    )
    assert codes(text) == ["numpy-2-too-early", "keras-cannot-be-imported"]


def test_an_error_that_is_not_of_the_chain_is_no_cause():
    text = CHAIN.replace("During handling of the above exception, another exception occurred:", "and later:")
    assert "not in this text" in explain(text)[0].why


def test_the_matched_line_is_quoted_with_its_number():
    (finding,) = explain("start\n\nValueError: Unable to import backend : theano\n")
    assert finding.what == "ValueError: Unable to import backend : theano (line 3)"


def test_the_same_error_twice_is_one_finding():
    assert codes("ValueError: Unable to import backend : theano\n" * 3) == ["unknown-backend"]


MESSAGE = MESSAGES["a layer of TensorFlow Hub in a model of Keras 3"][0]
SURROUNDED = {
    "pytest's E": "E       " + MESSAGE,
    "pytest's short summary": f"FAILED test_train.py::test_fit - {MESSAGE}",
    "pytest's short summary, cut": "FAILED test_train.py::test_fit - ValueError: Only instances of `keras.L...",
    "pytest's short summary, cut with one character": "FAILED t.py::x - ValueError: Only instances of `keras.La…",
    "Windows line ends": f"Traceback (most recent call last):\r\n{MESSAGE}\r\n",
    "old Macintosh line ends": f"Traceback (most recent call last):\r{MESSAGE}\r",
    "colours": f"\x1b[31m\x1b[1mValueError\x1b[0m: {MESSAGE.removeprefix('ValueError: ')}\x1b[0m",
    "a box": f"╭─ Traceback ─╮\n│ {MESSAGE} │\n╰─────╯",
    "a log": f"2026-11-21 21:27:36,220 ERROR root: {MESSAGE}",
    "a log of ISO times": f"2026-11-21T21:27:36.220724Z {MESSAGE}",
    "Ray": f"(train_fn pid=1234, ip=10.0.0.2) {MESSAGE}",
    "Ray, without a name": f"(pid=1234) {MESSAGE}",
    "mpirun": f"[1,0]<stderr>:{MESSAGE}",
    "docker compose": f"trainer_1  | {MESSAGE}",
    "a quoted mail": f"> {MESSAGE}",
    "an indented block of Markdown": f"    Traceback (most recent call last):\n    {MESSAGE}",
    "without backticks": MESSAGE.replace("`", ""),
    "without the exception's name": MESSAGE.removeprefix("ValueError: "),
    "after another exception's name": f"RuntimeError: ValueError: {MESSAGE.removeprefix('ValueError: ')}",
    "wrapped at words": "ValueError: Only instances of `keras.Layer` can be added to a Sequential\nmodel. Received: "
    "<tensorflow_hub.keras_layer.KerasLayer object at 0x7fe9> (of type \n<class \n'tensorflow_hub.keras_layer.Keras"
    "Layer'>)",
    "wrapped anywhere": "\n".join(MESSAGE[i : i + 30] for i in range(0, len(MESSAGE), 30)),
    "one line of JSON": '{"message": "Traceback (most recent call last):\\n  File \\"t.py\\", line 1, in '
    "<module>\\n    "
    f'f()\\n{MESSAGE}\\n"}}',
    "autograph's frames": (
        'ValueError: in user code:\n\n    File "t.py", line 1, in f  *\n        g()\n\n' + f"    {MESSAGE}\n"
    ),
    "a notebook": (
        f"ValueError                                Traceback (most recent call last)\n----> 1 m.add(x)\n\n{MESSAGE}"
    ),
}


@pytest.mark.parametrize("text", SURROUNDED.values(), ids=SURROUNDED)
def test_what_stands_around_a_message_does_not_hide_it(text):
    assert codes(text) == ["not-a-keras-layer"]


CUT_NAMES = {
    "AttributeError: module 'keras._tf_keras.keras.layers' has no attribute 'exp...": ["layers-experimental"],
    "AttributeError: module 'keras.backend' has no attribute 'get_val…": ["backend-function"],
    "AttributeError: module 'keras._tf_keras.keras.layers' has no attribute 'ex...": [],
    "AttributeError: module 'keras._tf_keras.keras.layers' has no attribute 'Den...": [],
    "AttributeError: module 'keras._tf_keras.keras.layers' has no attr...": [],
}


@pytest.mark.parametrize(("text", "found"), CUT_NAMES.items(), ids=CUT_NAMES)
def test_a_name_that_pytest_has_cut_is_completed_where_it_can_be_one_thing_only(text, found):
    assert codes(f"FAILED test_train.py::test_it - {text}") == found


NEAR_MISSES = {
    "a frame's source line": f'  File "{SITE}/keras/src/models/sequential.py", line 97, in add\n'
    '    raise ValueError("Only instances of `keras.Layer` can be added to a Sequential model. Received: '
    '<tf_keras.x>")\n',
    "a source line in pytest": ">           raise ValueError('Unable to import backend : theano')",
    "a source line in a notebook": "      5 # ValueError: Unable to import backend : theano",
    "the source line that a notebook points at": "----> 5 raise ValueError('Unable to import backend : theano')",
    "a comment in a frame": '  File "t.py", line 1, in f\n    f()  # ValueError: Unable to import backend : theano\n',
    "something that is no layer at all": (
        "ValueError: Only instances of `keras.Layer` can be added to a Sequential model. Received: 5 (of type "
        "<class 'int'>)"
    ),
    "another library's instances": (
        "ValueError: Only instances of `torch.nn.Module` can be added to a Sequential model."
    ),
    "too little of it": "FAILED t.py::x - ValueError: Only inst...",
    "a misspelt optimizer": "ValueError: Could not interpret optimizer identifier: adan",
    "a misspelt loss": "ValueError: Could not interpret loss function identifier: mse_loss",
    "a model function that returned nothing": (
        "keras_tuner.src.errors.FatalTypeError: Expected the model-building function, or HyperModel.build() to return "
        "a valid Keras Model instance. Received: None of type <class 'NoneType'>."
    ),
    "a name that no Keras had": "AttributeError: module 'keras.layers' has no attribute 'Dens'",
    "a module that no Keras had": "ModuleNotFoundError: No module named 'keras.layer'",
    "a module of another project": "ModuleNotFoundError: No module named 'keras_foo'",
    "a module below another project": "ModuleNotFoundError: No module named 'keras_cv.layers.experimental'",
    "a module of one's own called layers": "AttributeError: module 'layers' has no attribute 'experimental'",
    "another module's experimental": "AttributeError: module 'tensorflow.data' has no attribute 'experimental'",
    "another class's output_shape": "AttributeError: 'Widget' object has no attribute 'output_shape'",
    "another class's lr": "AttributeError: 'Scheduler' object has no attribute 'lr'",
    "PyTorch's Adam": (
        f'  File "{SITE}/torch/optim/optimizer.py", line 1, in f\n    g()\n'
        "AttributeError: 'Adam' object has no attribute 'lr'"
    ),
    "another method's workers": "TypeError: Word2Vec.fit() got an unexpected keyword argument 'workers'",
    "another function's workers": "TypeError: train() got an unexpected keyword argument 'workers'",
    "another argument of fit": "TypeError: Trainer.fit() got an unexpected keyword argument 'epoch'",
    "Lightning's checkpoint": "TypeError: ModelCheckpoint.__init__() got an unexpected keyword argument 'period'",
    "an argument that no layer had": "ValueError: Unrecognized keyword arguments passed to Dense: {'unit': 3}",
    "an argument that no optimizer had": "ValueError: Argument(s) not recognized: {'learning': 0.1}",
    "a function of one's own in a file": "TypeError: Could not locate function 'my_loss'. Make sure custom classes",
    "a class of one's own in a file": (
        "TypeError: Could not locate class 'Sequential'. Make sure custom classes are decorated with "
        "`@keras.saving.register_keras_serializable()`."
    ),
    "a recursion of one's own": '  File "lazy_loader.py", line 1, in f\n    f()\nRecursionError: maximum '
    "recursion depth exceeded",
    "PyTorch that is not installed": "ModuleNotFoundError: No module named 'torch'",
    "scipy that is not installed": "ModuleNotFoundError: No module named 'scipy'",
    "NumPy 2 and another library": (
        f'  File "{SITE}/pandas/__init__.py", line 1, in <module>\n    from x import y\n'
        "ImportError: numpy.core.multiarray failed to import"
    ),
    "NumPy 2 and another library, in a log that speaks of TensorFlow": (
        f'{TENSORFLOW}ValueError: x\n  File "{SITE}/cv2/__init__.py", line 1, in <module>\n    from x import y\n'
        "ImportError: numpy.core.multiarray failed to import"
    ),
    "protobuf and another library": (
        "google.protobuf.runtime_version.VersionError: Detected incompatible Protobuf Gencode/Runtime versions when "
        "loading onnx/onnx.proto: gencode 6.31.1 runtime 5.29.6."
    ),
    "np.Inf of one's own": "AttributeError: `np.Inf` was removed in the NumPy 2.0 release. Use `np.inf` instead.",
    "a conflict of other packages": (
        "tensorboard 2.15.0 requires keras<2.16,>=2.15.0, but you have keras 3.0.3 which is incompatible."
    ),
    "a conflict of TensorFlow with another package": (
        "tensorflow 2.15.0 requires ml-dtypes~=0.2.0, but you have ml-dtypes 0.4.0 which is incompatible."
    ),
    "another distribution": "ERROR: No matching distribution found for tensorflow-datasets==99",
    "TensorFlow 1": "ERROR: No matching distribution found for tensorflow==1.15",
    "another editor's complaint": 'Import "tensorflow_datasets" could not be resolved',
    "a module of another name that is half imported": (
        "AttributeError: partially initialized module 'pandas' has no attribute 'read_csv' (most likely due to a "
        "circular import)"
    ),
    "another thing's version": "AttributeError: module 'tensorflow.data' has no attribute '__version__'",
    "a sentence in which a message stands": "I see `Unable to import backend : theano` when I start it",
    "a name in quotes": 'print("ImportError: Keras cannot be imported. Check that it is installed.")',
    "the code of the check": "if 'Keras cannot be imported. Check that it is installed.' in str(error):",
    "nothing": "",
    "white space": " \n\n\t \n",
}


OTHERS = {
    "paddle": ("/x/paddle/optimizer/adam.py", "AttributeError: 'Adam' object has no attribute 'get_gradients'"),
    "mxnet": ("/x/mxnet/optimizer.py", "AttributeError: 'SGD' object has no attribute 'lr'"),
    "flax": (f"{SITE}/flax/linen/module.py", "AttributeError: 'Dense' object has no attribute 'updates'"),
    "sympy": ("/x/sympy/core/add.py", "AttributeError: 'Add' object has no attribute 'updates'"),
    "django": (f"{SITE}/django/db/models/base.py", "AttributeError: 'Model' object has no attribute 'input_shape'"),
    "scikit-learn": ("/x/sklearn/a.py", "TypeError: fit() got an unexpected keyword argument 'workers'"),
    "gensim": (f"{SITE}/gensim/a.py", "TypeError: Model.fit() got an unexpected keyword argument 'workers'"),
    "pygame": ("/x/pygame/a.py", "TypeError: load_img() got an unexpected keyword argument 'grayscale'"),
    "networkx": ("/x/networkx/a.py", "TypeError: Graph.add_weight() got multiple values for argument 'shape'"),
    "matplotlib": ("/x/matplotlib/a.py", "ImportError: Unable to import backend : qt5"),
    "Windows": (r"C:\venv\Lib\site-packages\gensim\a.py", "ValueError: Argument(s) not recognized: {'lr': 1}"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_the_same_words_of_another_library_are_no_finding(name):
    path, message = OTHERS[name]
    frames = (
        f'Traceback (most recent call last):\n  File "main.py", line 2, in <module>\n  File "{path}", line 3, in f\n'
    )
    assert codes(f"{frames}{message}\n") == []
    assert codes(f"{frames.replace('main.py', '/site-packages/keras/a.py')}{message}\n") != []


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("ktrain/lroptimize/lrfinder.py", "AttributeError: 'Adam' object has no attribute 'lr'"),
        ("cvnn/layers/core.py", "TypeError: ComplexDense.add_weight() got multiple values for argument 'shape'"),
        ("shap/explainers/deep_tf.py", "AttributeError: 'Sequential' object has no attribute 'inbound_nodes'"),
    ],
)
def test_a_library_that_was_made_for_keras_may_raise_them_in_its_own_file(path, message):
    assert codes(f'Traceback (most recent call last):\n  File "{SITE}/{path}", line 3, in f\n{message}\n') != []


@pytest.mark.parametrize(
    "message",
    [
        "AttributeError: module 'keras.ops' has no attribute 'matmull'",
        "ImportError: cannot import name 'Foo' from 'keras.distribution' (/x/keras/distribution/__init__.py)",
        "AttributeError: module 'keras.config' has no attribute 'set_flotx'",
    ],
)
def test_a_wrong_name_below_a_module_of_keras_3_is_not_laid_to_keras_2(message):
    assert codes(message) == []


def test_a_private_name_of_keras_3_is_not_laid_to_keras_2():
    (finding,) = explain("ImportError: cannot import name 'Densee' from 'keras.src.layers.core.dense' (/x/dense.py)")
    assert finding.code == "private-module"
    assert "Keras 2" not in finding.why + finding.cure


def test_tf_keras_is_no_cure_for_what_tf_keras_lacks():
    (finding,) = explain("ModuleNotFoundError: No module named 'tf_keras.legacy_tf_layers'")
    assert "install tf-keras" not in finding.cure
    assert 'pip install "tensorflow==2.15.*"' in finding.cure


def test_the_old_copy_that_is_gone_is_known():
    assert codes("ModuleNotFoundError: No module named 'tensorflow.python.keras'") == ["tensorflow-python-keras"]
    assert codes("ModuleNotFoundError: No module named 'tensorflow.python.foo'") == []


def test_the_same_words_raised_in_ones_own_file_are_a_finding():
    frames = 'Traceback (most recent call last):\n  File "main.py", line 2, in <module>\n    opt.lr\n'
    assert codes(f"{frames}AttributeError: 'Adam' object has no attribute 'lr'\n") == ["optimizer-attribute"]


@pytest.mark.parametrize("text", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_a_near_miss_is_no_finding(text):
    assert explain(text) == ()


@given(strategies.text())
def test_any_text_has_an_answer(text):
    assert all(finding.code in CODES for finding in explain(text))


@given(strategies.text("ab :.'|>\n\t│\x1b[m"), strategies.sampled_from(sorted(MESSAGES)))
def test_other_lines_before_a_message_do_not_hide_it(text, name):
    message, code = MESSAGES[name]
    assert code in codes(f"{text}\n\n{message}\n")


@given(strategies.sampled_from(sorted(MESSAGES)), strategies.integers(60, 160))
def test_a_terminal_of_any_width_may_wrap_a_message(name, width):
    text, code = MESSAGES[name]
    lines = text.replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines()
    wrapped = "\n".join(line[i : i + width].rstrip() for line in lines for i in range(0, len(line) or 1, width))
    kinds = [found for line in lines for found in re.finditer(r"\w+(?:Error|Exception|Warning):", line)]
    # a name that is cut names no exception
    assume(all(found.start() // width == (found.end() - 1) // width for found in kinds))
    assume(all(len(line) <= width for line in lines if line.startswith(("  File", "    "))))
    assert code in codes(wrapped)


@given(strategies.binary())
def test_any_bytes_become_text(data):
    assert isinstance(decode(data), str)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encodings_of_terminals_are_read(encoding):
    data = MESSAGE.encode(encoding)
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    assert decode(data) == MESSAGE


LONG = 200_000
LONG_LINES = {
    "one word": "a" * LONG,
    "words with colons": "a:" * LONG,
    "names of exceptions": "ValueError: " * LONG,
    "dots": "a." * LONG + "Error: x",
    "spaces": " " * LONG + "x",
    "boxes": "│ " * LONG,
    "braces": "Unrecognized keyword arguments passed to X: {" + "{" * LONG,
    "escapes": "\x1b[" * LONG,
    "titles that do not end": "\x1b]" * LONG,
    "dates": "2026-11-21 21:27:36 " * LONG,
    "quotes": "'a' object has no attribute " * LONG,
    "line ends of JSON": "Traceback (most recent call last):\\n" + "\\n" * LONG,
}


@pytest.mark.parametrize("text", LONG_LINES.values(), ids=LONG_LINES)
def test_a_line_of_any_length_ends(text):
    assert explain(f"{text}\nValueError: Unable to import backend : theano")[-1].code == "unknown-backend"


def test_what_a_log_says_a_hundred_thousand_times_is_said_once():
    log = "2026-11-21 21:27:36.220724: W tensorflow/x.cc:38] Could not find TensorRT\nmodule 'keras.layers\n" * 50_000
    assert codes(f"{log}ValueError: Unable to import backend : theano") == ["unknown-backend"]


@pytest.mark.parametrize(
    "known", [each for each in KNOWN if each.begins], ids=lambda each: f"{each.code}: {each.lead[:30]}"
)
def test_no_message_is_recognised_by_fewer_than_six_of_its_characters_when_it_is_cut(known):
    for length in range(6):
        assert known._match_cut(known.begins[:length]) is None


def test_every_name_that_moved_has_a_code_of_its_own():
    found = {
        _names.moved(module, name).code
        for module, name in [("keras.backend", "eval"), ("keras", "estimator"), ("tf_keras", "ops"), ("keras", "api")]
    }
    assert found <= set(_names.CODES)
