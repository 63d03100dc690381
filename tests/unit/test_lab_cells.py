"""The cells of a grid: what is installed and set in each, and why some are none."""

from __future__ import annotations

import pytest

from kerascompat.lab._cells import BACKENDS, Cell, GridError, grid

LEGACY = (("TF_USE_LEGACY_KERAS", "1"),)


def backend(name):
    return (("KERAS_BACKEND", name),)


def only(tensorflow, generation, name="tensorflow", python="3.11"):
    (cell,) = grid([tensorflow], [generation], [name], [python])
    return cell


@pytest.mark.parametrize(
    ("asked", "requirements", "variables"),
    [
        pytest.param(("2.15", 2), ("tensorflow==2.15.*",), (), id="Keras 2 is what TensorFlow brings"),
        pytest.param(("2.15.1", 2), ("tensorflow==2.15.1",), (), id="one patch"),
        pytest.param(("2.16", 2), ("tensorflow==2.16.*", "tf-keras==2.16.*"), LEGACY, id="Keras 2 is tf-keras"),
        pytest.param(("2.16.2", 2), ("tensorflow==2.16.2", "tf-keras==2.16.*"), LEGACY, id="of the same minor"),
        pytest.param(
            ("2.22.0rc0", 2), ("tensorflow==2.22.0rc0", "tf-keras==2.22.*"), LEGACY, id="beside a pre-release"
        ),
        pytest.param(("newest", 2), ("tensorflow", "tf-keras"), LEGACY, id="of the newest"),
        pytest.param(("2.16", 3), ("tensorflow==2.16.*", "keras>=3"), (), id="Keras 3 on TensorFlow"),
        pytest.param(("2.22.0rc0", 3), ("tensorflow==2.22.0rc0", "keras>=3"), (), id="on a pre-release"),
        pytest.param(("newest", 3), ("tensorflow", "keras>=3"), (), id="on the newest"),
        pytest.param(
            ("2.16", 3, "jax"), ("tensorflow==2.16.*", "keras>=3", "jax"), backend("jax"), id="JAX beside TensorFlow"
        ),
        pytest.param(("none", 3, "jax"), ("keras>=3", "jax"), backend("jax"), id="JAX alone"),
        pytest.param(("none", 3, "torch"), ("keras>=3", "torch"), backend("torch"), id="torch alone"),
        pytest.param(
            ("none", 3, "numpy"), ("keras>=3", "scipy", "jax"), backend("numpy"), id="what NumPy's imports undeclared"
        ),
        pytest.param(
            ("none", 3, "openvino"), ("keras>=3", "openvino", "scipy"), backend("openvino"), id="OpenVINO alone"
        ),
    ],
)
def test_what_is_installed_and_set(asked, requirements, variables):
    cell = only(*asked)
    assert (cell.requirements, cell.variables, cell.excluded) == (requirements, variables, None)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (("none", 2), "there is no TensorFlow to compute with"),
        (("none", 3), "there is no TensorFlow to compute with"),
        (("none", 2, "jax"), "Keras 2 computes with TensorFlow only"),
        (("2.16", 2, "torch"), "Keras 2 computes with TensorFlow only"),
        (("newest", 2, "numpy"), "Keras 2 computes with TensorFlow only"),
        (("2.15", 3), "TensorFlow 2.15 requires Keras 2: keras<2.16"),
        (("2.15.1", 3, "jax"), "TensorFlow 2.15.1 requires Keras 2: keras<2.16"),
        (("2.9", 3), "TensorFlow 2.9 requires Keras 2: keras<2.16"),
    ],
)
def test_what_there_is_no_environment_for(asked, reason):
    cell = only(*asked)
    assert cell.excluded == reason
    assert (cell.requirements, cell.variables) == ((), ())


@pytest.mark.parametrize("name", BACKENDS)
def test_every_backend_has_a_cell_on_a_tensorflow_with_keras_3(name):
    assert only("2.16", 3, name).excluded is None


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (("2.16", 3), "py3.11-tensorflow2.16-keras3-tensorflow"),
        (("2.16.2", 2), "py3.11-tensorflow2.16.2-keras2-tensorflow"),
        (("newest", 3, "jax"), "py3.11-tensorflownewest-keras3-jax"),
        (("none", 3, "torch"), "py3.11-keras3-torch"),
        (("2.15", 3), "py3.11-tensorflow2.15-keras3-tensorflow"),
    ],
)
def test_a_name_says_what_the_cell_is(asked, name):
    assert only(*asked).name == name


def test_each_cell_has_its_own_name_which_can_be_a_files():
    cells = grid(["2.15", "2.16", "2.16.2", "newest", "none"], [2, 3], BACKENDS, ["3.9", "3.13"])
    assert len(cells) == 5 * 2 * 5 * 2
    assert len({cell.name for cell in cells}) == len(cells)
    assert not any(set(cell.name) & set('/\\:*?"<>| ') for cell in cells)


def test_the_order_is_that_of_the_arguments():
    cells = grid(["2.17", "2.16"], [3, 2], ["tensorflow"], ["3.12", "3.9"])
    assert [(cell.python, cell.tensorflow, cell.generation) for cell in cells] == [
        ("3.12", "2.17", 3),
        ("3.12", "2.17", 2),
        ("3.12", "2.16", 3),
        ("3.12", "2.16", 2),
        ("3.9", "2.17", 3),
        ("3.9", "2.17", 2),
        ("3.9", "2.16", 3),
        ("3.9", "2.16", 2),
    ]


def test_what_is_named_twice_is_one_cell():
    assert grid(["2.15", "2.15"], [2, 2], ["tensorflow", "tensorflow"], ["3.11"]) == [
        Cell("3.11", "2.15", 2, "tensorflow", ("tensorflow==2.15.*",))
    ]


@pytest.mark.parametrize("text", ["", "2", "two", "2.x", "2.16.*", ">=2.16", "latest", "None"])
def test_words_that_are_no_version_are_refused(text):
    with pytest.raises(GridError) as caught:
        grid([text], [2], ["tensorflow"], ["3.11"])
    assert str(caught.value) == f"--tensorflow {text}: write 2.16, 2.16.2, newest or none"


@pytest.mark.parametrize("name", ["", "tf", "TensorFlow", "mxnet"])
def test_words_that_are_no_backend_are_refused(name):
    with pytest.raises(GridError) as caught:
        grid(["2.16"], [3], [name], ["3.11"])
    assert str(caught.value) == (
        f"--backend {name}: no backend of Keras; there are tensorflow, jax, torch, numpy, openvino"
    )


def test_a_wrong_word_is_refused_though_no_cell_would_need_it():
    with pytest.raises(GridError, match="--tensorflow two"):
        grid(["2.16", "two"], [], [], [])
