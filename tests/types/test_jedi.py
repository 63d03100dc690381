"""What jedi, and an editor that uses it, finds through kerascompat. It reads no settings."""

from __future__ import annotations

import jedi
import pytest

WORLDS = {"Keras 3": "keras", "tf_keras": "tf_keras"}
IMPORTS = "from kerascompat import keras\nfrom kerascompat.keras.layers import Dense\n"


@pytest.fixture(scope="module", params=WORLDS)
def script(request, world):
    """A function that gives jedi a text, in one world, and the name of its provider."""
    environment = jedi.create_environment(str(world(request.param).parents[1]), safe=False)

    def read(text):
        return jedi.Script(f"{IMPORTS}{text}", environment=environment)

    read.provider = WORLDS[request.param]
    return read


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("keras.lay", "layers"),
        ("keras.layers.Den", "Dense"),
        ("keras.optimizers.schedules.Expo", "ExponentialDecay"),
        ("keras.Sequential().summ", "summary"),
        ("keras.Model().fi", "fit"),
        ("class A(keras.layers.Layer):\n    def f(self):\n        self.add_w", "add_weight"),
        ("from kerascompat.keras.layers import MultiHead", "MultiHeadAttention"),
        ("keras.optimizers.experimental.Ad", "Adam"),
        ("from kerascompat.keras.layers.convolutional import Conv", "Conv2D"),
    ],
)
def test_completion(script, text, name):
    assert name in {each.name for each in script(text).complete()}


@pytest.mark.parametrize("text", ["keras.layers.Dense", "Dense", "keras.layers.core.Dense"])
def test_goto_leads_to_the_source_of_keras(script, text):
    found = script(text).goto(follow_imports=True)
    paths = [each.module_path.as_posix() for each in found]
    assert [path for path in paths if path.endswith(f"/{script.provider}/src/layers/core/dense.py")] == paths != []


@pytest.mark.parametrize("text", ["keras.layers.Dense(", "Dense("])
def test_a_call_has_its_signature(script, text):
    signatures = script(text).get_signatures()
    assert [[each.name for each in signature.params[:2]] for signature in signatures] == [["units", "activation"]]


def test_the_docstring_is_that_of_keras(script):
    assert any("densely-connected" in each.docstring() for each in script("keras.layers.Dense").help())
