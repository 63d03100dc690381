"""What is said of a missing name: a cure that can work, whatever serves."""

from __future__ import annotations

import re

import pytest

from kerascompat._facts import Choice
from kerascompat._history import history, measured, names
from kerascompat._missing import known_of
from kerascompat.bridges import bridges


def choice(provider, version, surface="keras", backend="tensorflow"):
    generation = 2 if version.startswith("2.") else 3
    return Choice(surface, provider, generation, version, backend, "default", ("keras",), "keras.src", "a rule")


CHOICES = [
    choice("keras", "2.12.0"),
    choice("keras", "2.15.0"),
    choice("tf_keras", "2.16.0"),
    choice("tf_keras", "2.21.0"),
    choice("keras", "3.0.5"),
    choice("keras", "3.15.1"),
    choice("keras", "3.15.1", backend="jax"),
]
VIEWS = {"keras": ("keras", "tf.keras"), "tf_keras": ("tf_keras", "tf_keras/tf.keras")}


def is_missing(name, choice):
    minor = ".".join(choice.version.split(".")[:2])
    bridge = bridges(choice.generation).get(name)
    if minor in history(name).minors(*VIEWS[choice.provider]):
        return False
    return bridge is None or bridge.is_module or not bridge.serves(choice.backend)


def minors_of(provider, text):
    """The minor versions that a requirement in a cure allows, of those that were measured."""
    bound = re.search(r"(?:==|>=|Keras )(\d+\.\d+)", text)
    every = measured()[provider]
    if bound is None:
        return [every[-1]]
    return [bound[1], every[-1]] if ">=" in text or "or newer" in text else [bound[1]]


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_the_cure_for_every_missing_name_leads_to_a_keras_that_has_it(choice):
    seen = 0
    for name in names():
        if not is_missing(name, choice):
            continue
        known = history(name)
        found, cure = known_of(name, choice, "kerascompat.keras")
        assert known.where() in found
        way = cure.rpartition("; or ")[2]
        if "keras3" in way:
            assert set(minors_of("keras", way)) <= set(known.minors(*VIEWS["keras"])), (name, cure)
        elif "keras2" in way:
            assert set(minors_of("tf_keras", way)) <= set(known.minors(*VIEWS["tf_keras"])), (name, cure)
        elif "pip install" in way:
            assert set(minors_of("keras", way)) <= set(known.minors(*VIEWS["keras"])), (name, cure)
        else:
            assert not known.minors(*VIEWS["keras"]), (name, cure)
            assert not known.minors(*VIEWS["tf_keras"]), (name, cure)
        seen += 1
    assert seen > 200


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("optimizers.AdamW", "import kerascompat.keras2, which is not of TensorFlow 1"),
        ("tree.flatten", "import kerascompat.keras3, which is not of TensorFlow 1"),
        ("Layer", "import kerascompat.keras3, which is not of TensorFlow 1"),
    ],
)
def test_a_name_that_the_api_of_tensorflow_1_lacks_is_in_another_surface(name, cure):
    found, way = known_of(name, choice("keras", "2.15.0", surface="v1.keras"), "kerascompat.v1.keras")
    assert way == cure
    assert found == f"{choice('keras', '2.15.0')} has no such name; it is in {history(name).where()}"


@pytest.mark.parametrize("name", ["utils.generic_utils.has_arg", "layers.Nope", "engine.base_layer.Nope"])
def test_of_a_name_that_is_not_public_nothing_more_is_said(name):
    found, cure = known_of(name, CHOICES[0], "kerascompat.keras")
    assert found.endswith("has no such name; it is public in no Keras from 2.12 to 3.15")
    assert cure == f"dir(kerascompat.keras.{name.rpartition('.')[0]}) lists the names that there are"


def test_of_private_sources_no_release_is_said():
    found, cure = known_of("src.engine.keras_tensor", CHOICES[-1], "kerascompat.keras")
    assert found.endswith("has no such name; private modules differ between releases")
    assert cure == "take it from a public module; dir(kerascompat.keras.src.engine) lists the names that there are"


def test_a_bridge_for_another_backend_is_named():
    name = "layers.experimental.preprocessing.RandomHeight"
    _, cure = known_of(name, choice("keras", "3.15.1", backend="jax"), "kerascompat.keras")
    assert cure == (
        "export KERAS_BACKEND=tensorflow, where `layers.RandomHeight` answers; or import kerascompat.keras2, where"
        " tf-keras is installed"
    )
