"""Facts written down: what is installed, what is set, what is imported."""

from __future__ import annotations

from dataclasses import replace

from kerascompat._facts import BACKENDS, Config, Facts, Module, TensorFlowKeras

KERAS_3_PARTS = ("_tf_keras", "src", *(f"backend:{name}" for name in BACKENDS))
KERAS_2_PARTS = ("api._v2", "api._v1", "src")


def tensorflow(version="2.16.2", **changes):
    """An installed TensorFlow."""
    return Module("tensorflow", "package", version, "/site/tensorflow", **changes)


def keras(version="3.15.1", **changes):
    """An installed `keras`, with the folders that its generation has."""
    parts = KERAS_3_PARTS if version is None or version.startswith(("3", "4")) else KERAS_2_PARTS
    return replace(Module("keras", "package", version, "/site/keras", parts), **changes)


def tf_keras(version="2.16.0", **changes):
    """An installed `tf_keras`."""
    return replace(Module("tf_keras", "package", version, "/site/tf_keras", KERAS_2_PARTS), **changes)


def keras_core(version="0.1.7", **changes):
    """An installed `keras_core`."""
    return replace(Module("keras_core", "package", version, "/site/keras_core", ("_tf_keras", "src")), **changes)


def plain(name, version="1.0"):
    """Any other installed module: a backend."""
    return Module(name, "package", version, f"/site/{name}")


def world(*modules, legacy=None, backend=None, config=None, keras_is=None, at_import=None, surfaces=()):
    """Facts: modules, `TF_USE_LEGACY_KERAS`, `KERAS_BACKEND`, `keras.json`, and what `tf.keras` is if it is loaded."""
    state = TensorFlowKeras() if keras_is is None else TensorFlowKeras(*keras_is, legacy_at_import=at_import)
    return Facts(
        legacy_keras=legacy,
        keras_backend=backend,
        config=config or Config("/home/user/.keras/keras.json"),
        modules=modules,
        tensorflow_keras=state,
        python="3.11.7",
        surfaces=tuple(surfaces),
    )


def loaded(module, backend=None):
    """The same module, imported."""
    return replace(module, state="loaded", loaded_version=module.version, loaded_backend=backend)
