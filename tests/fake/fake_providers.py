"""Fake providers: the folders, versions and import habits of the real ones, as dicts of text, without their weight.

A key is a file or a folder, a value its text or its content. Each builder returns what one installation puts into
site-packages, metadata included; `{**tensorflow("2.16.2"), **keras3("3.10.0")}` is a site.
"""

from __future__ import annotations

import textwrap


def text(source):
    return textwrap.dedent(source).lstrip("\n")


def distribution(name, version):
    """The metadata folder of an installed distribution."""
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    return {f"{name.replace('-', '_')}-{version}.dist-info": {"METADATA": metadata}}


def stub(module, version="1.0", name=None):
    """A package that only has a version: a backend, as far as Keras's import cares."""
    return {
        module: {
            "__init__.py": f"from {module}.version import __version__\n",
            "version.py": f"__version__ = {version!r}\n",
        },
        **distribution(name or module, version),
    }


def jax(version="0.4.30"):
    return stub("jax", version)


def torch(version="2.3.1"):
    return stub("torch", version)


def numpy(version="1.26.4"):
    return stub("numpy", version)


def openvino(version="2024.4.0"):
    return {"openvino": {"__init__.py": ""}, **distribution("openvino", version)}


# ---- TensorFlow -----------------------------------------------------------------------------------------------------

_LAZY_LOADER = """
import importlib
import os
import types


class LazyLoader(types.ModuleType):
    def __init__(self, local_name, parent_module_globals, name, warning=None):
        self.@local_name = local_name
        self.@parent_module_globals = parent_module_globals
        super().__setattr__("__module__", name.rsplit(".", 1)[0])
        super().__setattr__("__wrapped__", None)
        super().__init__(name)

    def _load(self):
        module = importlib.import_module(self.__name__)
        self.@parent_module_globals[self.@local_name] = module
        self.__dict__.update(module.__dict__)
        return module

    def __getattr__(self, name):
        return getattr(self._load(), name)

    def __dir__(self):
        return dir(self._load())
"""

_KERAS_LAZY_LOADER = """

class KerasLazyLoader(LazyLoader):
    def __init__(self, parent_module_globals, mode=None, submodule=None, name="keras"):
        self.@parent_module_globals = parent_module_globals
        self.@mode = mode
        self.@submodule = submodule
        self.@name = name
        self.@initialized = False

    def _initialize(self):
        self.@initialized = True
        keras_version = None
        if os.environ.get("TF_USE_LEGACY_KERAS", None) in ("true", "True", "1"):
            try:
                import tf_keras

                keras_version, package_name = "tf_keras", f"tf_keras.api._{self.@mode or 'v2'}.keras"
            except ImportError:
                pass
        else:
            try:
                import keras

                if keras.__version__.startswith("3."):
                    keras_version, package_name = "keras_3", "keras._tf_keras.keras"
                else:
                    keras_version, package_name = "keras_2", f"keras.api._{self.@mode or 'v2'}.keras"
            except ImportError:
                raise ImportError("Keras cannot be imported. Check that it is installed.")
        self.@keras_version = keras_version
        if keras_version is None:
            raise ImportError("Keras cannot be imported. Check that it is installed.")
        if self.@submodule is not None:
            package_name += "." + self.@submodule
        super().__init__(self.@name, self.@parent_module_globals, package_name)

    def __getattr__(self, item):
        if item in ("@mode", "@initialized", "@name"):
            return super(types.ModuleType, self).__getattribute__(item)
        if not self.@initialized:
            self._initialize()
        return getattr(self._load(), item)

    def __dir__(self):
        if not self.@initialized:
            self._initialize()
        return super().__dir__()
"""

_TENSORFLOW = """
import importlib
import importlib.util
import os as _os
import sys as _sys

from tensorflow import __internal__
from tensorflow.python.util.lazy_loader import LazyLoader as _LazyLoader

__version__ = "{version}"
_current_module = _sys.modules[__name__]


def _parent_dir_for_name(name):
    first, *middle, _ = name.split(".")
    spec = importlib.util.find_spec(first)
    return _os.path.join(_os.path.dirname(spec.origin), *middle) if spec and spec.origin else ""

"""

