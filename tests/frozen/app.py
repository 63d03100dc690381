"""An application to be frozen: makes, fits, saves and loads a model, and prints as JSON what it found."""

from __future__ import annotations

import json
import os
import sys
import tempfile

import numpy as np

import kerascompat

if sys.argv[1:]:
    kerascompat.configure(**json.loads(sys.argv[1]))

from kerascompat import keras  # after what the application wants is said


def train() -> bool:
    """Whether a model predicts after loading what it did before saving."""
    x = np.arange(12, dtype="float32").reshape(4, 3) / 12
    model = keras.Sequential([keras.layers.Dense(2, activation="relu"), keras.layers.Dense(1)])
    model.compile(optimizer="sgd", loss="mse")
    model.fit(x, x[:, :1], epochs=1, verbose=0)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.keras")
        model.save(path)
        loaded = keras.models.load_model(path)
    return bool(np.allclose(model.predict(x, verbose=0), loaded.predict(x, verbose=0)))


def bridged() -> list[float]:
    """What a function of ours gives, whose name the provider lacks."""
    if kerascompat.resolve().generation == 2:
        return np.asarray(keras.activations.relu6(np.array([-1.0, 7.0]))).tolist()
    return np.asarray(keras.utils.to_ordinal([1], 3)).tolist()[0]


def missing() -> str:
    """What is said of a name that nobody answers."""
    try:
        return str(keras.ops if kerascompat.resolve().generation == 2 else keras.estimator)
    except AttributeError as error:
        return str(error)


def main() -> None:
    """Print it."""
    choice = kerascompat.resolve()
    kerascompat.verify(kerascompat.fingerprint())
    report = {
        "frozen": bool(getattr(sys, "frozen", False)),
        "provider": choice.provider,
        "generation": choice.generation,
        "backend": choice.backend,
        "versions": dict(choice.versions),
        "warnings": choice.warnings,
        "verdict": choice.verdict.kind,
        "module": keras.layers.Dense.__module__,
        "kept": train(),
        "bridged": bridged(),
        "missing": missing(),
        "owner": kerascompat.owner(keras.layers.Dense),
        "findings": [each.code for each in kerascompat.diagnose().findings if each.severity == "error"],
    }
    sys.stdout.write(f"{json.dumps(report)}\n")


main()
