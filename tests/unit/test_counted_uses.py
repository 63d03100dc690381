"""Which names of Keras a source uses, and how often: aliases, imports, scopes, and where a chain ends."""

from __future__ import annotations

import importlib
import io
import sys
import tarfile
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "surface"))
counted = importlib.import_module("counted")

TF = "import tensorflow as tf\n"
K = "from keras import backend as K\n"

# id: source, uses of a public Keras
SOURCES = {
    # ways to Keras
    "a chain from tf": (TF + "tf.keras.layers.Dense(1)\n", {"layers.Dense": 1}),
    "each occurrence": (TF + "tf.keras.Model, tf.keras.Model\n", {"Model": 2}),
    "tensorflow by its own name": ("import tensorflow\ntensorflow.keras.Model\n", {"Model": 1}),
    "tensorflow by an import of its part": (
        "import tensorflow.keras.layers\ntensorflow.keras.layers.Dense\n",
        {"layers": 1, "layers.Dense": 1},
    ),
    "compat.v2 in a chain": (TF + "tf.compat.v2.keras.layers.Dense\n", {"layers.Dense": 1}),
    "compat.v2 as tf": ("import tensorflow.compat.v2 as tf\ntf.keras.layers.Dense\n", {"layers.Dense": 1}),
    "keras from tensorflow": ("from tensorflow import keras\nkeras.layers.Dense\n", {"layers.Dense": 1}),
    "keras from tensorflow by another name": ("import tensorflow.keras as K\nK.layers.Dense\n", {"layers.Dense": 1}),
    "keras alone": ("import keras\nkeras.layers.Dense\n", {"layers.Dense": 1}),
    "tf_keras": ("import tf_keras as keras\nkeras.layers.Dense\n", {"layers.Dense": 1}),
    "an alias of TensorFlow": (TF + "tf.losses.MeanSquaredError()\n", {"losses.MeanSquaredError": 1}),
    "a name of TensorFlow 1": (TF + "tf.losses.softmax_cross_entropy()\n", {}),
    "the root alone": (TF + "keras = tf.keras\nf(keras)\nimport keras.api\n", {}),
    "another package": ("import numpy as keras\nkeras.layers.Dense\n", {}),
    "not imported": ("keras.layers.Dense\ntf.keras.Model\n", {}),
    # what an import counts
    "a class from its module": (
        "from tensorflow.keras.layers import Dense, Conv2D as C\nDense(1), C(2)\n",
        {"layers.Dense": 1, "layers.Conv2D": 1},
    ),
    "a module": ("from tensorflow.keras import layers as L\nL.Dense\n", {"layers": 1, "layers.Dense": 1}),
    "a module by its path": ("import keras.backend as K\nK.sum\n", {"backend": 1, "backend.sum": 1}),
    "a star counts the module": ("from keras.layers import *\nDense(1)\nDense.from_config\n", {"layers": 1}),
    "a star from the root": ("from keras import *\nlayers.Dense\n", {"layers.Dense": 1}),
    "two ways to the same": (
        "try:\n    from tensorflow import keras\nexcept ImportError:\n    import keras\nkeras.layers.Dense\n",
        {"layers.Dense": 1},
    ),
    "two ways, each with an import that counts": (
        "try:\n    from keras import layers\nexcept ImportError:\n    from tf_keras import layers\nlayers.Dense\n",
        {"layers": 2, "layers.Dense": 1},
    ),
    "a way without": (
        "try:\n    import tensorflow as tf\nexcept ImportError:\n    tf = None\ntf.keras.Model\n",
        {"Model": 1},
    ),
    "a way to another Keras": (
        "if new:\n    import keras_core as keras\nelse:\n    import keras\nkeras.Model\n",
        {"Model": 1},
    ),
    "the public one of two ways": (
        "try:\n    from keras.engine import base as b\nexcept ImportError:\n    import keras.layers as b\nb.Layer\n",
        {"engine.base": 1, "layers": 1, "layers.Layer": 1},
    ),
    "an import by a call": (
        'import importlib\nK = importlib.import_module("keras.backend")\nK.sum\n',
        {"backend.sum": 1},
    ),
    # assignments
    "an assigned root": (TF + "keras = tf.keras\nkeras.layers.Dense\n", {"layers.Dense": 1}),
    "an assigned module": (
        TF + "layers = tf.keras.layers\nlayers.Dense\nlayers.Conv2D\n",
        {"layers": 1, "layers.Dense": 1, "layers.Conv2D": 1},
    ),
    "an assigned class": (TF + "Dense = tf.keras.layers.Dense\nDense(1)\nDense.from_config\n", {"layers.Dense": 1}),
    "an assignment of an assignment": (
        TF + "k = tf.keras\nL = k.layers\nM = L\nM.Add\n",
        {"layers": 1, "layers.Add": 1},
    ),
    "an assignment in a function": (
        TF + "def f():\n    K = tf.keras.backend\n    return K.sum\ndef g():\n    return K.sum\n",
        {"backend": 1, "backend.sum": 1},
    ),
    "a name assigned to itself does not go round for ever": (
        "import keras\nkeras = keras.models\nkeras.Model\n",
        {"models": 1, "Model": 1},
    ),
    # scopes
    "in functions, classes and comprehensions": (
        TF + "class A(tf.keras.Model):\n    x = [tf.keras.Input for _ in ()]\n    def f(self, y=tf.keras.Sequential):\n"
        "        return tf.keras.losses.mse\n",
        {"Model": 1, "Input": 1, "Sequential": 1, "losses.mse": 1},
    ),
    "an import in a function": (
        "def f():\n    from keras import layers\n    layers.Dense\nlayers.Dense\n",
        {"layers": 1, "layers.Dense": 1},
    ),
    "a parameter hides": (K + "def f(K):\n    return K.sum\n", {"backend": 1}),
    "a loop variable of a comprehension hides": (K + "[K.sum for K in y]\nK.exp\n", {"backend": 1, "backend.exp": 1}),
    "a function's own binding hides": (
        K + "def f():\n    K = g()\n    K.sum\nK.exp\n",
        {"backend": 1, "backend.exp": 1},
    ),
    "a class attribute hides nothing in methods": (
        K + "class A:\n    K = 1\n    def f(self):\n        return K.sum\n",
        {"backend": 1, "backend.sum": 1},
    ),
    "a name that is something else too": (K + "K = g()\nK.sum\n", {"backend": 1}),
    "an attribute of something else": (TF + "self.keras.Model\nx().tf.keras.Model\n", {}),
    # where a chain ends
    "at a class": (TF + "tf.keras.layers.Dense.from_config.x\n", {"layers.Dense": 1}),
    "at a function": (TF + "tf.keras.losses.mse.__name__\n", {"losses.mse": 1}),
    "at a call": (TF + "tf.keras.layers.Dense(1).output.shape\n", {"layers.Dense": 1}),
    "at a module": (TF + "getattr(tf.keras.layers, x)\n", {"layers": 1}),
    "an alias is counted as it is written": (
        TF + "tf.keras.models.Model\ntf.keras.layers.experimental.preprocessing.Rescaling\n",
        {"models.Model": 1, "layers.experimental.preprocessing.Rescaling": 1},
    ),
    "at a method's own name": (TF + "tf.keras.layers.Dense.call = f\n", {"layers.Dense": 1}),
    # in no Keras
    "a private module": (
        "from keras.utils import generic_utils as g\ng.to_list\n",
        {"utils.generic_utils": 1, "utils.generic_utils.to_list": 1},
    ),
    "a private class": (
        "from keras.engine.topology import Layer\nLayer.__init__\nimport keras\nkeras.engine.Layer.call\n",
        {"engine.topology.Layer": 1, "engine.Layer": 1},
    ),
    "the sources of Keras": ("from keras.src.layers import Dense\n", {"src.layers.Dense": 1}),
    "a wrong name": (TF + "tf.keras.layers.dense.x\ntf.keras.layers.Dens.x\n", {"layers.dense.x": 1, "layers.Dens": 1}),
    "the version": ("import keras\nkeras.__version__.split\n", {"__version__": 1}),
    # texts
    "strings and comments": (
        TF + '"""tf.keras.Model"""\nx = "tf.keras.Model"  # tf.keras.Model\nf("keras.layers")\n',
        {},
    ),
    "a string that is an annotation": (TF + 'def f(x: "tf.keras.Model") -> tf.keras.Model:\n    pass\n', {"Model": 2}),
    "an expression in a string": (TF + 'f"{tf.keras.Model}"\n', {"Model": 1}),
}


