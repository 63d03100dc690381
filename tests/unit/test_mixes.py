"""What `explain_mix` says, as text: two sides and facts in, reason and ways out."""

from pathlib import Path

import pytest
from given import keras, keras_core, loaded, tensorflow, tf_keras, world

from kerascompat._mixes import Side, of_two_loads, of_two_owners

SEQUENTIAL = Side("keras", "keras.src.models.sequential.Sequential", "keras.src.models.sequential")
DENSE_2 = Side("keras", "keras.src.layers.core.dense.Dense", "keras.src.layers.core.dense")
TF_SEQUENTIAL = Side("tf_keras", "tf_keras.src.engine.sequential.Sequential", "tf_keras.src.engine.sequential")
CORE = Side("keras_core", "keras_core.src.models.model.Model", "keras_core.src.models.model")
PRIVATE = Side("tensorflow.python.keras", "tensorflow.python.keras.layers.core.Dense", "tensorflow.python.keras.layers")
HUB = Side(
    "tf_keras",
    "tensorflow_hub.keras_layer.KerasLayer",
    "tensorflow_hub.keras_layer",
    base="tf_keras.src.engine.base_layer.Layer",
    library="tensorflow-hub 0.16.1",
)
MINE = Side("tf_keras", "__main__.Scale", "__main__", base="tf_keras.src.engine.base_layer.Layer")
THREE = Side("keras", "three.Head", "three", base="keras.src.layers.layer.Layer", library="three 1.0")
OLD = Side(
    "tensorflow.python.keras",
    "oldlib.Attention",
    "oldlib",
    base="tensorflow.python.keras.engine.base_layer.Layer",
    library="oldlib",
)


def both(minor="2.16", tf_keras_version=None, **changes):
    """TensorFlow with Keras 3 and tf_keras, all imported."""
    modules = (tensorflow(f"{minor}.2"), keras(), tf_keras(tf_keras_version or f"{minor}.0"))
    return world(*map(loaded, modules), **{"keras_is": ("resolved", "keras"), **changes})


def text_of(mix):
    return str(mix).splitlines()


def test_a_layer_of_a_library_in_a_model_of_keras_3():
    mix = of_two_owners(SEQUENTIAL, HUB, both())
    assert mix.owners == ("keras", "tf_keras")
    assert text_of(mix) == [
        "keras.src.models.sequential.Sequential is of keras 3.15.1 (Keras 3), tensorflow_hub.keras_layer.KerasLayer is"
        " of tf_keras 2.16.0 (Keras 2): objects of two Keras do not go together",
        "  found: tensorflow-hub 0.16.1 defines KerasLayer, which inherits from tf_keras.src.engine.base_layer.Layer;"
        " tensorflow 2.16.2, whose tf.keras is keras; TF_USE_LEGACY_KERAS is not set",
        "  cure:  in the code that uses keras: from kerascompat import keras2 as keras, which gives tf_keras 2.16.0",
        "  or:    where that is tf.keras: export TF_USE_LEGACY_KERAS=1 before Python starts",
        "  or:    pip install -U tensorflow-hub, if a newer release is made for Keras 3",
    ]
    assert mix.cure == "; or ".join(mix.cures)


def test_the_other_way_round_names_the_sides_in_their_order():
    assert of_two_owners(HUB, SEQUENTIAL, both()).owners == ("tf_keras", "keras")
    assert of_two_owners(HUB, SEQUENTIAL, both()).reason.startswith("tensorflow_hub.keras_layer.KerasLayer is of tf_")
    assert of_two_owners(HUB, SEQUENTIAL, both()).cures == of_two_owners(SEQUENTIAL, HUB, both()).cures


FOUND = {
    "the variable is not set": (both(), "tensorflow 2.16.2, whose tf.keras is keras; TF_USE_LEGACY_KERAS is not set"),
    "the variable is on": (
        both(legacy="1", keras_is=("resolved", "tf_keras")),
        "tensorflow 2.16.2, whose tf.keras is tf_keras; TF_USE_LEGACY_KERAS is '1'",
    ),
    "the variable has no effect on that TensorFlow": (
        world(tensorflow("2.14.1"), keras(), tf_keras("2.15.0"), legacy="1"),
        "tensorflow 2.14.1",
    ),
    "tf.keras was never used": (
        both(keras_is=("unresolved",)),
        "tensorflow 2.16.2; TF_USE_LEGACY_KERAS is not set",
    ),
    "a TensorFlow without a version": (
        world(tensorflow(None), keras(), tf_keras()),
        "tensorflow; TF_USE_LEGACY_KERAS is not set",
    ),
    "no TensorFlow": (world(keras(), keras_core()), "tensorflow is not installed"),
}


@pytest.mark.parametrize(("facts", "found"), FOUND.values(), ids=FOUND)
def test_what_was_found_of_tensorflow(facts, found):
    assert of_two_owners(SEQUENTIAL, TF_SEQUENTIAL, facts).found == found


