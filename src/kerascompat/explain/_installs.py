"""Known errors of installations and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from kerascompat._causes import _DISTRIBUTIONS, CAUSES
from kerascompat._facts import BACKENDS
from kerascompat.doctor._finding import NOTE
from kerascompat.explain._known import GENERAL, MASK, Known

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from kerascompat.explain._traceback import Error, Text

_LOADER = "tensorflow/python/util/lazy_loader.py"
_KERAS_FILES = ("/keras/src/", "/keras/__init__.py", "/keras/_tf_keras/", "/keras/api/")
_TF_KERAS_FILES = "/tf_keras/"


def _pattern_with(part: str) -> str:
    """The pattern of the core's known cause that says this: one place for both."""
    return next(cause.pattern for cause in CAUSES if part in cause.pattern)


def _where(error: Error, text: Text) -> str:
    return text.above(error) + error.said


def _beneath(match: re.Match[str], error: Error, text: Text) -> Mapping[str, str]:
    """What the first exception of the same chain says."""
    del match
    first = next((each for each in text.errors if each.kind and each.chain == error.chain), error)
    if first.line == error.line:
        return {
            "beneath": "what failed is not in this text",
            "first": 'run python -c "import keras" (or "import tf_keras" where TF_USE_LEGACY_KERAS is set), which '
            "shows what failed",
        }
    return {"beneath": f"what failed is above it: {first.quote}", "first": "cure the exception above it"}


