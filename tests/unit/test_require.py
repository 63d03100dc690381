"""`kerascompat.require()`: silent, or one error that says everything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from given import KERAS_3_PARTS, keras, plain, tensorflow, tf_keras, world

import kerascompat
from kerascompat import _environment
from kerascompat.errors import IncompatibleError, NotInstalledError, SettingError

KERAS_3 = world(tensorflow("2.16.2"), keras("3.15.1"), plain("jax"), tf_keras())
LEGACY = world(tensorflow("2.16.2"), keras("3.15.1"), tf_keras("2.16.0"), legacy="1")
KERAS_2 = world(tensorflow("2.14.1"), keras("2.14.0"))
JAX = world(keras("3.15.1"), plain("jax"), backend="jax")
NIGHTLY = world(tensorflow("2.22.0-rc0"), keras("3.16.0.dev2026102704"))
NVIDIA = world(tensorflow("2.15.0+nv23.11"), keras("2.15.0"))
UNTOLD = world(tensorflow(None), keras(None))


@pytest.mark.parametrize(
    ("facts", "needs"),
    [
        pytest.param(KERAS_3, {}, id="nothing is asked"),
        pytest.param(KERAS_3, {"generation": 3}, id="the generation is there"),
        pytest.param(LEGACY, {"generation": 2, "keras": "~=2.16.0"}, id="legacy mode gives generation 2"),
        pytest.param(KERAS_3, {"keras": ">=3.3", "tensorflow": ">=2.15"}, id="both versions fit"),
        pytest.param(KERAS_3, {"backend": {"tensorflow", "jax"}}, id="the backend is one of several"),
        pytest.param(JAX, {"backend": "jax"}, id="one backend as a text"),
        pytest.param(NIGHTLY, {"keras": ">=3.3", "tensorflow": ">=2.21"}, id="nightlies and release candidates count"),
        pytest.param(NVIDIA, {"tensorflow": "==2.15.0"}, id="a local version is its release"),
        pytest.param(UNTOLD, {"keras": ">=3.3"}, id="a Keras that tells no version is let through"),
        pytest.param(UNTOLD, {"tensorflow": ">=2.15"}, id="a TensorFlow that tells no version is let through"),
        pytest.param(
            world(tensorflow(), keras("master", parts=KERAS_3_PARTS)),
            {"keras": ">=3.3"},
            id="a version that is none is let through",
        ),
        pytest.param(
            world(replace(tensorflow(None), kind="mock"), replace(keras(None), kind="mock")),
            {"generation": 2, "keras": ">=3", "tensorflow": ">=2.15", "backend": "jax"},
            id="mocks in a documentation build are what is needed",
        ),
    ],
)
def test_require_is_silent_where_everything_is_there(monkeypatch, facts, needs):
    monkeypatch.setattr(_environment, "read", lambda: facts)

    assert kerascompat.require(**needs) is None


@pytest.mark.parametrize(
    ("facts", "needs", "text"),
    [
        pytest.param(
            KERAS_3,
            {"generation": 2},
            "this library needs Keras 2\n"
            "  found: keras 3.15.1, generation 3, on tensorflow (the installed keras is generation 3)\n"
            '  cure:  pip install "tf-keras==2.16.*", and export TF_USE_LEGACY_KERAS=1',
            id="generation 2 where 3 is",
        ),
        pytest.param(
            LEGACY,
            {"generation": 3},
            "this library needs Keras 3\n"
            "  found: tf_keras 2.16.0, generation 2, on tensorflow (TF_USE_LEGACY_KERAS=1 is on and tensorflow 2.16.2"
            " heeds it: tf.keras is tf_keras)\n"
            "  cure:  unset TF_USE_LEGACY_KERAS",
            id="generation 3 in legacy mode",
        ),
        pytest.param(
            LEGACY,
            {"generation": 3, "keras": ">=3.3"},
            "this library needs Keras 3\n"
            "  found: tf_keras 2.16.0, generation 2, on tensorflow (TF_USE_LEGACY_KERAS=1 is on and tensorflow 2.16.2"
            " heeds it: tf.keras is tf_keras)\n"
            "  cure:  unset TF_USE_LEGACY_KERAS",
            id="a version of generation 3 says nothing of tf_keras",
        ),
        pytest.param(
            world(tensorflow("2.15.1"), keras("2.15.0"), tf_keras("2.15.1"), legacy="1"),
            {"generation": 3},
            "this library needs Keras 3\n"
            "  found: tf_keras 2.15.1, generation 2, on tensorflow (TF_USE_LEGACY_KERAS=1 is on and tensorflow 2.15.1"
            " heeds it: tf.keras is tf_keras)\n"
            '  cure:  pip install -U "tensorflow>=2.16" keras, and unset TF_USE_LEGACY_KERAS',
            id="no Keras 3 is installed behind the variable",
        ),
        pytest.param(
            KERAS_2,
            {"generation": 3},
            "this library needs Keras 3\n"
            "  found: keras 2.14.0, generation 2, on tensorflow (the installed keras is generation 2)\n"
            '  cure:  pip install -U "tensorflow>=2.16" keras',
            id="generation 3 on an old TensorFlow",
        ),
        pytest.param(
            JAX,
            {"generation": 2},
            "this library needs Keras 2\n"
            "  found: keras 3.15.1, generation 3, on jax (the installed keras is generation 3)\n"
            '  cure:  pip install "kerascompat[keras2]", and export TF_USE_LEGACY_KERAS=1',
            id="generation 2 without TensorFlow",
        ),
        pytest.param(
            KERAS_3,
            {"keras": ">=3.20", "tensorflow": ">=2.18"},
            "this library needs keras>=3.20; tensorflow>=2.18\n"
            "  found: keras 3.15.1; tensorflow 2.16.2 (the installed keras is generation 3)\n"
            '  cure:  pip install "keras>=3.20"; pip install "tensorflow>=2.18"',
            id="two versions are too old, one error",
        ),
        pytest.param(
            LEGACY,
            {"keras": ">=2.17"},
            "this library needs tf_keras>=2.17\n"
            "  found: tf_keras 2.16.0 (TF_USE_LEGACY_KERAS=1 is on and tensorflow 2.16.2 heeds it: tf.keras is"
            " tf_keras)\n"
            '  cure:  pip install "tf-keras>=2.17"',
            id="the provider is named by its own name",
        ),
        pytest.param(
            JAX,
            {"tensorflow": ">=2.15"},
            "this library needs tensorflow>=2.15\n"
            "  found: no tensorflow (the installed keras is generation 3)\n"
            '  cure:  pip install "tensorflow>=2.15"',
            id="TensorFlow is not there at all",
        ),
        pytest.param(
            KERAS_3,
            {"backend": "jax"},
            "this library needs the backend jax\n"
            "  found: keras 3.15.1, generation 3, on tensorflow (from default) (the installed keras is generation 3)\n"
            "  cure:  export KERAS_BACKEND=jax",
            id="another backend is installed",
        ),
        pytest.param(
            KERAS_3,
            {"backend": ["torch"]},
            "this library needs the backend torch\n"
            "  found: keras 3.15.1, generation 3, on tensorflow (from default) (the installed keras is generation 3)\n"
            "  cure:  pip install torch, and export KERAS_BACKEND=torch",
            id="the backend is not installed",
        ),
        pytest.param(
            KERAS_2,
            {"backend": {"jax"}},
            "this library needs the backend jax\n"
            "  found: keras 2.14.0, generation 2, on tensorflow (from generation 2) (the installed keras is"
            " generation 2)\n"
            '  cure:  pip install -U "tensorflow>=2.16" keras, and export KERAS_BACKEND=jax',
            id="a backend that generation 2 does not have",
        ),
        pytest.param(
            NIGHTLY,
            {"tensorflow": ">=2.22"},
            "this library needs tensorflow>=2.22\n"
            "  found: tensorflow 2.22.0-rc0 (the installed keras is generation 3)\n"
            '  cure:  pip install "tensorflow>=2.22"',
            id="a release candidate is below its release",
        ),
    ],
)
def test_require_raises_one_error_for_all_that_is_missing(monkeypatch, facts, needs, text):
    monkeypatch.setattr(_environment, "read", lambda: facts)

    with pytest.raises(IncompatibleError) as caught:
        kerascompat.require(**needs)

    assert str(caught.value) == text


def test_require_raises_the_refusal_where_there_is_no_keras(monkeypatch):
    monkeypatch.setattr(_environment, "read", world)

    with pytest.raises(NotInstalledError, match=r"kerascompat\.keras needs a Keras"):
        kerascompat.require(generation=3)


@pytest.mark.parametrize(
    ("needs", "text"),
    [
        (
            {"generation": "3"},
            "kerascompat.require(generation=...) takes 2 or 3\n  found: '3'\n  cure:  generation=2 or generation=3",
        ),
        (
            {"keras": "newest"},
            "kerascompat.require(keras=...) takes a version specifier\n  found: 'newest'\n"
            '  cure:  write it as in a requirement: keras=">=3.3,<4"',
        ),
        (
            {"tensorflow": "2.15"},
            "kerascompat.require(tensorflow=...) takes a version specifier\n  found: '2.15'\n"
            '  cure:  write it as in a requirement: tensorflow=">=3.3,<4"',
        ),
        (
            {"backend": "pytorch"},
            "kerascompat.require(backend=...) takes backends of Keras by their names\n  found: 'pytorch'\n"
            "  cure:  one or more of tensorflow, jax, torch, numpy, openvino",
        ),
        (
            {"keras": 3},
            "kerascompat.require(keras=...) takes a version specifier\n  found: 3\n"
            '  cure:  write it as in a requirement: keras=">=3.3,<4"',
        ),
        (
            {"backend": 1},
            "kerascompat.require(backend=...) takes backends of Keras by their names\n  found: 1\n"
            "  cure:  one or more of tensorflow, jax, torch, numpy, openvino",
        ),
        (
            {"backend": []},
            "kerascompat.require(backend=...) takes backends of Keras by their names\n  found: []\n"
            "  cure:  one or more of tensorflow, jax, torch, numpy, openvino",
        ),
    ],
)
def test_a_wrong_argument_is_named_before_anything_is_looked_at(monkeypatch, needs, text):
    monkeypatch.setattr(_environment, "read", lambda: pytest.fail("looked"))

    with pytest.raises(SettingError) as caught:
        kerascompat.require(**needs)

    assert str(caught.value) == text
