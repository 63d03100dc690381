"""Whose object is it, with several Keras in one process, and nothing imported by asking."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest
from fake_providers import (
    distribution,
    jax,
    keras2,
    keras2_without_src,
    keras3,
    keras_core,
    numpy,
    tensorflow,
    tf_keras,
)

KERAS_3_AND_2 = (tensorflow("2.16.2"), keras3("3.10.0"), tf_keras("2.16.0"))

# a library whose layer is one of tf_keras, as tensorflow_hub's is
HUB = {
    "hub": {"__init__.py": "import tf_keras\n\n\nclass KerasLayer(tf_keras.layers.Layer):\n    pass\n"},
    "some_hub-0.16.1.dist-info": {
        "METADATA": "Metadata-Version: 2.1\nName: some-hub\nVersion: 0.16.1\n",
        "top_level.txt": "hub\n",
        "RECORD": "hub/__init__.py,,\n",
    },
}


def test_the_questions_load_nothing_but_their_own_module(world):
    loaded = world(*KERAS_3_AND_2).run(
        """
        import sys, types
        before = set(sys.modules)
        import kerascompat
        from kerascompat import owner, is_model, is_layer, is_optimizer, is_keras_tensor
        for ask in (owner, is_model, is_layer, is_optimizer, is_keras_tensor):
            ask(types), ask(object()), ask(int), ask(ask)
        answer = sorted(set(sys.modules) - before)
        """
    )
    assert set(loaded) - {"__future__"} == {"kerascompat", "kerascompat.objects"}


def test_an_explanation_imports_no_keras_and_no_tensorflow(world):
    answer = world(*KERAS_3_AND_2).run(
        """
        import sys
        from kerascompat import explain_mix
        one = type("Layer", (), {"__module__": "keras.src.layers.layer"})
        other = type("Layer", (), {"__module__": "tf_keras.src.engine.base_layer"})
        mix = explain_mix(one(), other)
        loaded = {name.partition(".")[0] for name in sys.modules}
        answer = [mix.cures[0], sorted(loaded & {"tensorflow", "keras", "tf_keras"})]
        """
    )
    assert answer == [
        "in the code that uses tf_keras: from kerascompat import keras, which gives keras 3.10.0",
        [],
    ]


OBJECTS = """
import importlib, json, sys
from kerascompat import is_layer, is_model, owner

def whose(root):
    keras = importlib.import_module(root)
    mine = type("Mine", (keras.layers.Layer,), {})
    own = [keras, keras.layers, keras.Model, keras.Sequential(), keras.layers.Dense(), mine, mine(), mine().__init__]
    kinds = [is_model(keras.Model), is_model(keras.Sequential()), is_layer(keras.layers.Dense), is_layer(mine()),
             is_model(mine), is_layer(keras.optimizers.Adam)]
    return [sorted({str(owner(each)) for each in own}), kinds]