# TensorFlow < 2.15 knows one Keras
_KERAS_BY_NAME = """
setattr(_current_module, "keras", _LazyLoader("keras", globals(), "keras.api._v2.keras"))
_current_module.__path__ = [_parent_dir_for_name("keras.api._v2.keras"), *_current_module.__path__]
for _name in ("keras.optimizers", "keras.src.optimizers"):
    try:
        importlib.import_module(_name)
    except (ImportError, AttributeError):
        pass
"""

_KERAS_BY_VARIABLE = """
from tensorflow.python.util.lazy_loader import KerasLazyLoader as _KerasLazyLoader

_tf_uses_legacy_keras = _os.environ.get("TF_USE_LEGACY_KERAS", None) in ("true", "True", "1")
setattr(_current_module, "keras", _KerasLazyLoader(globals()))
_module_dir = _parent_dir_for_name("keras._tf_keras.keras")
_current_module.__path__ = [_module_dir, *_current_module.__path__]
_legacy = "tf_keras" if _tf_uses_legacy_keras else "keras"
_current_module.__path__ = [_parent_dir_for_name(f"{_legacy}.api._v2.keras"), *_current_module.__path__]
setattr(_current_module, "losses", _KerasLazyLoader(globals(), submodule="losses", name="losses"))
try:
    importlib.import_module(f"{_legacy}.src.optimizers")
except (ImportError, AttributeError):
    pass
"""


def tensorflow(version="2.16.2", name="tensorflow", code=""):
    """TensorFlow with the lazy loader of its version; `code` runs first of all in its `__init__`."""
    minor = int(version.split(".")[1])
    heeds = minor >= 15
    loader = (_LAZY_LOADER + (_KERAS_LAZY_LOADER if heeds else "")).replace("@", "_tfll_" if minor >= 16 else "_")
    internal = "" if minor >= 16 else "def register_load_context_function(function):\n    pass\n"
    init = code + _TENSORFLOW.replace("{version}", version) + (_KERAS_BY_VARIABLE if heeds else _KERAS_BY_NAME)
    return {
        "tensorflow": {
            "__init__.py": init,
            "__internal__.py": internal,
            "python": {"__init__.py": "", "util": {"__init__.py": "", "lazy_loader.py": loader}},
        },
        **distribution(name, version.replace("-rc", "rc")),
    }


# ---- what every Keras has -------------------------------------------------------------------------------------------

_CONFIG = """
import json
import os

_BACKEND = "tensorflow"
_home = os.environ.get("KERAS_HOME", os.path.join(os.path.expanduser("~"), ".keras"))
_path = os.path.expanduser(os.path.join(_home, "keras.json"))
if os.path.exists(_path):
    try:
        with open(_path) as _file:
            _config = json.load(_file)
    except ValueError:
        _config = {}
    if _config.get("floatx", "float32") not in {"float16", "float32", "float64"}:
        raise ValueError("Invalid `floatx` configuration.")
    _BACKEND = _config.get("backend", _BACKEND)
else:
    try:
        os.makedirs(_home, exist_ok=True)
        with open(_path, "w") as _file:
            json.dump({"floatx": "float32", "epsilon": 1e-07, "backend": _BACKEND}, _file)
    except OSError:
        pass
if os.environ.get("KERAS_BACKEND"):
    _BACKEND = os.environ["KERAS_BACKEND"]
if _BACKEND != "tensorflow":
    os.environ["TF_FORCE_GPU_ALLOW_GROWTH"] = "true"


def backend():
    return _BACKEND
"""

_LAYERS = """
class Layer:
    def __init__(self, name=None):
        self.name = name


class Dense(Layer):
    def __init__(self, units=1, name=None):
        super().__init__(name)
        self.units = units

    def __call__(self, inputs):
        return inputs * self.units


class AlphaDropout(Layer):
    pass
"""

_MODELS = """
class Model:
    def fit(self):
        return "fitted"


class Sequential(Model):
    pass
"""

