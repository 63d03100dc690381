"""Parents and children that are really spawned, in fake worlds: what the variables give, and what comes too late."""

from __future__ import annotations

import pytest
from fake_providers import jax, keras2, keras3, numpy, tensorflow, tf_keras

ON = {"TF_USE_LEGACY_KERAS": "1"}
CHILD = """
import multiprocessing, os, sys
import kerascompat

def look(sender):
    before = set(sys.modules)
    try:
        kerascompat.verify(sender)
        error = None
    except kerascompat.KerasCompatError as caught:
        error = [type(caught).__name__, str(caught)]
    imported = sorted({"keras", "tf_keras", "tensorflow"} & (set(sys.modules) - before))
    from kerascompat import keras
    return error, imported, kerascompat.fingerprint() == sender, keras.layers.Dense.__module__.partition(".")[0]

def spawn(variables, sender=None, **options):
    os.environ.update(variables)
    with multiprocessing.get_context("spawn").Pool(1, **options) as pool:
        return pool.apply_async(look, (sender or kerascompat.fingerprint(),)).get(25)
"""
SAME = [None, [], True]


def given(code):
    """A script whose `answer` is what the code leaves there; a child imports the functions of it only."""
    body = "\n".join(f"    {line}" for line in code.strip().splitlines())
    return f'{CHILD}\nif __name__ == "__main__":\n{body}\n'


def both(world):
    return world(tensorflow("2.16.2"), keras3("3.10.0"), tf_keras("2.16.0"), jax(), numpy())


@pytest.mark.parametrize(("variables", "provider"), [({}, "keras"), (ON, "tf_keras")])
def test_a_child_has_what_its_parent_has_loaded_whatever_was_set_since(world, variables, provider):
    answer = both(world).run(
        given(
            f"""
from kerascompat import keras
os.environ["TF_USE_LEGACY_KERAS"] = {"0" if variables else "1"!r}
answer = [spawn(dict()), spawn(kerascompat.child_environment())]
"""
        ),
        **variables,
    )

    other = {"keras": "tf_keras", "tf_keras": "keras"}[provider]
    (error, imported, equal, loaded), after = answer
    assert (error[0], imported, equal, loaded) == ("IncompatibleError", [], False, other)
    assert after == [*SAME, provider]


def test_the_error_in_the_child_names_both_sides_and_the_cure(world):
    error = both(world).run(
        given(
            """
sender = kerascompat.fingerprint()
answer = spawn({"TF_USE_LEGACY_KERAS": "0"}, sender)[0]
"""
        ),
        **ON,
    )

    assert error == [
        "IncompatibleError",
        "kerascompat.keras must be here what it is in the process of the fingerprint: tf_keras 2.16.0, generation 2\n"
        "  found: keras 3.10.0, generation 3 (the installed keras is generation 3)\n"
        "  cure:  start this process with TF_USE_LEGACY_KERAS=1 (kerascompat.child_environment() of the sender has it)",
    ]


def test_a_child_of_a_process_that_has_set_the_variable_late_has_what_tf_keras_became(world):
    answer = both(world).run(
        given(
            """
import tensorflow
os.environ["TF_USE_LEGACY_KERAS"] = "1"
tensorflow.keras.layers
os.environ["TF_USE_LEGACY_KERAS"] = "0"
answer = [kerascompat.child_environment(), spawn(kerascompat.child_environment())]
"""
        )
    )

    assert answer == [{"TF_USE_LEGACY_KERAS": "1", "KERAS_BACKEND": "tensorflow"}, [*SAME, "tf_keras"]]


def test_a_backend_from_keras_json_reaches_a_child_that_has_another_home(world, tmp_path):
    answer = (
        both(world)
        .keras_json('{"backend": "jax"}')
        .run(
            given(
                f"""
sender = kerascompat.fingerprint()
variables = kerascompat.child_environment()
os.environ["HOME"] = os.environ["USERPROFILE"] = {str(tmp_path)!r}
answer = [spawn(dict(), sender)[:3], spawn(variables, sender)]
"""
            )
        )
    )

    (error, imported, equal), after = answer
    assert error[0] == "IncompatibleError"
    assert "the backend jax 0.4.30\n  found: the backend tensorflow 2.16.2 (from default)\n" in error[1]
    assert (imported, equal) == ([], False)
    assert after == [*SAME, "keras"]


def test_a_backend_that_was_changed_too_late_is_given_as_it_is(world):
    answer = both(world).run(
        given(
            """
from kerascompat import keras
os.environ["KERAS_BACKEND"] = "numpy"
answer = [kerascompat.child_environment(), spawn(kerascompat.child_environment())]
"""
        ),
        KERAS_BACKEND="jax",
    )

    assert answer == [{"TF_USE_LEGACY_KERAS": "0", "KERAS_BACKEND": "jax"}, [*SAME, "keras"]]


def test_tensorflow_2_15_without_tf_keras_keeps_its_own_keras_and_a_working_tf_keras(world):
    answer = world(tensorflow("2.15.1"), keras2("2.15.0")).run(
        given(
            """
import warnings
warnings.simplefilter("ignore")
from kerascompat import keras
answer = [kerascompat.child_environment(), spawn(kerascompat.child_environment())]
"""
        ),
        **ON,
    )

    assert answer == [{"TF_USE_LEGACY_KERAS": "0", "KERAS_BACKEND": "tensorflow"}, [*SAME, "keras"]]


def test_what_the_child_has_imported_counts_and_not_what_is_set(world):
    """An argument of the initializer imports Keras before the initializer sets anything."""
    answer = both(world).run(
        given(
            """
from kerascompat import keras
sender = kerascompat.fingerprint()
variables = kerascompat.child_environment()
os.environ["TF_USE_LEGACY_KERAS"] = "0"
import keras as other, tensorflow
error, imported, equal, loaded = spawn(dict(), sender, initializer=initialise, initargs=(variables, Early()))
answer = [error[1].rpartition("cure:  ")[2], imported, equal, loaded]
"""
        ).replace(
            "def spawn",
            """
def touch():
    import tensorflow
    tensorflow.keras.layers

class Early:
    def __reduce__(self):
        return touch, ()

def initialise(variables, early):
    os.environ.update(variables)

def spawn""",
        ),
        **ON,
    )

    late = "start this process anew: what is installed and set here is right, and came after the import of"
    assert answer == [f"{late} keras, tensorflow", [], False, "keras"]


def test_none_of_the_three_imports_anything_or_writes_a_variable(world):
    answer = both(world).run(
        """
        import os, sys, kerascompat
        before = dict(os.environ)
        sender = kerascompat.fingerprint()
        kerascompat.verify(sender)
        kerascompat.child_environment()
        answer = [sorted({"keras", "tf_keras", "tensorflow", "jax", "numpy"} & set(sys.modules)), before == os.environ]
        """
    )

    assert answer == [[], True]


def test_the_fingerprint_is_the_same_before_and_after_the_import(world):
    answer = both(world).run(
        """
        import kerascompat
        before = kerascompat.fingerprint()
        from kerascompat import keras
        answer = [before == kerascompat.fingerprint(), str(before)]
        """,
        **ON,
    )

    assert answer == [True, "tf_keras 2.16.0, generation 2, on tensorflow 2.16.2"]