answer = [whose(root) for root in ROOTS]
"""
SIDE_BY_SIDE = {
    "Keras 2.12": (
        [tensorflow("2.12.1"), keras2_without_src()],
        ["tensorflow.keras", "kerascompat.keras"],
        ["keras", "keras"],
    ),
    "Keras 2.15 and tf_keras": (
        [tensorflow("2.15.1"), keras2("2.15.0"), tf_keras("2.15.0")],
        ["tf_keras", "keras", "tensorflow.keras", "kerascompat.keras"],
        ["tf_keras", "keras", "keras", "keras"],
    ),
    "Keras 3 and tf_keras": (
        KERAS_3_AND_2,
        ["keras", "tf_keras", "tensorflow.keras", "kerascompat.keras", "kerascompat.keras2", "kerascompat.v1.keras"],
        ["keras", "tf_keras", "keras", "keras", "tf_keras", "tf_keras"],
    ),
    "Keras 2 and keras_core": (
        [tensorflow("2.14.1"), keras2("2.14.0"), keras_core()],
        ["keras", "keras_core", "kerascompat.keras3"],
        ["keras", "keras_core", "keras_core"],
    ),
    "Keras 3 on JAX": ([jax(), keras3("3.10.0")], ["keras", "kerascompat.keras"], ["keras", "keras"]),
}


@pytest.mark.parametrize(("installed", "roots", "owners"), SIDE_BY_SIDE.values(), ids=SIDE_BY_SIDE)
def test_every_object_is_of_the_keras_that_it_came_from(world, installed, roots, owners):
    variables = {"KERAS_BACKEND": "jax"} if "jax" in installed[0] else {}
    answer = world(*installed).run(OBJECTS.replace("ROOTS", repr(roots)), **variables)
    assert answer == [[[whose], [True, True, True, True, False, False]] for whose in owners]


@pytest.mark.parametrize("version", ["2.14.1", "2.15.1", "2.16.2"])
def test_looking_at_tf_keras_does_not_resolve_it(world, version):
    keras = keras3("3.10.0") if version == "2.16.2" else keras2("2.15.0")
    answer = world(tensorflow(version), keras).run(
        """
        import sys, tensorflow
        from kerascompat import explain_mix, is_model, owner
        loader = vars(tensorflow)["keras"]
        before = dict(object.__getattribute__(loader, "__dict__"))
        first = [owner(loader), is_model(loader), explain_mix(loader, loader)]
        same = object.__getattribute__(loader, "__dict__") == before and vars(tensorflow)["keras"] is loader
        tensorflow.keras.Model
        answer = [first, same, owner(loader), owner(tensorflow.keras)]
        """
    )
    # the loader of TensorFlow 2.14 knows one Keras, and is named after it
    assert answer == [["keras" if version == "2.14.1" else None, False, None], True, "keras", "keras"]


@pytest.fixture
def two_keras(world):
    """Make a world with Keras 3 and tf_keras, and what reads the owners of a module before Python 3.10."""

    def make(*trees):
        site = world(*KERAS_3_AND_2, *trees)
        for name in ("importlib_metadata", "zipp") if sys.version_info < (3, 10) else ():
            shutil.copytree(Path(importlib.util.find_spec(name).origin).parent, site.site / name)
        return site

    return make


MIXED = """
import hub, keras
from kerascompat import explain_mix
answer = str(explain_mix(keras.Sequential(), hub.KerasLayer())).splitlines()
"""


def test_a_layer_of_an_installed_library_is_explained_with_its_distribution(two_keras):
    assert two_keras(HUB).run(MIXED) == [
        "keras.src.models.Sequential is of keras 3.10.0 (Keras 3), hub.KerasLayer is of tf_keras 2.16.0 (Keras 2):"
        " objects of two Keras do not go together",
        "  found: some-hub 0.16.1 defines KerasLayer, which inherits from tf_keras.src.layers_2.Layer;"
        " tensorflow 2.16.2; TF_USE_LEGACY_KERAS is not set",
        "  cure:  in the code that uses keras: from kerascompat import keras2 as keras, which gives tf_keras 2.16.0",
        "  or:    where that is tf.keras: export TF_USE_LEGACY_KERAS=1 before Python starts",
        "  or:    pip install -U some-hub, if a newer release is made for Keras 3",
    ]


def test_each_import_that_an_explanation_names_gives_what_it_says(two_keras):
    for variables in ({}, {"TF_USE_LEGACY_KERAS": "1"}):
        site = two_keras(HUB)
        cure = site.run(MIXED, **variables)[2]
        line, gives = cure.partition("keras: ")[2].split(", which gives ")
        answer = site.run(
            f"{line}\nimport kerascompat\nanswer = kerascompat.owner(keras), keras.__version__", **variables
        )
        assert " ".join(answer) == gives


def test_what_a_library_that_nobody_installed_defines_is_the_users_own(two_keras):
    local = {"hub.py": HUB["hub"]["__init__.py"]}
    answer = two_keras().local(local).run(MIXED)
    assert answer[1].startswith("  found: hub.KerasLayer inherits from tf_keras.src.layers_2.Layer; tensorflow 2.16.2;")
    assert (
        answer[2] == "  cure:  in the code that uses tf_keras: from kerascompat import keras, which gives keras 3.10.0"
    )


def test_what_the_users_script_defines_is_no_librarys(two_keras):
    """A distribution may have a file `__main__.py` at its top."""
    info = {**HUB["some_hub-0.16.1.dist-info"], "top_level.txt": "__main__\n"}
    answer = two_keras({"some_hub-0.16.1.dist-info": info}).run(
        """
        import keras, tf_keras
        from kerascompat import explain_mix
        answer = explain_mix(keras.Sequential(), type("Mine", (tf_keras.layers.Layer,), {})()).found
        """
    )
    assert answer.startswith("__main__.Mine inherits from tf_keras.src.layers_2.Layer; ")


def test_a_package_of_several_distributions_is_named_alone(two_keras):
    site = two_keras(HUB)
    other = distribution("other-hub", "2.0")
    other["other_hub-2.0.dist-info"] = {**other["other_hub-2.0.dist-info"], "top_level.txt": "hub\n", "RECORD": ""}
    answer = site.install(other).run(MIXED)
    assert answer[1].startswith("  found: hub defines KerasLayer, which inherits from ")


def test_objects_from_before_and_after_a_change_of_the_backend_do_not_go_together(world):
    answer = world(jax(), numpy(), keras3("3.10.0")).run(
        """
        import keras
        from kerascompat import explain_mix, owner
        before = keras.layers.Dense()
        keras.config.set_backend("numpy")
        import keras
        after = keras.layers.Dense()
        answer = [owner(before), owner(after), explain_mix(before, before), explain_mix(after, keras.Sequential()),
                  str(explain_mix(before, after)).splitlines()[0]]
        """,
        KERAS_BACKEND="jax",
    )
    assert answer == [
        "keras",
        "keras",
        None,
        None,
        "keras.src.layers.Dense and keras.src.layers.Dense are of keras, from two imports of it: their classes have the"
        " same names, and are not the same",
    ]
