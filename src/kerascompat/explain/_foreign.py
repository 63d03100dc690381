"""Errors that another library raised in the same words: it has an `Adam`, a `fit` or a `Model` of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kerascompat.explain._traceback import Error, Text

_OURS = re.compile(r"keras|tensorflow|\btf\b", re.IGNORECASE)
_FILE = re.compile(r"""\s*File\s+["']?(?P<path>[^"'\n]{1,400}?)(?:["'],|:\d)""")
_LIBRARIES = frozenset({
    *("torch", "pytorch_lightning", "lightning", "paddle", "mxnet", "chainer", "flax", "optax", "haiku", "jax"),
    *("sklearn", "lightgbm", "xgboost", "catboost", "gensim", "statsmodels", "scipy", "numpy", "pandas", "sympy"),
    *("django", "pydantic", "sqlalchemy", "pygame", "networkx", "matplotlib", "diffusers", "pyro", "trimesh"),
    *("fastai", "timm", "ultralytics", "spacy", "nltk", "cv2", "PIL", "bokeh", "plotly", "dask", "pyspark", "ray"),
})  # fmt: skip
"""Libraries with classes and functions of the same names. Any other may be one that was made for Keras."""


def is_foreign(error: Error, text: Text) -> bool:
    """Whether the frames above an error say that another library raised it.

    They do where neither the message nor a frame names Keras or TensorFlow, and the last frame lies in one of these.
    Without frames there is nothing that says so: a message alone is taken for Keras's.
    """
    above = text.frames(error)
    paths = [match["path"] for match in map(_FILE.match, above) if match]
    if not paths or _OURS.search(error.said) or any(map(_OURS.search, above)):
        return False
    return not _LIBRARIES.isdisjoint(re.split(r"[/\\]", paths[-1]))