@pytest.mark.parametrize(("source", "expected"), SOURCES.values(), ids=SOURCES)
def test_uses_of_a_file(source, expected):
    assert counted.count_files({"file.py": source.encode()}).uses["keras"] == expected


# id: files, uses
LIBRARIES = {
    "keras from the library's own module": (
        {"a/backend.py": "import keras\n", "a/b.py": "from .backend import keras\nkeras.Model\n"},
        {"Model": 1},
    ),
    "by its absolute name, below src": (
        {"src/a/backend.py": "from tensorflow import keras as k\n", "t.py": "from a.backend import k\nk.layers.Add\n"},
        {"layers.Add": 1},
    ),
    "through a package": (
        {
            "a/__init__.py": "from .c import L\n",
            "a/c/__init__.py": "from keras import layers as L\n",
            "a/d.py": "import a\na.L.Add\n",
            "a/e/f.py": "from .. import L\nL.Add\n",
        },
        {"layers": 1, "layers.Add": 2},
    ),
    "the library's own name for a class": (
        {"a/layers.py": "from keras.layers import Dense\n", "a/b.py": "from a import layers\nlayers.Dense\n"},
        {"layers.Dense": 1},
    ),
    "a module that stands for Keras": (
        {
            "a/keras.py": "from tensorflow.keras import *\n",
            "a/b.py": "from a import keras\nkeras.Model\nkeras.Modell\n",
        },
        {"Model": 1},
    ),
    "all names of the library's own module": (
        {"a.py": "import tensorflow as tf\n", "b.py": "from a import *\ntf.keras.Model\n"},
        {"Model": 1},
    ),
    "modules that import each other": (
        {"a.py": "from b import keras\nkeras.Model\n", "b.py": "from a import keras\nkeras.Model\n"},
        {},
    ),
    "a relative import of another keras": ({"a/b.py": "from . import keras\nfrom .keras import x\nkeras.Model\n"}, {}),
}


