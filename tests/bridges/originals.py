"""Uses every name that has a bridge on a Keras that has the name itself, and writes what came out.

    python tests/bridges/originals.py FILE

in an environment with both generations: the newest Keras 3 and the tf_keras of the newest TensorFlow.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import uses_of_keras_2_names
import uses_of_keras_3_names

from kerascompat import keras2, keras3, resolve

ORIGINALS = (
    (keras2, "keras2", uses_of_keras_2_names.USES),
    (keras3, "keras3", uses_of_keras_3_names.USES),
)


def is_the_providers(surface, name):
    """Whether one of the provider's own modules has a name."""
    for root in resolve(surface).modules:
        value = importlib.import_module(root)
        try:
            for part in name.split("."):
                value = getattr(value, part)
        except AttributeError:
            continue
        return True
    return False


def main(path):
    """Use, and write."""
    found = {}
    for keras, surface, uses in ORIGINALS:
        for name, use in uses.items():
            if not is_the_providers(surface, name):
                message = f"{resolve(surface)} has no {name} to compare with"
                raise SystemExit(message)
            found[name] = use(keras)
    Path(path).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
