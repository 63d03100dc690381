"""Which Keras has a name: the spans of the data, and how they are said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerascompat._history import (
    VIEWS,
    History,
    format_spans,
    history,
    measured,
    names,
    parse_spans,
    provider_of,
    spans_of,
)

EVERY = {"keras": ("2.12", "2.13", "2.14", "2.15", "3.0", "3.1", "3.2"), "tf_keras": ("2.14", "2.15", "2.16")}


def known(**kinds):
    return History("x", tuple((kind, parse_spans(text)) for kind, text in kinds.items()), tuple(EVERY.items()))


@pytest.mark.parametrize(
    ("spans", "phrase"),
    [
        ("keras 2.12-2.15, tf.keras 2.12-2.15", "Keras 2.12 to 2.15"),
        ("keras 2.12-2.15, tf_keras 2.14-2.16", "Keras 2.12 to 2.15 and tf_keras"),
        ("keras 3.0-3.2", "Keras 3.0 and newer"),
        ("tf.keras 3.1", "Keras 3.1"),
        ("keras 2.12+3.0-3.2", "Keras 2.12 and Keras 3.0 and newer"),
        ("keras 2.12-2.13+3.1, tf_keras 2.14-2.15", "Keras 2.12 to 2.13, Keras 3.1 and tf_keras 2.14 to 2.15"),
        ("tf_keras/tf.keras 2.14-2.16", "tf_keras"),
        ("v1 2.12-2.15, tf_keras/v1 2.14-2.16", "tf.compat.v1.keras of Keras 2"),
    ],
)
def test_where_a_name_is_said_in_a_phrase(spans, phrase):
    assert known(function=spans).where() == phrase


def test_the_kind_is_that_of_the_newest_release():
    assert known(function="keras 2.12-2.15", **{"class": "keras 3.0-3.2"}).kind == "class"


def test_the_views_of_a_provider_are_put_together():
    found = known(value="keras 2.13-2.14, tf.keras 3.0", function="tf.keras 2.12")
    assert found.minors("keras", "tf.keras") == ["2.12", "2.13", "2.14", "3.0"]
    assert found.minors("tf_keras", "tf_keras/tf.keras") == []


@given(st.dictionaries(st.sampled_from(sorted(VIEWS)), st.sets(st.integers(0, 6), min_size=1), min_size=1))
def test_spans_go_to_text_and_back_without_loss(places):
    labels = {}
    for label, found in places.items():
        every = EVERY[provider_of(label)]
        labels[label] = {every[place % len(every)] for place in found}
    text = format_spans(labels, EVERY)
    parsed = dict(parse_spans(text))
    assert parsed.keys() == labels.keys()
    for label, minors in labels.items():
        every = EVERY[provider_of(label)]
        assert parsed[label] == spans_of(minors, every)
        found = {minor for first, last in parsed[label] for minor in every[every.index(first) : every.index(last) + 1]}
        assert found == minors


def test_an_unknown_name_has_no_history():
    assert history("layers.Nope") is None


@pytest.mark.parametrize(
    ("name", "kind", "phrase"),
    [
        ("layers.Dense", "class", "Keras 2.12 and newer and tf_keras"),
        ("layers.experimental.preprocessing.Rescaling", "class", "Keras 2.12 to 2.15 and tf_keras"),
        ("ops.add", "function", "Keras 3.0 and newer"),
        ("saving.load_model", "function", "Keras 2.12 and newer and tf_keras"),
        ("applications.ResNetRS50", "function", "Keras 2.12 to 2.15 and tf_keras"),
        ("tree", "module", "Keras 3.1 and newer"),
        ("wrappers.scikit_learn.KerasClassifier", "class", "Keras 2.12"),
    ],
)
def test_the_data_says_what_upstream_did(name, kind, phrase):
    found = history(name)
    assert (found.kind, found.where()) == (kind, phrase)


def test_the_data_has_every_minor_version_that_was_asked_for():
    assert measured()["keras"][:5] == ("2.12", "2.13", "2.14", "2.15", "3.0")
    keras_3 = [minor for minor in measured()["keras"] if minor.startswith("3.")]
    assert keras_3 == [f"3.{number}" for number in range(len(keras_3))]
    assert measured()["tf_keras"][0] == "2.14"


def test_the_data_has_nothing_private():
    assert [
        name for name in names() if any(part.startswith("_") and part != "__internal__" for part in name.split("."))
    ] == []
    assert [name for name in names() if "_dot_" in name or name.split(".")[0] in ("src", "api")] == []