@pytest.mark.parametrize(("files", "expected"), LIBRARIES.values(), ids=LIBRARIES)
def test_uses_of_a_library(files, expected):
    tally = counted.count_files({path: text.encode() for path, text in files.items()})
    assert tally.uses["keras"] == expected
    assert tally.files == len(files)


# id: source, uses of the API for TensorFlow 1, uses of the frozen copy
OTHERS = {
    "compat.v1": (TF + "tf.compat.v1.keras.backend.get_session()\n", {"backend.get_session": 1}, {}),
    "compat.v1 as tf": ("import tensorflow.compat.v1 as tf\ntf.keras.layers.Dense\n", {"layers.Dense": 1}, {}),
    "the frozen copy": (
        "from tensorflow.python.keras import backend as K\nK.sum\n",
        {},
        {"backend": 1, "backend.sum": 1},
    ),
}


@pytest.mark.parametrize(("source", "v1", "frozen"), OTHERS.values(), ids=OTHERS)
def test_other_kinds_are_counted_apart(source, v1, frozen):
    assert counted.count_files({"file.py": source.encode()}).uses == {"keras": {}, "v1": v1, "frozen": frozen}


def test_the_public_way_counts_before_the_frozen_one():
    source = "try:\n    from tensorflow.python import keras\nexcept ImportError:\n    import keras\nkeras.Model\n"
    assert counted.count_files({"file.py": source.encode()}).uses == {"keras": {"Model": 1}, "v1": {}, "frozen": {}}


def test_what_may_be_something_else_is_counted_apart():
    assert counted.count_files({"file.py": (K + "K = g()\nK.sum\nK\n").encode()}).unclear == {"backend.sum": 1}


def test_what_is_no_python_is_named():
    tally = counted.count_files({"old.py": b"print 1\n", "new.py": b"import keras\nkeras.Model\n"})
    assert (tally.files, tally.unread, tally.uses["keras"]) == (1, ["old.py"], {"Model": 1})


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("layers.Dense", True),
        ("layers", True),
        ("__version__", True),
        ("layers.__name__", True),
        ("layers.Dens", False),
        ("engine", False),
        ("engine.__name__", False),
    ],
)
def test_what_a_keras_has(path, expected):
    assert counted.is_known(path) is expected


def pack(archive, files):
    with tarfile.open(archive, "w:gz") as tar:
        for path, text in files.items():
            member = tarfile.TarInfo(path)
            member.size = len(text)
            tar.addfile(member, io.BytesIO(text.encode()))
    return archive


def test_libraries_are_counted_once_and_kept(tmp_path, monkeypatch):
    files = {
        "a-1/a.py": "import keras\nkeras.Model\nkeras.Model\n",
        "a-1/a.txt": "no",
        "a-1/tests/t.py": TF + "tf.keras.Model\n",
    }
    archive, fetched = pack(tmp_path / "a-1.tar.gz", files), []
    monkeypatch.setattr(counted, "fetch", lambda library, _: fetched.append(library.name) or archive)
    libraries = [counted.Library("a", "1"), counted.Library("b", "1")]
    total, tallies = counted.count(libraries, tmp_path)
    assert (total, tallies["a"].uses["keras"]) == ({"Model": 6}, {"Model": 3})
    assert counted.count(libraries, tmp_path) == (total, tallies)
    assert fetched == ["a", "b"]
    assert "6 uses of 1 name" in "\n".join(counted.lines(libraries, total, tallies))


def test_a_result_of_other_rules_is_counted_again(tmp_path, monkeypatch):
    archive, fetched = pack(tmp_path / "a-1.tar.gz", {"a-1/a.py": "import keras\nkeras.Model\n"}), []
    monkeypatch.setattr(counted, "fetch", lambda library, _: fetched.append(library.name) or archive)
    for rules in ("old", "new"):
        monkeypatch.setattr(counted, "_key", lambda rules=rules: rules)
        counted.count([counted.Library("a", "1")], tmp_path)
    assert fetched == ["a", "a"]