_OPTIMIZERS = {
    "__init__.py": "class Adam:\n    pass\n",
    "schedules.py": "class ExponentialDecay:\n    pass\n",
}

_LOSSES = """
class MeanSquaredError:
    pass


def mean_squared_error(y_true, y_pred):
    return (y_true - y_pred) ** 2
"""


def _api(package, private, names):
    """A public package: `names` maps a dotted path below it to `module:name` in the private sources."""
    tree = {"__init__.py": ""}
    for path, exports in names.items():
        folder, parent = tree, package
        for part in filter(None, path.split(".")):
            statement = f"from {parent} import {part}\n"
            if statement not in folder["__init__.py"]:
                folder["__init__.py"] += statement
            folder = folder.setdefault(part, {"__init__.py": ""})
            parent = f"{parent}.{part}"
        for export in exports:
            module, _, name = export.partition(":")
            source = f"{private}.{module}" if module else private
            folder["__init__.py"] += f"from {source} import {name}\n"
    return tree


# ---- generation 3 ---------------------------------------------------------------------------------------------------

_SET_BACKEND = """
import importlib
import os
import sys


def set_backend(backend):
    os.environ["KERAS_BACKEND"] = backend
    loaded_modules = [key for key in sys.modules.keys() if key.startswith("keras")]
    for key in loaded_modules:
        del sys.modules[key]
    importlib.import_module("@root")
"""

_BOTH = {
    "": ["models:Model", "models:Sequential", "layers:Layer", "version:version", "version:__version__"],
    "backend": ["backend:backend"],
    "config": ["backend:backend", "backend_utils:set_backend"],
    "layers": ["layers:Layer", "layers:Dense"],
    "losses": ["losses:MeanSquaredError"],
    "models": ["models:Model", "models:Sequential"],
    "optimizers": ["optimizers:Adam"],
    "optimizers.schedules": ["optimizers.schedules:ExponentialDecay"],
    "preprocessing": [],
    "preprocessing.image": ["legacy:load_img"],
}
_ONLY_TF_KERAS = {
    "backend": ["legacy:int_shape"],
    "layers": ["legacy:AlphaDropout", "legacy:ThresholdedReLU"],
    "losses": ["losses:mean_squared_error as mse"],
    "preprocessing.image": ["legacy:ImageDataGenerator"],
}
_ONLY_KERAS = {
    "layers": ["layers:AlphaDropout"],
    "losses": ["losses:mean_squared_error"],
    "ops": ["ops:add"],
    "saving": ["saving:load_model", "saving:register_keras_serializable"],
}


def _with(names, more):
    return {path: names.get(path, []) + more.get(path, []) for path in {**names, **more}}


def _keras3_src(root, version, backends):
    backend = "from @root.src.backend.config import backend\n\n"
    for name in backends:
        backend += f"if backend() == {name!r}:\n    import @root.src.backend.{name}\n"
    backend += f"if backend() not in {tuple(backends)!r}:\n"
    backend += "    raise ValueError(f'Unable to import backend : {backend()}')\n"
    needs = {"numpy": "import numpy\n"}
    sources = {
        "__init__.py": "from @root.src import backend, layers, losses, models, optimizers\n",
        "backend": {
            "__init__.py": backend,
            "config.py": _CONFIG,
            "common": {"__init__.py": ""},
            **{name: {"__init__.py": needs.get(name, f"import {name}\n")} for name in backends},
        },
        "backend_utils.py": _SET_BACKEND,
        "layers.py": _LAYERS,
        "legacy.py": text(
            """
            from @root.src.layers import Layer


            class AlphaDropout(Layer):
                pass


            class ThresholdedReLU(Layer):
                pass


            class ImageDataGenerator:
                pass


            def int_shape(x):
                return ()


            def load_img(path):
                return path
            """
        ),
        "losses.py": _LOSSES,
        "models.py": _MODELS,
        "ops.py": "def add(x, y):\n    return x + y\n",
        "optimizers": _OPTIMIZERS,
        "saving.py": text(
            """
            def load_model(path):
                return path


            def register_keras_serializable(package="Custom", name=None):
                def decorate(cls):
                    cls._registered_name = f"{package}>{name or cls.__name__}"
                    return cls

                return decorate
            """
        ),
        "version.py": f"__version__ = {version!r}\n\n\ndef version():\n    return __version__\n",
    }
    return _rooted(sources, root)


