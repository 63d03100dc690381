"""Markdown and reStructuredText: the Python in code blocks, and nothing else."""

from __future__ import annotations

import pytest

from kerascompat.migrate._documents import analyse_document
from kerascompat.migrate._roots import TARGETS
from kerascompat.migrate._source import Source, apply
from kerascompat.migrate._work import Options


def migrated(text, to="kerascompat", docs=True):
    source = Source(text.encode(), python=False)
    findings = analyse_document(source, Options(TARGETS[to], docs=docs))
    return apply(source.data, (edit for each in findings for edit in each.edits)).decode(), findings


# id: before, after
TABLE = {
    "a fenced block": (
        "# T\n\n```python\nimport tensorflow as tf\nx = tf.keras.a\n```\ntf.keras in words\n",
        "# T\n\n```python\nfrom kerascompat import keras\nx = keras.a\n```\ntf.keras in words\n",
    ),
    "a block with tildes and another name of Python": (
        "~~~py\nfrom tensorflow import keras\n~~~\n",
        "~~~py\nfrom kerascompat import keras\n~~~\n",
    ),
    "a block without an import": (
        "```python\nmodel = tf.keras.Model()\n```\n",
        "```python\nmodel = keras.Model()\n```\n",
    ),
    "an indented block in a list": (
        "- x\n  ```python\n  import tensorflow as tf\n  tf.keras.a\n  ```\n",
        "- x\n  ```python\n  from kerascompat import keras\n  keras.a\n  ```\n",
    ),
    "a session": (
        "```python\n>>> import tensorflow as tf\n>>> tf.keras.a\n1\n```\n",
        "```python\n>>> from kerascompat import keras\n>>> keras.a\n1\n```\n",
    ),
    "a block of another language": ("```bash\necho tf.keras\n```\n", "```bash\necho tf.keras\n```\n"),
    "a block of no language": ("```\ntf.keras\n```\n", "```\ntf.keras\n```\n"),
    "a block that is no Python": (
        "```python\nx = (tf.keras.a\n...\n```\n",
        "```python\nx = (keras.a\n...\n```\n",
    ),
    "CRLF": (
        "```python\r\nfrom tensorflow.keras import layers\r\n```\r\n",
        "```python\r\nfrom kerascompat.keras import layers\r\n```\r\n",
    ),
    "letters of more than one byte": (
        "é\n```python\nx = 'é', tf.keras.a\n```\n",
        "é\n```python\nx = 'é', keras.a\n```\n",
    ),
    "two blocks": (
        "```python\ntf.keras.a\n```\ntf.keras\n```python\ntf.keras.b\n```\n",
        "```python\nkeras.a\n```\ntf.keras\n```python\nkeras.b\n```\n",
    ),
    "a directive with an option": (
        "T\n=\n\n.. code-block:: python\n   :linenos:\n\n   import tensorflow as tf\n   tf.keras.a\n\ntf.keras\n",
        "T\n=\n\n.. code-block:: python\n   :linenos:\n\n   from kerascompat import keras\n   keras.a\n\ntf.keras\n",
    ),
    "a directive of another language": (
        ".. code-block:: bash\n\n   echo tf.keras\n",
        ".. code-block:: bash\n\n   echo tf.keras\n",
    ),
    "a directive at the end of the text": (
        ".. code-block:: python\n\n   tf.keras.a",
        ".. code-block:: python\n\n   keras.a",
    ),
    "no block": ("tf.keras\n", "tf.keras\n"),
}


@pytest.mark.parametrize(("before", "wanted"), [pytest.param(*row, id=name) for name, row in TABLE.items()])
def test_a_document_becomes(before, wanted):
    new, _ = migrated(before)
    assert new == wanted
    assert migrated(new)[0] == new


@pytest.mark.parametrize(("before", "wanted"), [pytest.param(*row, id=name) for name, row in TABLE.items()])
def test_without_the_option_it_is_reported_and_stays(before, wanted):
    new, findings = migrated(before, docs=False)
    assert new == before
    assert bool(findings) == (before != wanted)
    assert all(each.code == "documentation" and each.message.endswith(" (--docs)") for each in findings)


def test_the_lines_are_those_of_the_document():
    assert {each.line for each in migrated("a\n\n```python\nx = 1\ny = tf.keras.b\n```\n")[1]} == {5}
