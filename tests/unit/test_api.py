"""`resolve()` and `available()`, asked with facts in hand."""

from __future__ import annotations

import pytest
from given import keras, plain, tensorflow, tf_keras, world

import kerascompat
from kerascompat import _environment
from kerascompat.errors import SettingError

BOTH = world(tensorflow(), keras(), tf_keras(), plain("jax"))


@pytest.mark.parametrize(
    ("facts", "question", "answer"),
    [
        (BOTH, {}, True),
        (BOTH, {"generation": 2}, True),
        (BOTH, {"generation": 3}, True),
        (BOTH, {"backend": "tensorflow"}, True),
        (BOTH, {"backend": "jax"}, False),
        (world(tensorflow(), keras()), {"generation": 2}, False),
        (world(tensorflow("2.14.0"), keras("2.14.0")), {"generation": 3}, False),
        (world(keras(), plain("jax"), backend="jax"), {"generation": 3, "backend": "jax"}, True),
        (world(), {}, False),
        (BOTH, {"generation": 4}, False),
        (BOTH, {"generation": []}, False),
        (BOTH, {"backend": "nonsense"}, False),
    ],
)
def test_available_answers_and_never_raises(monkeypatch, facts, question, answer):
    monkeypatch.setattr(_environment, "read", lambda: facts)

    assert kerascompat.available(**question) is answer


def test_available_is_false_where_the_environment_cannot_even_be_read(monkeypatch):
    def broken():
        raise OSError

    monkeypatch.setattr(_environment, "read", broken)

    assert kerascompat.available() is False


@pytest.mark.parametrize(
    ("surface", "modules", "private"),
    [
        ("keras", ("keras._tf_keras.keras", "keras"), "keras.src"),
        ("keras2", ("tf_keras.api._v2.keras", "tf_keras"), "tf_keras.src"),
        ("keras3", ("keras", "keras._tf_keras.keras"), "keras.src"),
        ("v1.keras", ("tf_keras.api._v1.keras",), "tf_keras.src"),
    ],
)
def test_resolve_tells_what_each_surface_exposes(monkeypatch, surface, modules, private):
    monkeypatch.setattr(_environment, "read", lambda: BOTH)

    choice = kerascompat.resolve(surface)

    assert (choice.surface, choice.modules, choice.private) == (surface, modules, private)
    assert choice.version_of("tensorflow") == "2.16.2"
    assert choice.version_of("torch") is None


def test_a_surface_that_does_not_exist_is_named():
    with pytest.raises(SettingError) as caught:
        kerascompat.resolve("keras4")

    assert str(caught.value) == (
        "kerascompat.resolve() takes the name of a surface\n  found: 'keras4'\n"
        "  cure:  one of 'keras', 'keras2', 'keras3', 'v1.keras'"
    )


def test_the_package_says_what_it_offers_and_nothing_else():
    assert set(dir(kerascompat)) == {*kerascompat.__all__, "__version__", "errors", "objects"}
    for name in dir(kerascompat):
        assert getattr(kerascompat, name) is not None
    with pytest.raises(AttributeError, match="module 'kerascompat' has no attribute 'nonsense'"):
        _ = kerascompat.nonsense


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '{"config": null, "modules": [], "tensorflow_keras": {}, "surfaces": []}',
        '{"config": {}, "modules": ["x"], "tensorflow_keras": {}, "surfaces": []}',
        "no json",
    ],
)
def test_what_are_no_facts_is_a_value_error(text):
    with pytest.raises(ValueError, match=r"not the facts|Expecting value"):
        kerascompat.Facts.from_json(text)
