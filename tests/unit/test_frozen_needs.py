"""What a frozen application needs, as a table: facts in, names of packages, modules and distributions out."""

from __future__ import annotations

import os
import py_compile
from importlib import import_module
from pathlib import Path

import pytest
import tomlkit
from given import keras, keras_core, plain, tensorflow, tf_keras, world

from kerascompat import _loader, _pyinstaller
from kerascompat._facts import SURFACES
from kerascompat._pyinstaller._needs import choices, modules_below, needs, needs_of_all
from kerascompat._resolver import decide

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
JAX_ALONE = (keras(), plain("jax"), plain("numpy"))
BOTH = (tensorflow(), keras(), tf_keras(), plain("numpy"))
BRIDGES = {2: "kerascompat.bridges.on_keras_2", 3: "kerascompat.bridges.on_keras_3"}


@pytest.mark.parametrize(
    ("facts", "surface", "packages", "modules"),
    [
        pytest.param(
            world(*JAX_ALONE, backend="jax"),
            "keras",
            ("keras", BRIDGES[3]),
            ("keras._tf_keras.keras", "keras", "jax"),
            id="Keras 3 on JAX",
        ),
        pytest.param(
            world(*BOTH), "keras", ("keras", BRIDGES[3]), ("keras._tf_keras.keras", "keras", "tensorflow"), id="Keras 3"
        ),
        pytest.param(
            world(*BOTH, legacy="1"),
            "keras",
            ("tf_keras", BRIDGES[2]),
            ("tf_keras.api._v2.keras", "tf_keras", "tensorflow"),
            id="the variable is on",
        ),
        pytest.param(
            world(*BOTH),
            "v1.keras",
            ("tf_keras", BRIDGES[2]),
            ("tf_keras.api._v1.keras", "tensorflow"),
            id="the API of TensorFlow 1",
        ),
        pytest.param(
            world(keras_core(), plain("jax"), backend="jax"),
            "keras3",
            ("keras_core", BRIDGES[3]),
            ("keras_core", "keras_core._tf_keras", "jax"),
            id="Keras Core",
        ),
    ],
)
def test_a_choice_needs_its_modules_and_the_bridges_of_its_generation(facts, surface, packages, modules):
    found = needs(decide(facts, surface))

    assert found.packages == packages
    assert found.modules == modules


def test_a_choice_needs_the_metadata_of_what_is_installed():
    found = needs(decide(world(*BOTH)))

    assert {"keras", "keras-nightly", "tf-keras", "tensorflow", "tensorflow-cpu", "numpy"} <= set(found.distributions)
    assert "torch" not in found.distributions


@pytest.mark.parametrize(
    ("facts", "packages"),
    [
        pytest.param(world(*JAX_ALONE), ("keras", BRIDGES[3]), id="the variable for the backend is set at run time"),
        pytest.param(
            world(*BOTH), ("keras", BRIDGES[3], "tf_keras", BRIDGES[2]), id="the variable for legacy is set at run time"
        ),
        pytest.param(
            world(*BOTH, legacy="1"),
            ("tf_keras", BRIDGES[2], "keras", BRIDGES[3]),
            id="the variable for legacy is unset at run time",
        ),
        pytest.param(
            world(tensorflow("2.15.1"), keras("2.15.0")), ("keras", BRIDGES[2]), id="TensorFlow before Keras 3"
        ),
        pytest.param(world(tensorflow(), keras(), legacy="1"), ("keras", BRIDGES[3]), id="tf_keras is not installed"),
        pytest.param(world(tensorflow()), (), id="no Keras is installed"),
    ],
)
def test_all_is_bundled_that_the_variables_could_make_of_what_is_installed(facts, packages):
    assert needs_of_all(choices(facts)).packages == packages


def test_the_surfaces_and_the_homes_of_the_public_names_are_bundled():
    modules = needs_of_all(()).modules

    assert {f"kerascompat.{surface}" for surface in SURFACES} <= set(modules)
    for module in {*modules} - {f"kerascompat.{surface}" for surface in SURFACES}:
        import_module(module)


def test_modules_are_found_without_an_import(tmp_path, monkeypatch):
    for folder in ("", "src", "src/deep"):
        (tmp_path / "unimportable" / folder).mkdir()
        (tmp_path / "unimportable" / folder / "__init__.py").write_text("raise RuntimeError", encoding="utf-8")
    for name in ("src/deep/layer.py", "src/layer_test.py"):
        (tmp_path / "unimportable" / name).write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    assert list(modules_below("unimportable")) == [
        "unimportable",
        "unimportable.src",
        "unimportable.src.deep",
        "unimportable.src.deep.layer",
    ]
    assert list(modules_below("that_is_not_there")) == []


def test_pyinstaller_finds_the_hook_through_the_entry_point(tmp_path):
    declared = tomlkit.parse(PROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]["pyinstaller40"]
    module, _, function = declared["hook-dirs"].partition(":")

    (folder,) = getattr(import_module(module), function)()

    assert folder == os.path.dirname(_pyinstaller.__file__)
    py_compile.compile(os.path.join(folder, "hook-kerascompat.py"), str(tmp_path / "compiled"), doraise=True)


def test_a_refusal_in_a_frozen_application_says_where_to_install(monkeypatch):
    refusal = decide(world(tensorflow(), keras(), legacy="1"))
    setting = decide(world(keras(), plain("jax"), backend="no_such"))
    usual = _loader.error_of(refusal).cure, _loader.error_of(setting).cure

    monkeypatch.setattr("sys.frozen", True, raising=False)

    frozen = "; this application is frozen: packages are installed where it is built, and it is built again"
    assert _loader.error_of(refusal).cure == usual[0] + frozen
    assert _loader.error_of(setting).cure == usual[1]
