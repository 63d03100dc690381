"""Notebooks: code cells are read as one file, and nothing but the changed lines of their sources changes."""

from __future__ import annotations

import json

import pytest

from kerascompat.migrate._notebooks import analyse_notebook
from kerascompat.migrate._roots import TARGETS
from kerascompat.migrate._source import Source, UnreadableError, apply
from kerascompat.migrate._work import Options, Surroundings


def notebook(*sources, indent=1, ascii_only=False):
    cells = [{"cell_type": "markdown", "metadata": {}, "source": ["tf.keras in words\n"]}]
    cells += [
        {
            "cell_type": "code",
            "execution_count": number,
            "metadata": {"tags": ["tf.keras"]},
            "outputs": [{"name": "stdout", "output_type": "stream", "text": ["import tensorflow as tf\n", "tf.keras"]}],
            "source": source,
        }
        for number, source in enumerate(sources)
    ]
    value = {"cells": cells, "metadata": {"name": "tf.keras"}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(value, indent=indent, ensure_ascii=ascii_only) + "\n"


def migrated(text, to="kerascompat"):
    source = Source(text.encode(), python=False)
    findings = analyse_notebook(source, Options(TARGETS[to]), Surroundings())
    return source.write(apply(source.data, (edit for each in findings for edit in each.edits))).decode(), findings


def lines(*texts):
    return [text if number == len(texts) - 1 else f"{text}\n" for number, text in enumerate(texts)]


IMPORT, KERAS = "import tensorflow as tf", "from kerascompat import keras"

# id: cells before, cells after
TABLE = {
    "an import in one cell and uses in others": (
        [lines(IMPORT, "tf.keras.a"), lines("x = tf.keras.b")],
        [lines(KERAS, "keras.a"), lines("x = keras.b")],
    ),
    "an import that stays gets a line below it": (
        [lines(IMPORT), lines("tf.nn"), lines("tf.keras.a")],
        [lines(IMPORT, KERAS), lines("tf.nn"), lines("keras.a")],
    ),
    "sources that are one string": (
        [f"{IMPORT}", "tf.keras.b\ntf.nn"],
        [f"{IMPORT}\n{KERAS}", "keras.b\ntf.nn"],
    ),
    "line and shell magics": (
        [
            lines(
                "%matplotlib inline",
                "!pip install x",
                "files = !ls",
                IMPORT,
                "if files:",
                "    !pip install y",
                "tf.keras.a",
            )
        ],
        [
            lines(
                "%matplotlib inline",
                "!pip install x",
                "files = !ls",
                KERAS,
                "if files:",
                "    !pip install y",
                "keras.a",
            )
        ],
    ),
    "cells of another language": (
        [lines("%%bash", "echo 'keras"), lines(IMPORT, "tf.keras.a")],
        [lines("%%bash", "echo 'keras"), lines(KERAS, "keras.a")],
    ),
    "a cell that is timed": (
        [lines(IMPORT), lines("%%time", "tf.keras.b")],
        [lines(KERAS), lines("%%time", "keras.b")],
    ),
    "a magic that needs tf keeps it": (
        [lines(IMPORT, "tf.keras.a"), lines("%timeit tf.nn.relu(1)")],
        [lines(IMPORT, KERAS, "keras.a"), lines("%timeit tf.nn.relu(1)")],
    ),
    "a remainder on a line of its own is no magic": (
        [lines(IMPORT, "x = ('%s'", "     % tf.keras.a)")],
        [lines(KERAS, "x = ('%s'", "     % keras.a)")],
    ),
    "await outside a function": ([lines(IMPORT, "await tf.keras.a")], [lines(KERAS, "await keras.a")]),
    "a last line with a semicolon": ([lines(IMPORT, "tf.keras.a;")], [lines(KERAS, "keras.a;")]),
    "letters of more than one byte": ([lines(IMPORT, "print('é', tf.keras.a)")], [lines(KERAS, "print('é', keras.a)")]),
    "CRLF in the lines": (
        [[f"{IMPORT}\r\n", "tf.keras.a\r\n"]],
        [[f"{KERAS}\r\n", "keras.a\r\n"]],
    ),
    "empty cells": ([[], "", [""], lines(IMPORT, "tf.keras.a")], [[], "", [""], lines(KERAS, "keras.a")]),
    "names from a module": (
        [lines("from tensorflow.keras import layers", "layers.Dense")],
        [lines("from kerascompat.keras import layers", "layers.Dense")],
    ),
    "nothing of keras": ([lines("import os")], [lines("import os")]),
}


@pytest.mark.parametrize("ascii_only", [True, False], ids=["escaped", "not escaped"])
@pytest.mark.parametrize("indent", [None, 1, 4])
@pytest.mark.parametrize(("before", "wanted"), [pytest.param(*row, id=name) for name, row in TABLE.items()])
def test_a_notebook_becomes(before, wanted, indent, ascii_only):
    new, _ = migrated(notebook(*before, indent=indent, ascii_only=ascii_only))
    assert json.loads(new) == json.loads(notebook(*wanted))
    assert migrated(new)[0] == new


@pytest.mark.parametrize("name", ["an import in one cell and uses in others", "letters of more than one byte"])
@pytest.mark.parametrize("indent", [1, 4])
def test_everything_else_stays_byte_for_byte(name, indent):
    before, wanted = TABLE[name]
    assert migrated(notebook(*before, indent=indent))[0] == notebook(*wanted, indent=indent)


def test_a_magic_that_speaks_of_keras_is_reported():
    text = notebook(lines(IMPORT, "tf.keras.a"), lines("%timeit tf.keras.b"))
    found = [(each.code, each.message) for each in migrated(text)[1] if not each.edits and "magic" in each.message]
    assert found == [("unclear", "cell 2: a magic speaks of tf.keras; left alone")]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": 1}', '{"worksheets": []}', "{"])
def test_what_is_no_notebook_is_refused(text):
    with pytest.raises(UnreadableError, match="it is no notebook"):
        migrated(text)


@pytest.mark.parametrize("target", TARGETS)
def test_there_and_back(target):
    text = notebook(lines("from tensorflow import keras", "keras.a"))
    assert migrated(migrated(text, target)[0], "tf.keras")[0] == text
