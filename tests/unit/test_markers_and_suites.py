"""The pytest plugin: why a test is skipped, what a suite is started with, which exit code says most."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import distribution

import pytest
from given import keras, plain, tensorflow, tf_keras, world

from kerascompat._resolver import decide
from kerascompat.errors import SettingError
from kerascompat.pytest import _markers, _suites

KERAS_3 = world(tensorflow("2.16.2"), keras("3.15.1"), plain("jax"), tf_keras())
KERAS_2 = world(tensorflow("2.15.1"), keras("2.15.0"))
NONE = world()


@pytest.mark.parametrize(
    ("facts", "needs", "reason"),
    [
        pytest.param(KERAS_3, {}, None, id="a Keras"),
        pytest.param(
            KERAS_3, {"generation": 3, "keras": ">=3.3", "tensorflow": ">=2.16"}, None, id="all that is asked"
        ),
        pytest.param(KERAS_3, {"backend": {"tensorflow", "jax"}}, None, id="one backend of several"),
        pytest.param(
            KERAS_2,
            {"generation": 3},
            "needs Keras 3; found keras 2.15.0, generation 2, on tensorflow (the installed keras is generation 2)",
            id="the other generation",
        ),
        pytest.param(
            KERAS_3,
            {"keras": ">=3.99", "tensorflow": "<2.16"},
            "needs keras>=3.99; tensorflow<2.16; found keras 3.15.1; tensorflow 2.16.2"
            " (the installed keras is generation 3)",
            id="other versions",
        ),
        pytest.param(
            KERAS_3,
            {"backend": ("jax", "torch")},
            "needs the backend jax or torch; found keras 3.15.1, generation 3, on tensorflow (from default)"
            " (the installed keras is generation 3)",
            id="another backend",
        ),
        pytest.param(
            NONE,
            {},
            "needs a Keras; found none: kerascompat.keras needs a Keras; tensorflow is not installed;"
            " keras is not installed; tf_keras is not installed",
            id="no Keras, and any is asked for",
        ),
        pytest.param(
            NONE,
            {"generation": 3, "keras": ">=3.3", "backend": {"torch", "jax"}},
            "needs Keras 3; keras>=3.3; the backend jax or torch; found none: kerascompat.keras needs a Keras;"
            " tensorflow is not installed; keras is not installed; tf_keras is not installed",
            id="no Keras, and much is asked for",
        ),
    ],
)
def test_a_test_is_skipped_where_what_it_needs_is_not_there(facts, needs, reason):
    assert _markers.reason_to_skip((), needs, decide(facts)) == reason


def test_a_marker_takes_its_arguments_by_position_as_require_does():
    assert _markers.reason_to_skip((3, ">=3.3"), {}, decide(KERAS_3)) is None


@pytest.mark.parametrize(
    ("args", "kwargs", "text"),
    [
        (
            (),
            {"generation": "3"},
            "pytest.mark.kerascompat(generation=...) takes 2 or 3\n  found: '3'\n  cure:  generation=2 or generation=3",
        ),
        (
            (),
            {"keras": "3.3"},
            "pytest.mark.kerascompat(keras=...) takes a version specifier\n"
            "  found: '3.3'\n"
            '  cure:  write it as in a requirement: keras=">=3.3,<4"',
        ),
        (
            (),
            {"backend": "JAX"},
            "pytest.mark.kerascompat(backend=...) takes backends of Keras by their names\n"
            "  found: 'JAX'\n"
            "  cure:  one or more of tensorflow, jax, torch, numpy, openvino",
        ),
        (
            (),
            {"reason": "it is slow"},
            "pytest.mark.kerascompat(...) takes what kerascompat.require() takes\n"
            "  found: got an unexpected keyword argument 'reason'\n"
            "  cure:  generation=..., keras=..., tensorflow=..., backend=...",
        ),
        (
            (3, ">=3", ">=2.16", "jax", "more"),
            {},
            "pytest.mark.kerascompat(...) takes what kerascompat.require() takes\n"
            "  found: too many positional arguments\n"
            "  cure:  generation=..., keras=..., tensorflow=..., backend=...",
        ),
    ],
)
@pytest.mark.parametrize("facts", [KERAS_3, NONE], ids=["Keras 3", "no Keras"])
def test_a_wrong_argument_is_an_error_whatever_is_there(args, kwargs, text, facts):
    with pytest.raises(SettingError) as caught:
        _markers.reason_to_skip(args, kwargs, decide(facts))
    assert str(caught.value) == text


def test_a_wrong_setting_is_no_reason_to_skip():
    with pytest.raises(SettingError, match="KERAS_BACKEND=JAX"):
        _markers.reason_to_skip((), {"generation": 3}, decide(world(tensorflow(), keras(), backend="JAX")))


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ([], ["OURS"]),
        (["--kerascompat", "all", "-x", "tests"], ["--kerascompat", "all", "-x", "tests", "OURS"]),
        (["-q", "--", "--odd.py"], ["-q", "OURS", "--", "--odd.py"]),
    ],
)
def test_the_arguments_of_a_suite_are_the_users_and_ours_win(args, expected):
    ours = ["-p", "kerascompat.pytest", "--kerascompat=2", "--kerascompat-counts=file"]
    at = expected.index("OURS")
    assert _suites.arguments_of(args, 2, "file") == [*expected[:at], *ours, *expected[at + 1 :]]


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([0], 0),
        ([0, 0], 0),
        ([0, 1], 1),
        ([1, 0], 1),
        ([5, 0], 5),
        ([5, 1], 1),
        ([1, 2], 2),
        ([2, 4], 4),
        ([3, 4], 3),
        ([3, 139], 139),
    ],
)
def test_the_exit_code_is_the_worst(codes, code):
    assert _suites.worst(codes) == code


def test_kerascompat_declares_nothing_that_pytest_loads_by_itself():
    groups = {point.group for point in distribution("kerascompat").entry_points}
    assert groups == {"console_scripts", "pyinstaller40"}


def test_pytest_shows_nothing_of_ours_where_kerascompat_is_installed(tmp_path):
    for option in ("--help", "--markers"):
        command = [sys.executable, "-m", "pytest", option]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert "keras" not in done.stdout.replace(str(tmp_path), "")
