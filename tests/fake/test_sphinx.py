"""The real Sphinx builds the documentation of a library where no Keras is installed, with mocked imports."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest
from fake_worlds import SOURCE, write

LIBRARY = textwrap.dedent(
    '''
    """A library."""

    from kerascompat import keras
    from kerascompat.keras import layers
    from kerascompat.keras.layers import Dense


    class Mine(keras.layers.Layer):
        """A layer of the library."""

        def call(self, inputs):
            """Call it."""
            return Dense(1)(inputs)


    def head(units: int) -> "layers.Layer":
        """Make the last layer."""
        return layers.Dense(units)
    '''
)


@pytest.mark.parametrize("mocked", [["tensorflow"], ["keras"], ["tensorflow", "keras"], ["kerascompat"]])
def test_sphinx_documents_a_library_with_mocked_imports(tmp_path, requirements, mocked):
    write(
        tmp_path,
        {
            "lib": {"mylib.py": LIBRARY},
            "docs": {
                "conf.py": f"extensions = ['sphinx.ext.autodoc']\nautodoc_mock_imports = {mocked!r}\n",
                "index.rst": "mylib\n=====\n\n.. automodule:: mylib\n   :members:\n   :show-inheritance:\n",
            },
        },
    )

    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "text", str(tmp_path / "docs"), str(tmp_path / "out")],
        env={"PYTHONPATH": f"{SOURCE}:{tmp_path / 'lib'}:{requirements}", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    page = (tmp_path / "out" / "index.txt").read_text(encoding="utf-8")
    assert "class mylib.Mine" in page
    assert "A layer of the library." in page
    assert "mylib.head(units: int)" in page
