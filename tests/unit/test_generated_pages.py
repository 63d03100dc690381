"""What is generated from the matrix is in the pages, as it is now."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from given import keras, plain, tensorflow, tf_keras, world

from kerascompat import _environment, _loader, _verdicts
from kerascompat._matrix import table
from kerascompat._resolver import decide
from kerascompat.cli.markdown import splice
from kerascompat.lab.probe.command import STEPS
from kerascompat.matrix import _pages
from kerascompat.matrix._picture import picture

ROOT = Path(__file__).resolve().parents[2]


def test_a_page_is_what_the_matrix_gives_now():
    page = (ROOT / "docs/matrix.md").read_text(encoding="utf-8")
    assert page == splice(page, _pages.page(table())), "run: python -m nox -s tables"


def test_the_picture_is_what_the_matrix_gives_now():
    assert (ROOT / "docs/grid.svg").read_text(encoding="utf-8") == picture(table()), "run: python -m nox -s tables"


def test_the_picture_says_in_words_what_the_short_table_says():
    drawing = ET.fromstring(picture(table()))
    words = [each.text for each in drawing.iter("{http://www.w3.org/2000/svg}text")]
    _, *lines = _pages.summary_lines(table())
    for release_of_tensorflow, brought, legacy, pythons in lines:
        assert release_of_tensorflow in words
        for text in filter(None, (brought, legacy)):
            release, _, verdict = text.partition(": ")
            release = release.partition(".dev")[0]
            assert any(re.match(f"[✓!✗] {re.escape(release)}.*: {re.escape(verdict)}$", word) for word in words), text
        assert pythons
    assert words.count("yes") == sum(len(line[3].split(", ")) for line in lines)
    assert _pages.counts(table()) in words


def test_the_picture_needs_nothing_else_and_is_small():
    text = picture(table())
    assert len(text.encode()) < 30_000
    assert text.count("http") == 1  # the name of its format
    assert "prefers-color-scheme: dark" in text


FAILURES = {
    "NumPy 2 under TensorFlow 2.15": (
        ImportError("numpy.core.umath failed to import"),
        world(keras("2.15.0"), tensorflow("2.15.1"), plain("numpy", "2.2.6")),
    ),
    "a tf_keras that is newer than TensorFlow": (
        ImportError(
            "cannot import name 'runtime_version' from 'google.protobuf' (/site-packages/google/protobuf/__init__.py)"
        ),
        world(keras(), tf_keras("2.21.0"), tensorflow("2.16.2"), plain("numpy", "1.26.4"), legacy="1"),
    ),
    "Keras 2.15 on TensorFlow 2.16": (
        AttributeError(
            "module 'tensorflow._api.v2.compat.v2.__internal__' has no attribute 'register_load_context_function'"
        ),
        world(keras("2.15.0"), tensorflow("2.16.2"), plain("numpy", "1.26.4")),
    ),
    "a refused import": (None, world(keras(), tensorflow("2.17.1"), plain("numpy", "2.0.2"))),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_an_error_in_the_pages_is_what_the_matrix_makes_it_now(failure, monkeypatch):
    cause, facts = FAILURES[failure]
    monkeypatch.setattr(_environment, "python_version", lambda: facts.python)
    monkeypatch.setattr(_environment, "version_below", lambda _package, _module: None)
    monkeypatch.setattr(_environment, "is_as_measured", lambda: True)
    choice = decide(facts)
    error = _loader._import_error(choice, cause) if cause else _loader.error_of(_verdicts.refusal(choice))
    page = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    assert "".join(f"    {line}\n" for line in str(error).splitlines()) in page


def test_the_steps_are_documented_in_their_order():
    page = (ROOT / "docs/matrix.md").read_text(encoding="utf-8")
    written = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `") and line.endswith(" |")]
    steps = [name for name in written if name in STEPS]
    assert steps == list(STEPS) == list(table().steps)
    for name, step in STEPS.items():
        assert f"| `{name}` | {step.__doc__.strip().splitlines()[0].rstrip('.')} |" in page