def _in_loader(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    del match
    return {} if _LOADER in text.above(error) else None


def _near_tensorflow(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    """NumPy says the same of every module that was built for NumPy 1."""
    del match
    # its notice stands before the traceback that it is about
    where = text.squashed if "compiledusing" in error.said else text.above(error)
    return {} if "/tensorflow/" in where or "_pywrap" in error.said else None


def _near_keras(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    name = next((each for each in match.groups() if each), "")
    unmistakable = error.said.startswith("TouseKeras")
    above = text.above(error)
    if not unmistakable and not any(part in above for part in (*_KERAS_FILES, _TF_KERAS_FILES)):
        return None
    return {"name": name, "distribution": _DISTRIBUTIONS.get(name, name)}


def _near_protobuf(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    where = _where(error, text)
    owner = match.groupdict().get("owner") or next((each for each in ("tf_keras", "tensorflow") if each in where), "")
    if not owner:
        return None
    if owner == "tf_keras":
        return {"owner": "tf_keras", "fit": "{install}"}
    return {"owner": owner, "fit": "pip install -U protobuf"}


def _whose_load_context(match: re.Match[str], error: Error, text: Text) -> Mapping[str, str]:
    del match
    above = text.above(error)
    if _TF_KERAS_FILES in above:
        return {"package": "tf_keras", "fit": "{install}"}
    if any(part in above for part in _KERAS_FILES):
        return {"package": "keras", "fit": 'pip install -U "keras>=3"; for Keras 2, {install}'}
    return {"package": "keras or tf_keras", "fit": 'pip install -U "keras>=3"; for tf_keras, {install}'}


def _of_another_minor(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    del match
    return {} if _TF_KERAS_FILES in text.above(error) else None


def _keras_of_minor(match: re.Match[str], error: Error, text: Text) -> Mapping[str, str]:
    del match, error, text
    return {"fit": 'for TensorFlow 2.14: pip install "keras==2.14.*", and so on by minor version'}


def _api_in_loader(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    return _keras_of_minor(match, error, text) if _LOADER in text.above(error) else None


def _named_backend(match: re.Match[str], error: Error, text: Text) -> Mapping[str, str]:
    del text
    name = error.head[match.end() :].rstrip(".…")
    near = {"pytorch": "torch", "tf": "tensorflow"}.get(name.lower(), name.lower())
    return {"name": name or "(cut off)", "fit": f"export KERAS_BACKEND={near if near in BACKENDS else 'tensorflow'}"}


def _missing_backend(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    name, above = match["name"], text.above(error)
    if any(part in above for part in _KERAS_FILES):
        why = f"Keras 3 is to compute with {name} here: KERAS_BACKEND or keras.json says so, or nothing says otherwise"
        if name != "tensorflow":
            why = f"Keras 3 is to compute with {name} here: KERAS_BACKEND or keras.json says so"
    elif name == "tensorflow":
        why = (
            "TensorFlow is not installed; where the program imports Keras 3 alone, Keras looks for TensorFlow unless "
            "a setting names another backend"
        )
    else:
        return None
    other = "jax" if name == "tensorflow" else "tensorflow"
    return {"because": why, "other": other}


def _pinned(match: re.Match[str], error: Error, text: Text) -> Optional[Mapping[str, str]]:
    """The lines for a TensorFlow and the Keras that it does not allow."""
    del error, text
    tensorflow, keras = (int(match["tf"].split(".")[1]), match["keras"])
    if tensorflow < 16:
        newer = ' (keeps that TensorFlow), or pip install -U "tensorflow>=2.16" keras' if keras[0] == "3" else ""
        return {"fit": f'pip install "keras=={match["tf"]}.*"{newer}', "reads": "Keras 2"}
    return {
        "fit": f'pip install -U "keras>=3"; for Keras 2, pip install "tf-keras=={match["tf"]}.*"',
        "reads": "Keras 3",
    }


_HAS_WHEELS = (
    "TensorFlow 2.12 to 2.15 have wheels for Python up to 3.11, 2.16 to 2.19 up to 3.12, 2.20 and newer for 3.13"
)
_FEWER = (
    "a Python that it has wheels for (2.12 to 2.19: uv venv --python 3.11), or a newer TensorFlow: pip install -U "
    "tensorflow; Keras 2 on that is tf-keras, so no older TensorFlow is needed for it"
)
_NO_WHEELS = r"(?:[-_](?:cpu|gpu|intel|macos))?(?:==|~=|<=|<)(?P<tf>2\.\d{1,2})"
_VARIABLE = (
    "TF_USE_LEGACY_KERAS is an environment variable and no package",
    (
        "the package is tf-keras: {install}; then set the variable: export TF_USE_LEGACY_KERAS=1 (Windows: set "
        "TF_USE_LEGACY_KERAS=1)"
    ),
)
_SHADOW = (
    "a file or a folder of yours has that name, and Python imports it in place of the package",
    (
        "look which one: python -c \"import importlib.util as u; print(u.find_spec('{module}').origin)\"; rename it, "
        "and delete the __pycache__ beside it"
    ),
)
_NO_TF_KERAS = (
    (
        "tensorflow.keras is another package's code, and that package was not found: keras is missing, or is Keras 3 "
        "under TensorFlow 2.14 and older, or TF_USE_LEGACY_KERAS is set and tf_keras is missing, or TensorFlow itself "
        "is not wholly installed"
    ),
    (
        "kerascompat doctor says which of these it is; most often: pip install -U tensorflow keras, or with "
        "TF_USE_LEGACY_KERAS set: {install}"
    ),
)
_NUMPY = ("this TensorFlow was built for NumPy 1, and NumPy 2 is installed", 'pip install "numpy<2"')

KNOWN = (
    Known(
        "tf-keras-missing",
        "Your environment has TF_USE_LEGACY_KERAS set to True, but you do not have the tf_keras package installed",
        "",
        "TF_USE_LEGACY_KERAS asks TensorFlow for Keras 2 from tf_keras, and import tf_keras failed: it is not "
        "installed, or something that it needs is not",
        "{install}, or unset TF_USE_LEGACY_KERAS; then restart Python. A program that sets the variable for others "
        "(Transformers did) has to be asked, too: kerascompat doctor shows what is set",
    ),
    Known(
        "tf-keras-missing",
        "No module named 'tf_keras'",
        "",
        "Keras 2 for TensorFlow 2.16 and newer is the package tf-keras, and it is not installed",
        "{install}",
        rank=GENERAL,
    ),
    Known(
        "keras-not-installed",
        "No module named 'keras'",
        "",
        "the package keras is not installed for the Python that ran this",
        "pip install keras, with the pip of that Python; kerascompat doctor says what is installed there",
        rank=GENERAL,
    ),
    Known(
        "keras-cannot-be-imported",
        "Keras cannot be imported. Check that it is installed.",
        "",
        "TensorFlow says this of every ImportError within Keras, whether it is installed or not; {beneath}",
        "{first}; then restart Python, for TensorFlow does not try again",
        _beneath,
        rank=MASK,
    ),
    Known(
        "lazy-loader-recursion",
        "maximum recursion depth exceeded",
        "",
        "tf.keras was used before in this process and could not be loaded; TensorFlow's lazy loader fails so at the "
        "second use and all later ones, and hides the first failure",
        'restart Python and read the first error: python -c "import tensorflow as tf; tf.keras.layers"; in a notebook, '
        "restart the kernel",
        _in_loader,
        rank=MASK,
    ),
    Known(
        "keras-2-on-newer-tensorflow",
        "module 'tensorflow._api.v2.compat.v2.__internal__' has no attribute 'register_load_context_function'",
        "",
        "{package} is of TensorFlow 2.15 or older here, and TensorFlow is 2.16 or newer",
        "{fit}",
        _whose_load_context,
    ),
    Known(
        "tf-keras-of-another-minor",
        "module 'tensorflow._api.v2.compat.v2.__internal__",
        r"[\w.]*' has no attribute '(?!register_load_context_function)(?P<name>\w+)'",
        "tf_keras is of another minor version than TensorFlow, which has no {name}",
        "{install}",
        _of_another_minor,
    ),
    Known(
        "keras-3-on-older-tensorflow",
        "No module named 'keras.api._v",
        r"[12]",
        "TensorFlow 2.14 and older take tf.keras from Keras 2, and the installed keras is Keras 3",
        "the Keras of that TensorFlow ({fit}), or a TensorFlow that goes with Keras 3: pip install -U "
        '"tensorflow>=2.16"',
        _keras_of_minor,
    ),
    Known(
        "keras-3-on-older-tensorflow",
        "No module named 'keras.api'",
        "",
        "TensorFlow 2.14 and older take tf.keras from Keras 2, and the installed keras is Keras 3",
        "the Keras of that TensorFlow ({fit}), or a TensorFlow that goes with Keras 3: pip install -U "
        '"tensorflow>=2.16"',
        _api_in_loader,
    ),
    Known(
        "shadowed-package",
        "No module named '",
        r"(?:tensorflow|keras|tf_keras)\.[\w.]{1,200}';'(?P<module>tensorflow|keras|tf_keras)' is not a package",
        *_SHADOW,
    ),
    Known(
        "shadowed-package",
        "partially initialized module '",
        r"(?P<module>keras|tensorflow|tf_keras)(?:\.[\w.]{1,200})?' has no attribute",
        *_SHADOW,
    ),
    Known(
        "shadowed-package",
        "cannot import name '",
        r"\w{1,100}' from partially initialized module '(?P<module>keras|tensorflow|tf_keras)(?:\.[\w.]{1,200})?'",
        *_SHADOW,
    ),
    Known("no-tensorflow-keras", "No module named 'tensorflow.keras'", "(?!;)", *_NO_TF_KERAS),
    Known("no-tensorflow-keras", "cannot import name 'keras' from 'tensorflow'", "", *_NO_TF_KERAS),
    Known("no-tensorflow-keras", "module 'tensorflow' has no attribute 'keras'", "", *_NO_TF_KERAS),
    Known(
        "unknown-backend",
        "Unable to import backend :",
        "",
        "no Keras has the backend {name}; names are lower case: tensorflow, jax, torch, numpy, openvino",
        '{fit}, or correct "backend" in keras.json (~/.keras/keras.json, or in the folder KERAS_HOME)',
        _named_backend,
    ),
    Known(
        "backend-not-installed",
        "No module named '",
        r"(?P<name>tensorflow|jax|torch|openvino)'",
        "{because}",
        "pip install {name}, or name the backend that is installed before Python starts: export KERAS_BACKEND={other}",
        _missing_backend,
        rank=GENERAL,
    ),
    Known(
        "keras-dependency-missing",
        "",
        rf"(?:To use Keras,)?(?:{_pattern_with('No module named')})",
        "Keras needs {name} here and does not bring it",
        "pip install {distribution}",
        _near_keras,
    ),
    Known(
        "keras-setting-invalid",
        "Invalid `",
        r"(?P<name>floatx|epsilon|image_data_format)configuration\.Expected",
        "keras.json holds a value of {name} that Keras does not take",
        "correct {name} in keras.json (~/.keras/keras.json, or in the folder KERAS_HOME), or delete the file: Keras "
        "writes it anew",
    ),
    Known(
        "numpy-2-too-early",
        "",
        rf".{{0,120}}?(?:{_pattern_with('compiled using').replace('SystemError:', '')})",
        *_NUMPY,
        _near_tensorflow,
    ),
    Known(
        "numpy-2-too-early",
        "tensorflow",
        r"(?:[-_](?:cpu|gpu|intel|macos))?2[\w.+!]{1,20}?requiresnumpy[<>=!~,.\d]{1,60}(?:;.{1,80}?)?,butyouhavenumpy2",
        *_NUMPY,
    ),
    Known(
        "numpy-2-callbacks",
        "`np.Inf` was removed in the NumPy 2.0 release",
        "",
        "the callbacks of Keras up to 3.4 and of tf_keras up to 2.17 are written for NumPy 1",
        'pip install -U "keras>=3.5"; with tf_keras: pip install "numpy<2", or TensorFlow and tf-keras 2.18 or newer',
        lambda match, error, text: _near_keras(match, error, text) and {},
    ),
    Known(
        "protobuf-versions",
        "Detected incompatible Protobuf Gencode/Runtime versions when loading ",
        r"(?P<owner>tf_keras|tensorflow)/",
        "{owner} was built for a newer protobuf than the one that TensorFlow allows",
        "{fit}",
        _near_protobuf,
    ),
    Known(
        "protobuf-versions",
        "cannot import name 'runtime_version' from 'google.protobuf'",
        "",
        "{owner} was built for a newer protobuf than the one that is installed",
        "{fit}",
        _near_protobuf,
    ),
    Known(
        "pip-keras-conflict",
        "tensorflow",
        r"(?:[-_](?:cpu|gpu|intel|macos))?(?P<tf>2\.\d{1,2})[\w.+!]{0,20}?requireskeras(?P<pin>[<>=!~,.\d]{1,60}?)"
        r",butyouhavekeras(?P<keras>\d[\w.]{0,20}?)which",
        "TensorFlow {tf} goes with {reads}: it requires keras{pin}, and keras {keras} was installed over that",
        "{fit}",
        _pinned,
    ),
    Known(
        "pip-tf-keras-conflict",
        "tf",
        r"[-_]keras2[\w.]{1,20}?requirestensorflow[<>=!~,.\d]{1,60},butyouhavetensorflow(?P<tf>2\.\d{1,2})",
        "each tf-keras goes with one minor version of TensorFlow, and TensorFlow is {tf}",
        'pip install "tf-keras=={tf}.*"',
    ),
    Known(
        "no-tensorflow-for-python",
        "No matching distribution found for tensorflow",
        _NO_WHEELS,
        f"the index has no TensorFlow {{tf}} for this Python: {_HAS_WHEELS}",
        _FEWER,
    ),
    Known(
        "no-tensorflow-for-python",
        "Could not find a version that satisfies the requirement tensorflow",
        _NO_WHEELS,
        f"the index has no TensorFlow {{tf}} for this Python: {_HAS_WHEELS}",
        _FEWER,
    ),
    Known(
        "no-tensorflow-for-python",
        "Because tensorflow",
        r"(?:[-_](?:cpu|gpu|intel|macos))?(?:==|~=|<=|<)(?P<tf>2\.\d{1,2}).{0,200}?nowheelswithamatchingPython",
        f"the index has no TensorFlow {{tf}} for this Python: {_HAS_WHEELS}",
        _FEWER,
    ),
    Known("variable-is-no-package", "No matching distribution found for TF_USE_LEGACY_KERAS", "", *_VARIABLE),
    Known(
        "variable-is-no-package",
        "Could not find a version that satisfies the requirement TF_USE_LEGACY_KERAS",
        "",
        *_VARIABLE,
    ),
    Known("variable-is-no-package", "Invalid requirement: 'TF_USE_LEGACY_KERAS", "", *_VARIABLE),
    Known(
        "editor-cannot-resolve",
        'Import "tensorflow.keras',
        r'[\w.…]{0,200}" could not be resolved',
        "TensorFlow makes tensorflow.keras while it runs, so that editors and type checkers find no file; the program "
        "itself is not wrong",
        "import through a module with files: from kerascompat import keras, or import keras where Keras 3 is meant",
        severity=NOTE,
    ),
    Known(
        "editor-import",
        "cannot import name '_tf_uses_legacy_keras' from 'tensorflow'",
        "",
        "the name is private, exists since TensorFlow 2.15 alone, and comes from an editor's automatic import",
        "delete the line that imports it",
    ),
)
