"""The hook for PyInstaller, run in fake worlds with a PyInstaller that only writes down what it is asked for."""

from __future__ import annotations

import pytest
from fake_providers import jax, keras3, tensorflow, tf_keras

PYINSTALLER = {
    "PyInstaller": {
        "__init__.py": "",
        "utils": {
            "__init__.py": "",
            "hooks.py": (
                "import logging\n"
                "logger = logging.getLogger('hooks')\n"
                "def collect_data_files(package, includes, excludes):\n"
                "    return [(package, tuple(includes), tuple(excludes))]\n"
                "def copy_metadata(name):\n"
                "    return [name]\n"
            ),
        },
    }
}
RUN = """
import os, runpy, sys
from kerascompat._pyinstaller import get_hook_dirs
hook = runpy.run_path(os.path.join(*get_hook_dirs(), "hook-kerascompat.py"))
imported = sorted({"keras", "tf_keras", "tensorflow", "jax"} & set(sys.modules))
answer = [hook["hiddenimports"], hook["datas"], imported]
"""


@pytest.mark.parametrize("variables", [{}, {"TF_USE_LEGACY_KERAS": "1"}], ids=["variable off", "variable on"])
def test_both_generations_are_bundled_where_both_are_installed(world, variables):
    modules, datas, imported = world(PYINSTALLER, tensorflow(), keras3(), tf_keras()).run(RUN, **variables)

    assert {"keras._tf_keras.keras", "keras.layers", "tf_keras.api._v2.keras", "tf_keras.layers"} <= set(modules)
    assert {"kerascompat.bridges.on_keras_2.activations", "kerascompat.bridges.on_keras_3._arrays"} <= set(modules)
    assert {"keras", "tf-keras", "tensorflow"} <= {name for name in datas if isinstance(name, str)}
    assert ["kerascompat", ["data/*.json"], ["data/signatures.json"]] in datas
    assert imported == []


def test_no_variable_need_be_set_where_it_is_built(world):
    modules, _, _ = world(PYINSTALLER, jax(), keras3()).run(RUN)

    assert {"keras", "keras.src", "jax"} <= set(modules)
    assert not any(name.startswith(("tf_keras", "tensorflow")) for name in modules)


def test_without_a_keras_the_build_goes_on(world):
    modules, _, _ = world(PYINSTALLER).run(RUN)

    assert all(name.startswith("kerascompat.") for name in modules)