def _rooted(tree, root):
    return {
        key: _rooted(value, root) if isinstance(value, dict) else value.replace("@root", root)
        for key, value in tree.items()
    }


_BACKENDS = ("tensorflow", "jax", "torch", "numpy", "openvino")


def keras3(version="3.10.0", name="keras", backends=_BACKENDS, before="", after=""):
    """Keras 3 as since 3.10: `keras`, and `keras._tf_keras.keras`, which is `tf.keras`.

    `before` and `after` run at the top and at the end of its `__init__`, while it initialises.
    """
    own = _api("keras", "keras.src", _with(_BOTH, _ONLY_KERAS))
    legacy = _api("keras._tf_keras.keras", "keras.src", _with(_BOTH, _ONLY_TF_KERAS))
    own["__init__.py"] = before + "from keras import _tf_keras\n" + own["__init__.py"] + after
    return {
        "keras": {
            **own,
            "_tf_keras": {"__init__.py": "from keras._tf_keras import keras\n", "keras": legacy},
            "src": _keras3_src("keras", version, backends),
        },
        **distribution(name, version),
    }


_API_ON_PATH = """
__path__.append(__import__("os").path.join(__import__("os").path.dirname(__file__), "api"))


def __dir__():
    return [name for name in globals() if name not in ("src", "api")]


__all__ = [name for name in globals() if not (name.startswith("_") or name in ("src", "api"))]
"""


def keras3_with_api_folder(version="3.5.0"):
    """Keras 3.3-3.9: the public modules lie in `keras/api`, and are called so; 3.3.0 has `_tf_keras` there too."""
    own = _api("keras.api", "keras.src", _with(_BOTH, _ONLY_KERAS))
    is_below = version == "3.3.0"
    place = "keras.api._tf_keras" if is_below else "keras._tf_keras"
    legacy = {
        "__init__.py": f"from {place} import keras\n",
        "keras": _api(f"{place}.keras", "keras.src", _with(_BOTH, _ONLY_TF_KERAS)),
    }
    if is_below:
        own = {**own, "__init__.py": own["__init__.py"] + "from keras.api import _tf_keras\n", "_tf_keras": legacy}
    init = "from keras.api import *\nfrom keras.api import __version__\n" + _API_ON_PATH
    return {
        "keras": {
            "__init__.py": init,
            "api": own,
            **({} if is_below else {"_tf_keras": legacy}),
            "src": _keras3_src("keras", version, _BACKENDS),
        },
        **distribution("keras", version),
    }


def keras_core(version="0.1.7"):
    """Keras 3 before its release: `keras_core._tf_keras` has the modules directly, and few of them."""
    backends = ("tensorflow", "jax", "torch", "numpy")
    legacy = {path: names for path, names in _with(_BOTH, _ONLY_TF_KERAS).items() if path in _ONLY_TF_KERAS}
    legacy = {**legacy, "preprocessing": []}
    own = _with(_BOTH, _ONLY_KERAS)
    own[""] = [name for name in own[""] if not name.startswith("version:")]
    tree = _api("keras_core", "keras_core.src", own)
    tree["__init__.py"] = "from keras_core import _tf_keras\n" + tree["__init__.py"] + f"\n__version__ = {version!r}\n"
    return {
        "keras_core": {
            **tree,
            "_tf_keras": _api("keras_core._tf_keras", "keras_core.src", legacy),
            "src": _keras3_src("keras_core", version, backends),
        },
        **distribution("keras-core", version),
    }


# ---- generation 2 ---------------------------------------------------------------------------------------------------

