"""Programs that fail on real installs, and the code that `kerascompat explain` must give to what the terminal shows.

Standard library only: the noxfile imports this to build the environments. Few of them, changed in stages, because a
build and the first import of a TensorFlow take most of the time.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """One program, how it is run, and what must be said first of what it prints.

    Attributes:
        name: a sentence.
        code: the first finding's code.
        program: its source, or the arguments of the tool.
        how: `python`, `pytest` (short summary alone), `ipython`, `rich`, `pip` or `uv`.
        variables: what is set in the environment, as `NAME=value`.
        also: codes that must be among the findings, too.
    """

    name: str
    code: str
    program: str
    how: str = "python"
    variables: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stage:
    """An environment after some changes; `changes` are arguments of `uv pip`, without the environment."""

    name: str
    changes: tuple[tuple[str, ...], ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class Environment:
    """What is installed at first, and what becomes of it."""

    name: str
    requirements: tuple[str, ...]
    stages: tuple[Stage, ...]
    python: str = "3.11"


LEGACY = ("TF_USE_LEGACY_KERAS=1",)
SMALL = """
import numpy as np
import tensorflow as tf
from tensorflow import keras

x, y = np.ones((4, 3), "float32"), np.ones((4, 2), "float32")
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
model.compile("sgd", "mse", metrics=["mse"])
"""

TENSORFLOW_2_17 = Environment(
    "tensorflow-2.17",
    (
        "tensorflow==2.17.1",
        "tf-keras==2.17.*",
        "tensorflow-hub==0.16.1",
        "tensorflow-probability==0.24.0",
        "tensorflow-model-optimization==0.8.0",
        "keras-tuner==1.4.7",
        "setuptools<81",
    ),
    (
        Stage(
            "libraries of Keras 2",
            (),
            (
                Failure(
                    "a layer of TensorFlow Hub in a model of Keras 3",
                    "not-a-keras-layer",
                    "import tensorflow as tf\nimport tensorflow_hub as hub\n\n"
                    "model = tf.keras.Sequential([hub.KerasLayer(lambda x: x)])\n",
                ),
                Failure(
                    "a model of Keras 3 that is pruned",
                    "tfmot-needs-keras-2",
                    f"{SMALL}\nimport tensorflow_model_optimization as tfmot\n\n"
                    "tfmot.sparsity.keras.prune_low_magnitude(model)\n",
                ),
                Failure(
                    "a model of tf_keras in KerasTuner",
                    "keras-tuner-other-keras",
                    "import keras_tuner, tf_keras, numpy as np\n\n\ndef build(hp):\n"
                    "    model = tf_keras.Sequential([tf_keras.layers.Dense(2)])\n"
                    '    model.compile("sgd", "mse")\n    return model\n\n\n'
                    'tuner = keras_tuner.RandomSearch(build, objective="loss", directory="tuned")\n'
                    "tuner.search(np.ones((2, 3)), np.ones((2, 2)))\n",
                ),
            ),
        ),
        Stage(
            "without tf-keras",
            (("uninstall", "tf-keras"),),
            (
                Failure(
                    "TensorFlow Probability without tf-keras",
                    "tfp-needs-tf-keras",
                    "import tensorflow_probability as tfp\n\nprint(tfp.distributions.Normal(0.0, 1.0))\n",
                ),
                Failure(
                    "a backend that no Keras has",
                    "unknown-backend",
                    "import tensorflow as tf\n\ntf.keras.layers.Dense(2)\n",
                    variables=("KERAS_BACKEND=pytorch",),
                ),
                Failure(
                    "a backend that is not installed, behind the lazy loader",
                    "backend-not-installed",
                    "import tensorflow as tf\n\ntf.keras.layers.Dense(2)\n",
                    variables=("KERAS_BACKEND=jax",),
                    also=("keras-cannot-be-imported",),
                ),
            ),
        ),
        Stage(
            "tf-keras of TensorFlow 2.15",
            (("install", "--no-deps", "tf-keras==2.15.1"),),
            (
                Failure(
                    "tf_keras 2.15 on TensorFlow 2.17",
                    "keras-2-on-newer-tensorflow",
                    "import tensorflow as tf\n\ntf.keras.layers.Dense(2)\n",
                    variables=LEGACY,
                ),
            ),
        ),
        Stage(
            "NumPy 2",
            (("install", "--no-deps", "numpy==2.0.2"),),
            (Failure("NumPy 2 under TensorFlow 2.17", "numpy-2-too-early", "import tensorflow as tf\n"),),
        ),
    ),
)

TENSORFLOW_2_21 = Environment(
    "tensorflow-2.21",
    ("tensorflow==2.21.*", "tf-keras==2.21.*", "transformers==4.57.*", "ipython", "rich"),
    (
        Stage(
            "code of Keras 2 on Keras 3",
            (),
            (
                Failure(
                    "a TensorFlow function on a symbolic tensor, in IPython",
                    "keras-tensor-in-tensorflow-function",
                    "import tensorflow as tf\n\ninputs = tf.keras.Input((3,))\ntf.reduce_sum(inputs)\n",
                    "ipython",
                ),
                Failure(
                    "lr, printed by rich",
                    "optimizer-argument",
                    "import tensorflow as tf\n\noptimizer = tf.keras.optimizers.Adam(lr=0.001)\n",
                    "rich",
                ),
                Failure(
                    "a layer of tf_keras in a model of Keras 3, printed by rich",
                    "not-a-keras-layer",
                    "import tensorflow as tf\nimport tf_keras\n\ntf.keras.Sequential([tf_keras.layers.Dense(2)])\n",
                    "rich",
                ),
                Failure(
                    "an optimizer of Keras 3 in a model of tf_keras",
                    "identifier-of-another-keras",
                    "import keras\nimport tf_keras\n\nmodel = tf_keras.Sequential([tf_keras.layers.Dense(2)])\n"
                    'model.compile(keras.optimizers.Adam(), "mse")\n',
                ),
                Failure(
                    "workers of fit, in pytest",
                    "argument-gone",
                    f"{SMALL}\n\ndef test_fit():\n    model.fit(x, y, workers=2, verbose=0)\n",
                    "pytest",
                ),
                Failure(
                    "the preprocessing layers' old home, in pytest's short summary",
                    "layers-experimental",
                    "import tensorflow as tf\n\n\ndef test_it():\n"
                    "    tf.keras.layers.experimental.preprocessing.Rescaling(0.5)\n",
                    "summary",
                ),
                Failure(
                    "a legacy optimizer, in pytest's short summary that the terminal cuts",
                    "optimizers-legacy",
                    "import tensorflow as tf\n\n\ndef test_it():\n    tf.keras.optimizers.legacy.Adam()\n",
                    "summary",
                ),
                Failure(
                    "add_weight with a name first",
                    "add-weight-arguments",
                    "import tensorflow as tf\n\n\nclass Scale(tf.keras.layers.Layer):\n    def build(self, shape):\n"
                    '        self.scale = self.add_weight("scale", shape=(1,))\n\n    def call(self, x):\n'
                    "        return x * self.scale\n\n\nScale()(tf.ones((2, 2)))\n",
                ),
                Failure(
                    "output_shape of a layer",
                    "layer-attribute",
                    f"{SMALL}\nprint(model.layers[0].output_shape)\n",
                ),
                Failure(
                    "lr of an optimizer",
                    "optimizer-attribute",
                    f"{SMALL}\nprint(model.optimizer.lr)\n",
                ),
                Failure(
                    "reset_states of a metric",
                    "metric-attribute",
                    "import tensorflow as tf\n\ntf.keras.metrics.Mean().reset_states()\n",
                ),
                Failure(
                    "a SavedModel folder that is loaded, and a private module",
                    "saved-model-folder",
                    'import tensorflow as tf\n\ntf.saved_model.save(tf.Module(), "saved")\n'
                    'tf.keras.models.load_model("saved")\n',
                ),
                Failure(
                    "a checkpoint with a name of Keras 2",
                    "checkpoint-file-name",
                    "import tensorflow as tf\n\n"
                    'tf.keras.callbacks.ModelCheckpoint("checkpoint", save_weights_only=True)\n',
                ),
                Failure(
                    "a .h5 file with its loss by name",
                    "loss-by-name-in-h5",
                    f'{SMALL}\nmodel.fit(x, y, verbose=0)\nmodel.save("m.h5")\nkeras.models.load_model("m.h5")\n',
                ),
                Failure(
                    "a .h5 file of Keras 2 with groups",
                    "keras-2-argument",
                    "import tf_keras, keras\n\nlayers = tf_keras.layers\n"
                    "model = tf_keras.Sequential([layers.Input((8, 8, 1)), layers.DepthwiseConv2D(3)])\n"
                    'model.save("old.h5")\nkeras.models.load_model("old.h5")\n',
                ),
                Failure(
                    "a .keras file of Keras 3 in Keras 2",
                    "keras-3-file-in-keras-2",
                    "import tf_keras, keras\n\n"
                    "model = keras.Sequential([keras.layers.Input((3,)), keras.layers.Dense(2)])\n"
                    'model.save("new.keras")\ntf_keras.models.load_model("new.keras")\n',
                ),
                Failure(
                    "the module keras.engine",
                    "private-module",
                    "from keras.engine.topology import Layer\n",
                ),
                Failure(
                    "keras.backend.get_value",
                    "backend-function",
                    "from keras import backend as K\n\nK.get_value(1)\n",
                ),
                Failure(
                    "ImageDataGenerator of keras",
                    "only-on-tf-keras",
                    "from keras.preprocessing.image import ImageDataGenerator\n",
                ),
                Failure(
                    "tf.keras.saving",
                    "saving-not-on-tf-keras",
                    "import tensorflow as tf\n\ntf.keras.saving.get_custom_objects()\n",
                ),
                Failure(
                    "Estimators",
                    "estimator-gone",
                    "from tensorflow.compat.v1 import estimator\n",
                ),
                Failure(
                    "a file of the name keras.py",
                    "shadowed-package",
                    "import runpy\n\n"
                    'open("keras.py", "w").write("from keras.layers import Dense\\n")\nrunpy.run_path("keras.py")\n',
                ),
            ),
        ),
        Stage(
            "without tf-keras",
            (("uninstall", "tf-keras"),),
            (
                Failure(
                    "the variable without tf-keras",
                    "tf-keras-missing",
                    "import tensorflow as tf\n\ntf.keras.layers.Dense(2)\n",
                    variables=LEGACY,
                    also=("keras-cannot-be-imported",),
                ),
                Failure(
                    "the second use of tf.keras that could not be loaded",
                    "lazy-loader-recursion",
                    "import logging\n\nimport tensorflow as "
                    "tf\n\ntf.get_logger().setLevel(logging.ERROR)\n\ntry:\n    tf.keras.layers\n"
                    "except ImportError:\n    pass\ntf.keras.layers.Dense(2)\n",
                    variables=LEGACY,
                ),
                Failure(
                    "the TensorFlow models of Transformers",
                    "transformers-needs-tf-keras",
                    "import transformers.modeling_tf_utils\n",
                    also=("tf-keras-missing",),
                ),
            ),
        ),
    ),
)

TENSORFLOW_2_15 = Environment(
    "tensorflow-2.15",
    ("tensorflow==2.15.1", "tensorflow-addons==0.23.0", "pip"),
    (
        Stage(
            "as resolved",
            (),
            (
                Failure(
                    "decay of an optimizer of Keras 2.15",
                    "optimizer-decay",
                    "import tensorflow as tf\n\ntf.keras.optimizers.Adam(learning_rate=0.1, decay=0.1)\n",
                ),
                Failure(
                    "the variable on TensorFlow 2.15 without tf-keras, and an import",
                    "no-tensorflow-keras",
                    "from tensorflow.keras.layers import Dense\n",
                    variables=LEGACY,
                ),
                Failure(
                    "keras.ops of Keras 2",
                    "keras-3-name-on-keras-2",
                    "from keras import ops\n",
                ),
                Failure(
                    "Keras 3, installed by pip over TensorFlow 2.15",
                    "pip-keras-conflict",
                    "install --disable-pip-version-check keras==3.5.0",
                    "pip",
                ),
            ),
        ),
        Stage(
            "Keras 3 by pip",
            (),
            (
                Failure(
                    "TensorFlow Addons on Keras 3",
                    "private-module",
                    "import tensorflow_addons as tfa\n",
                ),
            ),
        ),
        Stage(
            "NumPy 2",
            (("install", "--no-deps", "keras==2.15.0", "numpy==2.0.2"),),
            (Failure("NumPy 2 under TensorFlow 2.15", "numpy-2-too-early", "import tensorflow as tf\n"),),
        ),
        Stage(
            "TensorFlow 2.14 and Keras 3",
            (("install", "tensorflow==2.14.1"), ("install", "--no-deps", "keras==3.5.0")),
            (
                Failure(
                    "Keras 3 under TensorFlow 2.14",
                    "keras-3-on-older-tensorflow",
                    "import tensorflow as tf\n\ntf.keras.layers.Dense(2)\n",
                ),
                Failure(
                    "Keras 3 under TensorFlow 2.14, and an import",
                    "no-tensorflow-keras",
                    "import tensorflow.keras.layers\n",
                ),
            ),
        ),
    ),
)

TENSORFLOW_2_18 = Environment(
    "tensorflow-2.18",
    ("tensorflow==2.18.1",),
    (
        Stage(
            "tf-keras of TensorFlow 2.21",
            (("install", "--no-deps", "tf-keras==2.21.*"),),
            (
                Failure(
                    "tf_keras 2.21 on TensorFlow 2.18",
                    "protobuf-versions",
                    "import tensorflow as tf\n",
                    variables=LEGACY,
                ),
            ),
        ),
        Stage(
            "tf-keras of TensorFlow 2.17",
            (("install", "--no-deps", "tf-keras==2.17.*"),),
            (
                Failure(
                    "EarlyStopping of tf_keras 2.17 with NumPy 2",
                    "numpy-2-callbacks",
                    "import tf_keras, numpy as np\n\nmodel = tf_keras.Sequential([tf_keras.layers.Dense(2)])\n"
                    'model.compile("sgd", "mse")\n'
                    "model.fit(np.ones((2, 3)), np.ones((2, 2)), verbose=0,"
                    " callbacks=[tf_keras.callbacks.EarlyStopping()])\n",
                ),
            ),
        ),
    ),
)

KERAS_ON_JAX = Environment(
    "keras-jax",
    ("keras==3.15.*", "jax", "pip"),
    (
        Stage(
            "no TensorFlow",
            (),
            (
                Failure("Keras 3 that looks for TensorFlow", "backend-not-installed", "import keras\n"),
                Failure(
                    "workers of fit on JAX",
                    "argument-gone",
                    "import keras, numpy as np\n\nmodel = keras.Sequential([keras.layers.Dense(2)])\n"
                    'model.compile("sgd", "mse")\nmodel.fit(np.ones((2, 3)), np.ones((2, 2)), workers=2)\n',
                    variables=("KERAS_BACKEND=jax",),
                ),
                Failure("tf_keras that is not installed", "tf-keras-missing", "import tf_keras\n"),
                Failure(
                    "TensorFlow 2.15 for Python 3.12, by pip",
                    "no-tensorflow-for-python",
                    "download --disable-pip-version-check --no-deps --only-binary=:all: --python-version 3.12"
                    " tensorflow==2.15.0",
                    "pip",
                ),
                Failure(
                    "TensorFlow 2.15 for Python 3.12, by uv",
                    "no-tensorflow-for-python",
                    "pip install --dry-run --python-version 3.12 tensorflow==2.15.0",
                    "uv",
                ),
                Failure(
                    "the variable as a package",
                    "variable-is-no-package",
                    "install --disable-pip-version-check TF_USE_LEGACY_KERAS=1",
                    "pip",
                ),
                Failure(
                    "the variable as a package that the index does not have",
                    "variable-is-no-package",
                    "download --disable-pip-version-check TF_USE_LEGACY_KERAS1",
                    "pip",
                ),
            ),
        ),
    ),
)

ENVIRONMENTS = (TENSORFLOW_2_15, TENSORFLOW_2_17, TENSORFLOW_2_18, TENSORFLOW_2_21, KERAS_ON_JAX)


def stage_named(name: str) -> Stage:
    """The stage of an environment: `tensorflow-2.17/NumPy 2`.

    Raises:
        LookupError: where there is none.
    """
    for environment in ENVIRONMENTS:
        for stage in environment.stages:
            if name == f"{environment.name}/{stage.name}":
                return stage
    known = ", ".join(f"{each.name}/{stage.name}" for each in ENVIRONMENTS for stage in each.stages)
    message = f"no stage is called {name!r}; there are: {known}"
    raise LookupError(message)
