"""`kerascompat mypy-args` and `pyright-config`: which constants, which sources, one error."""

from __future__ import annotations

import json

import pytest
from given import keras, keras_core, plain, tensorflow, tf_keras, world

from kerascompat import _environment, cli
from kerascompat.checkers._settings import settings

ANY = "KERASCOMPAT_ANY_"
KERAS_3, TF_KERAS, BOTH = (tensorflow(), keras()), (tensorflow(), tf_keras()), (tensorflow(), keras(), tf_keras())


@pytest.fixture
def here(monkeypatch):
    return lambda facts: monkeypatch.setattr(_environment, "read", lambda: facts)


@pytest.mark.parametrize(
    ("facts", "second", "anything", "providers"),
    [
        pytest.param(world(*KERAS_3), False, {"KERAS2", "V1_KERAS"}, ("keras",), id="Keras 3"),
        pytest.param(world(*TF_KERAS), True, {"KERAS3"}, ("tf_keras",), id="tf_keras alone"),
        pytest.param(world(*BOTH), False, set(), ("keras", "tf_keras"), id="both, the variable is off"),
        pytest.param(world(*BOTH, legacy="1"), True, set(), ("keras", "tf_keras"), id="both, the variable is on"),
        pytest.param(
            world(tensorflow("2.15.1"), keras("2.15.0")),
            True,
            {"KERAS3"},
            ("keras",),
            id="Keras 2 as TensorFlow brings it",
        ),
        pytest.param(
            world(keras(), plain("jax"), backend="jax"), False, {"KERAS2", "V1_KERAS"}, ("keras",), id="Keras 3 on JAX"
        ),
        pytest.param(
            world(tensorflow("2.14.1"), keras("2.14.0"), keras_core()),
            True,
            {"KERAS3"},
            ("keras",),
            id="no stub reads keras_core",
        ),
    ],
)
def test_the_constants_follow_the_choice(here, facts, second, anything, providers):
    here(facts)
    told = settings()
    constants = dict(told.constants)
    assert constants.pop("KERASCOMPAT_GENERATION_2") is second
    assert {name for name, value in constants.items() if value} == {f"{ANY}{each}" for each in anything}
    assert len(constants) == 4
    assert told.providers == providers
    assert all(value for name, value in settings(any_name=True).constants if name.startswith(ANY))


@pytest.mark.parametrize("command", ["mypy-args", "pyright-config"])
@pytest.mark.parametrize(
    ("facts", "code", "said"),
    [
        pytest.param(world(), 1, "pip install", id="nothing is installed"),
        pytest.param(world(*KERAS_3, legacy="1"), 1, "tf-keras", id="the variable asks for what is not there"),
        pytest.param(world(*KERAS_3, backend="tensorflw"), 2, "tensorflw", id="a setting is wrong"),
    ],
)
def test_what_cannot_be_had_is_one_error(here, capsys, command, facts, code, said):
    here(facts)
    assert cli.main([command]) == code
    printed = capsys.readouterr()
    assert not printed.out
    assert said in printed.err
    assert "cure:" in printed.err


def test_every_form_that_is_printed(here, capsys):
    here(world(*TF_KERAS))

    def shown(*arguments):
        assert cli.main(list(arguments)) == 0
        return capsys.readouterr().out

    others = "KERASCOMPAT_ANY_KERAS", "KERASCOMPAT_ANY_KERAS2", "KERASCOMPAT_ANY_V1_KERAS"
    assert shown("mypy-args") == (
        "--always-true=KERASCOMPAT_GENERATION_2 --always-true=KERASCOMPAT_ANY_KERAS3"
        f" {' '.join(f'--always-false={name}' for name in others)}"
        " --follow-untyped-imports --implicit-reexport --untyped-calls-exclude=tf_keras\n"
    )
    assert shown("mypy-args", "--ini") == (
        "[mypy]\n"
        "plugins = kerascompat.mypy\n"
        "always_true = KERASCOMPAT_GENERATION_2, KERASCOMPAT_ANY_KERAS3\n"
        f"always_false = {', '.join(others)}\n"
        "untyped_calls_exclude = tf_keras\n"
        "\n"
        "[mypy-tf_keras.*,tensorflow.python.util.tf_export]\n"
        "follow_untyped_imports = True\n"
        "implicit_reexport = True\n"
    )
    assert shown("mypy-args", "--toml") == (
        "[tool.mypy]\n"
        'plugins = ["kerascompat.mypy"]\n'
        'always_true = ["KERASCOMPAT_GENERATION_2", "KERASCOMPAT_ANY_KERAS3"]\n'
        f"always_false = {json.dumps(others)}\n"
        'untyped_calls_exclude = ["tf_keras"]\n'
        "\n"
        "[[tool.mypy.overrides]]\n"
        'module = ["tf_keras.*", "tensorflow.python.util.tf_export"]\n'
        "follow_untyped_imports = true\n"
        "implicit_reexport = true\n"
    )
    assert json.loads(shown("pyright-config"))["defineConstant"]["KERASCOMPAT_GENERATION_2"] is True
    assert shown("pyright-config", "--toml").startswith(
        "[tool.pyright]\ndefineConstant = { KERASCOMPAT_GENERATION_2 = true, KERASCOMPAT_ANY_KERAS = false, "
    )