_KERAS_2 = {
    "": ["engine.training:Model", "engine.training:Sequential"],
    "__internal__": [],
    "__internal__.backend": ["backend_2:track_variable"],
    "backend": ["backend_2:backend", "backend_2:int_shape"],
    "layers": ["layers_2:Layer", "layers_2:Dense", "layers_2:AlphaDropout"],
    "layers.experimental": ["layers_2:RandomFourierFeatures"],
    "losses": ["losses_2:MeanSquaredError", "losses_2:mean_squared_error", "losses_2:mean_squared_error as mse"],
    "models": ["engine.training:Model", "engine.training:Sequential"],
    "optimizers": ["optimizers_2:Adam"],
    "optimizers.schedules": ["optimizers_2.schedules:ExponentialDecay"],
    "preprocessing": [],
    "preprocessing.image": ["layers_2:ImageDataGenerator", "layers_2:load_img"],
    "saving": ["layers_2:load_model", "layers_2:register_keras_serializable"],
}
_KERAS_1 = {**_KERAS_2, "layers": [*_KERAS_2["layers"], "layers_2:disable_eager"]}


def _keras2_src(package, version):
    """The private sources of Keras 2; their import needs TensorFlow, as the real ones' does."""
    sources = {
        "__init__.py": f"from @root import engine, layers_2, losses_2, optimizers_2\n\n__version__ = {version!r}\n",
        "backend_config.py": _CONFIG,
        "backend_2.py": text(
            """
            import tensorflow as tf

            from @root.backend_config import backend

            tf.__internal__.register_load_context_function(None)


            def int_shape(x):
                return ()


            def track_variable(x):
                return x
            """
            if int(version.split(".")[1]) < 16
            else """
            import tensorflow as tf

            from @root.backend_config import backend


            def int_shape(x):
                return ()


            def track_variable(x):
                return x
            """
        ),
        "engine": {
            "__init__.py": "",
            "training.py": "import @root.backend_2\n" + _MODELS,
        },
        "layers_2.py": _LAYERS
        + text(
            """


            class RandomFourierFeatures(Layer):
                pass


            class ImageDataGenerator:
                pass


            def disable_eager():
                return True


            def load_img(path):
                return path


            def load_model(path):
                return path


            def register_keras_serializable(package="Custom", name=None):
                return lambda cls: cls
            """
        ),
        "losses_2.py": _LOSSES,
        "optimizers_2": _OPTIMIZERS,
        # what `import tensorflow` imports eagerly
        "optimizers": {"__init__.py": "import @root.engine.training\nfrom @root.optimizers_2 import Adam\n"},
    }
    return _rooted(sources, package)


def _keras2(root, version):
    private = f"{root}.src"
    own = _api(root, private, _KERAS_2)
    own["__init__.py"] += f"\n\n__version__ = {version!r}\n"
    api = {
        "__init__.py": "",
        "_v1": {"__init__.py": "", "keras": _api(f"{root}.api._v1.keras", private, _KERAS_1)},
        "_v2": {"__init__.py": "", "keras": _api(f"{root}.api._v2.keras", private, _KERAS_2)},
    }
    return {**own, "api": api, "src": _keras2_src(private, version)}


def keras2(version="2.15.0"):
    """Keras 2.13-2.15: `keras.api._v2.keras` is `tf.keras`, and the version stands in `keras/__init__.py` alone."""
    return {"keras": _keras2("keras", version), **distribution("keras", version)}


def tf_keras(version="2.16.0", name="tf-keras"):
    return {"tf_keras": _keras2("tf_keras", version), **distribution(name, version)}


def keras2_without_src(version="2.12.0"):
    """Keras 2.12: the private sources lie in `keras` itself."""
    sources = _keras2_src("keras", version)
    sources["__init__.py"] = f"from keras.engine.training import Model, Sequential\n\n__version__ = {version!r}\n"
    api = {
        "__init__.py": "",
        "_v1": {"__init__.py": "", "keras": _api("keras.api._v1.keras", "keras", _KERAS_1)},
        "_v2": {"__init__.py": "", "keras": _api("keras.api._v2.keras", "keras", _KERAS_2)},
    }
    return {"keras": {**sources, "api": api}, **distribution("keras", version)}
