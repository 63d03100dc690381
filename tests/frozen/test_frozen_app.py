"""The frozen application, run where nothing is set and nothing is installed: what it finds must be in its folder."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

APP = os.environ["KERASCOMPAT_FROZEN_APP"]
CASE = os.environ["KERASCOMPAT_FROZEN_CASE"]
LEGACY = {"TF_USE_LEGACY_KERAS": "1"}
JAX = {"KERAS_BACKEND": "jax"}

KERAS_3 = {
    "generation": 3,
    "provider": "keras",
    "module": "keras.src.layers.core.dense",
    "bridged": [1.0, 0.0],
    "backend": "tensorflow",
    "version": "3.",
}
KERAS_2 = {
    "generation": 2,
    "provider": "tf_keras",
    "module": "tf_keras.src.layers.core.dense",
    "bridged": [0.0, 6.0],
    "backend": "tensorflow",
    "version": "2.16.",
}
# the variables, what the application itself asks for with `configure()`, what is then there
EXPECTED = {
    "jax": [(JAX, {}, {**KERAS_3, "backend": "jax"}), ({}, {"backend": "jax"}, {**KERAS_3, "backend": "jax"})],
    "tensorflow": [({}, {}, KERAS_3)],
    # whichever generation was asked for when it was built: both are there
    "legacy": [(LEGACY, {}, KERAS_2), ({}, {}, KERAS_3), ({}, {"generation": 2}, KERAS_2)],
}


@pytest.fixture
def run(tmp_path):
    """Runs an application with these variables and no others, in an empty folder, with an empty home."""

    def run(app, variables, wish=None):
        variables = {"HOME": str(tmp_path), "PATH": os.defpath, "TF_CPP_MIN_LOG_LEVEL": "3", **variables}
        variables["CUDA_VISIBLE_DEVICES"] = ""
        command = [app, json.dumps(wish)] if wish else [app]
        return subprocess.run(
            command, env=variables, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=600
        )

    return run


@pytest.mark.parametrize(("variables", "wish", "expected"), EXPECTED[CASE])
def test_it_gives_what_its_variables_ask_for(run, variables, wish, expected):
    done = run(APP, variables, wish)

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["frozen"]
    assert {name: found[name] for name in expected if name != "version"} == {
        name: value for name, value in expected.items() if name != "version"
    }
    assert found["versions"][found["provider"]].startswith(expected["version"])
    assert found["versions"][found["backend"]]
    assert found["kept"]
    assert found["warnings"] == []
    assert found["verdict"] == "verified"
    assert found["owner"] == found["provider"]
    assert found["findings"] == []
    assert "Cure: " in found["missing"]
    assert "it is in Keras " in found["missing"]


@pytest.mark.skipif(CASE != "tensorflow", reason="tf_keras is bundled, or nothing heeds the variable")
def test_what_was_not_bundled_is_refused_with_what_to_do_where_it_is_built(run):
    done = run(APP, LEGACY)

    assert done.returncode == 1
    assert "found: tf_keras is not installed; tensorflow 2.16." in done.stderr
    assert 'cure:  pip install "tf-keras==2.16.*", or unset TF_USE_LEGACY_KERAS' in done.stderr
    assert "this application is frozen: packages are installed where it is built, and it is built again" in done.stderr


@pytest.mark.skipif(CASE != "jax", reason="built once, where it is cheap")
def test_without_the_hook_there_is_no_keras_in_it(run):
    done = run(os.environ["KERASCOMPAT_FROZEN_WITHOUT_HOOK"], JAX)

    assert done.returncode == 1
    assert "kerascompat.keras needs a Keras" in done.stderr
    assert "keras is not installed" in done.stderr