def test_a_class_of_the_user_is_named_with_what_it_inherits_from():
    found = of_two_owners(SEQUENTIAL, MINE, both()).found
    assert found.startswith("__main__.Scale inherits from tf_keras.src.engine.base_layer.Layer; tensorflow 2.16.2,")


LABELS = {
    "the private copy": (
        PRIVATE,
        both(),
        "tensorflow.python.keras, the private copy of an old Keras in tensorflow 2.16.2",
    ),
    "keras_core": (CORE, world(loaded(keras_core())), "keras_core 0.1.7 (Keras 3 before its release)"),
    "Keras 2 under its own name": (DENSE_2, world(tensorflow("2.15.1"), keras("2.15.0")), "keras 2.15.0 (Keras 2)"),
    "a Keras of the future": (SEQUENTIAL, world(keras("4.0.0")), "keras 4.0.0 (Keras 3)"),
    "what is loaded, not what was installed since": (
        TF_SEQUENTIAL,
        world(tf_keras("2.17.0", loaded_version="2.16.0", state="loaded")),
        "tf_keras 2.16.0 (Keras 2)",
    ),
    "a Keras that is not there any more": (SEQUENTIAL, world(), "keras"),
}


@pytest.mark.parametrize(("side", "facts", "label"), LABELS.values(), ids=LABELS)
def test_the_keras_of_a_side_is_named_with_version_and_generation(side, facts, label):
    other = HUB if side.owner == "keras" else SEQUENTIAL
    assert of_two_owners(side, other, facts).reason.startswith(f"{side.name} is of {label}, {other.name} is of ")


IN_KERAS = "in the code that uses keras: "
IN_TF_KERAS = "in the code that uses tf_keras: "
VARIABLE = "where that is tf.keras: export TF_USE_LEGACY_KERAS=1 before Python starts"
ON_2_15 = (tensorflow("2.15.1"), keras("2.15.0"), tf_keras("2.15.1"))
CURES = {
    "two objects of Keras itself: either moves": (
        (SEQUENTIAL, TF_SEQUENTIAL),
        both(),
        (
            f"{IN_TF_KERAS}from kerascompat import keras, which gives keras 3.15.1",
            f"{IN_KERAS}from kerascompat import keras2 as keras, which gives tf_keras 2.16.0",
            VARIABLE,
        ),
    ),
    "the same with the variable on: to what it asks for first": (
        (SEQUENTIAL, TF_SEQUENTIAL),
        both(legacy="1", keras_is=("resolved", "tf_keras")),
        (
            f"{IN_KERAS}from kerascompat import keras, which gives tf_keras 2.16.0",
            f"{IN_TF_KERAS}from kerascompat import keras3 as keras, which gives keras 3.15.1",
        ),
    ),
    "the variable is on already: kerascompat.keras follows it": (
        (SEQUENTIAL, HUB),
        both(legacy="1", keras_is=("resolved", "tf_keras")),
        (
            f"{IN_KERAS}from kerascompat import keras, which gives tf_keras 2.16.0",
            "pip install -U tensorflow-hub, if a newer release is made for Keras 3",
        ),
    ),
    "a library that is made for Keras 3": (
        (TF_SEQUENTIAL, THREE),
        both(),
        (
            f"{IN_TF_KERAS}from kerascompat import keras, which gives keras 3.15.1",
            "if three uses tf.keras: export TF_USE_LEGACY_KERAS=1 before Python starts",
            "pip install -U three, if a newer release is made for Keras 2",
        ),
    ),
    "a library that is made for Keras 3, and the variable is on": (
        (TF_SEQUENTIAL, THREE),
        both(legacy="1", keras_is=("resolved", "tf_keras")),
        (
            f"{IN_TF_KERAS}from kerascompat import keras3 as keras, which gives keras 3.15.1",
            "pip install -U three, if a newer release is made for Keras 2",
        ),
    ),
    "two libraries: nothing of one's own to change": (
        (THREE, HUB),
        both(),
        (
            "if three uses tf.keras: export TF_USE_LEGACY_KERAS=1 before Python starts",
            "pip install -U tensorflow-hub, if a newer release is made for Keras 3",
            "pip install -U three, if a newer release is made for Keras 2",
        ),
    ),
    "tf_keras of another minor release than TensorFlow": (
        (SEQUENTIAL, HUB),
        both("2.18", "2.16.0"),
        (
            f"{IN_KERAS}from kerascompat import keras2 as keras, which gives tf_keras 2.16.0,"
            ' after pip install "tf-keras==2.18.*"',
            f'{VARIABLE}, after pip install "tf-keras==2.18.*"',
            "pip install -U tensorflow-hub, if a newer release is made for Keras 3",
        ),
    ),
    "two Keras of generation 2, on TensorFlow 2.15": (
        (DENSE_2, HUB),
        world(*map(loaded, ON_2_15), keras_is=("resolved", "keras")),
        (
            f"{IN_KERAS}export TF_USE_LEGACY_KERAS=1 before Python starts, and from kerascompat import keras,"
            " which gives tf_keras 2.15.1",
            VARIABLE,
            "pip install -U tensorflow-hub, if a newer release uses keras",
        ),
    ),
    "the same with the variable on": (
        (DENSE_2, TF_SEQUENTIAL),
        world(*map(loaded, ON_2_15), legacy="1", keras_is=("resolved", "tf_keras")),
        (
            f"{IN_KERAS}from kerascompat import keras, which gives tf_keras 2.15.1",
            f"{IN_TF_KERAS}unset TF_USE_LEGACY_KERAS before Python starts, and from kerascompat import keras,"
            " which gives keras 2.15.0",
        ),
    ),
    "the private copy, used by oneself": (
        (SEQUENTIAL, PRIVATE),
        both(),
        ("in the code that uses tensorflow.python.keras: from kerascompat import keras, which gives keras 3.15.1",),
    ),
    "the private copy beside tf_keras": (
        (PRIVATE, HUB),
        both(),
        (
            "in the code that uses tensorflow.python.keras: from kerascompat import keras2 as keras,"
            " which gives tf_keras 2.16.0",
        ),
    ),
    "the private copy, used by a library": (
        (SEQUENTIAL, OLD),
        both(),
        ("pip install -U oldlib, if a newer release does without tensorflow.python.keras",),
    ),
    "keras_core beside Keras 2": (
        (DENSE_2, CORE),
        world(loaded(tensorflow("2.14.1")), loaded(keras("2.14.0")), loaded(keras_core(), "tensorflow")),
        (
            "in the code that uses keras_core: from kerascompat import keras, which gives keras 2.14.0",
            f"{IN_KERAS}from kerascompat import keras3 as keras, which gives keras_core 0.1.7",
        ),
    ),
    "keras_core beside Keras 3": (
        (SEQUENTIAL, CORE),
        world(loaded(tensorflow("2.16.2")), loaded(keras()), loaded(keras_core(), "tensorflow")),
        ("in the code that uses keras_core: from kerascompat import keras, which gives keras 3.15.1",),
    ),
    "tf_keras was uninstalled since": (
        (SEQUENTIAL, TF_SEQUENTIAL),
        world(loaded(tensorflow()), loaded(keras())),
        (f"{IN_TF_KERAS}from kerascompat import keras, which gives keras 3.15.1",),
    ),
    "a Keras that tells its version only when it is loaded": (
        (SEQUENTIAL, PRIVATE),
        world(loaded(tensorflow()), keras(None, state="loaded", loaded_version="3.15.1")),
        ("in the code that uses tensorflow.python.keras: from kerascompat import keras, which gives keras 3.15.1",),
    ),
    "nothing that is known would give it": (
        (SEQUENTIAL, TF_SEQUENTIAL),
        world(),
        ("make both with one Keras, and restart Python",),
    ),
}


@pytest.mark.parametrize(("sides", "facts", "cures"), CURES.values(), ids=CURES)
def test_the_ways_to_have_both_of_one_keras(sides, facts, cures):
    assert of_two_owners(*sides, facts).cures == cures


def test_a_surface_that_is_loaded_does_not_bind_the_process_after_the_restart():
    from kerascompat import _resolver

    facts = both()
    standing = _resolver.decide(both(legacy="1", keras_is=("resolved", "tf_keras")))
    assert standing.provider == "tf_keras"
    with_surface = both(surfaces=(standing,))
    assert of_two_owners(SEQUENTIAL, HUB, with_surface).cures == of_two_owners(SEQUENTIAL, HUB, facts).cures


def test_two_imports_of_one_keras():
    assert text_of(of_two_loads(SEQUENTIAL, DENSE_2)) == [
        "keras.src.models.sequential.Sequential and keras.src.layers.core.dense.Dense are of keras, from two imports of"
        " it: their classes have the same names, and are not the same",
        "  found: keras was imported anew, by keras.config.set_backend() or because its entries in sys.modules were"
        " deleted; what was made before is of the first import",
        "  cure:  make both again after the last import, or restart Python; export KERAS_BACKEND=... before Python"
        " starts",
    ]


PAGE = Path(__file__).parents[2] / "docs/whose-object.md"
ADAM = Side("keras", "keras.src.optimizers.adam.Adam", "keras.src.optimizers.adam")
IN_THE_PAGE = {
    "a layer of tensorflow_hub": (SEQUENTIAL, HUB, both()),
    "an optimizer of Keras 3": (TF_SEQUENTIAL, ADAM, both(legacy="1", keras_is=("resolved", "tf_keras"))),
    "a layer of the private copy": (SEQUENTIAL, PRIVATE, both()),
}


@pytest.mark.parametrize(("first", "second", "facts"), IN_THE_PAGE.values(), ids=IN_THE_PAGE)
def test_the_page_shows_what_is_said(first, second, facts):
    text = "".join(f"    {line}\n" for line in str(of_two_owners(first, second, facts)).splitlines())
    assert text in PAGE.read_text(encoding="utf-8")
