"""Children of a process of this world: with `child_environment()` they have the same Keras, else `verify` says so."""

import base64
import os
import pickle
import subprocess
import sys
from dataclasses import replace

import pytest
from worlds import BACKEND, LEGACY

PARENT = """
import base64, json, multiprocessing, os, pickle

import kerascompat

def look(sender):
    kerascompat.verify(sender)
    from kerascompat import SURFACE as keras
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    equal = kerascompat.fingerprint("SURFACE") == sender
    return [equal, keras.Model.__module__.partition(".")[0], model.count_params()]

if __name__ == "__main__":
    before = kerascompat.fingerprint("SURFACE")
    from kerascompat import SURFACE as keras
    sender = kerascompat.fingerprint("SURFACE")
    os.environ.update(CHANGED)
    variables = kerascompat.child_environment("SURFACE")
    os.environ.update(variables)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        child = pool.apply_async(look, (sender,)).get(250)
    print(json.dumps(dict(before=before == sender, child=child, variables=variables, text=str(sender),
                          version=keras.__version__, sent=base64.b64encode(pickle.dumps(sender)).decode())))
"""

CHILD = """
import base64, pickle, sys

import kerascompat

sender = pickle.loads(base64.b64decode(sys.argv[1]))
try:
    kerascompat.verify(sender)
    print("silent")
except kerascompat.KerasCompatError as error:
    print(type(error).__name__, error, sep="\\n")
assert not {"tensorflow", "keras", "tf_keras"} & set(sys.modules)
"""


def contrary_variable(world):
    """The other value of `TF_USE_LEGACY_KERAS`."""
    return {LEGACY: "0" if world.provider == "tf_keras" else "1"}


def contrary_backend(world):
    """Another backend than that of this world."""
    return {BACKEND: "tensorflow" if world.backend == "numpy" else "numpy"}


@pytest.fixture(scope="module")
def parent(world, main_surface, run):
    changed = {**contrary_variable(world), **contrary_backend(world)}
    return run(PARENT.replace("SURFACE", main_surface).replace("CHANGED", repr(changed)))


def child(parent, variables):
    """What `verify` does in a process that starts with these variables."""
    ended = subprocess.run(
        [sys.executable, "-c", CHILD, parent["sent"]],
        env={**os.environ, **parent["variables"], **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip().partition("\n")


def test_a_spawned_child_has_what_is_loaded_whatever_was_set_since(world, main_surface, parent):
    assert parent["child"] == [True, world.provider_of(main_surface), 3]


def test_the_fingerprint_names_what_is_loaded_and_is_the_same_before_the_import(world, main_surface, parent):
    provider, generation = world.provider_of(main_surface), world.generation_of(main_surface)
    assert parent["before"]
    assert parent["text"].startswith(f"{provider} {parent['version']}, generation {generation}, on ")
    assert f" on {world.backend_of(main_surface)} " in parent["text"]


def test_the_variables_are_explicit(world, main_surface, parent):
    # where `keras` is refused, a fixed surface has the variable of its process
    assert parent["variables"][LEGACY] == ("1" if world.provider in ("tf_keras", None) else "0")
    if world.generation_of(main_surface) == 3:
        assert parent["variables"][BACKEND] == world.backend_of(main_surface)


def test_a_child_with_them_is_verified(parent):
    assert child(parent, {})[0] == "silent"


def test_a_child_with_the_contrary_variable_is_told_so_where_it_changes_anything(world, main_surface, parent):
    kind, _, text = child(parent, contrary_variable(world))

    if world.provider == "tf_keras":
        assert kind == "IncompatibleError"
        assert f"cure:  start this process with {LEGACY}=1 " in text
    elif main_surface != "keras" or not world.heeds_variable or world.with_variable == world.provider:
        assert kind == "silent"
    else:
        assert kind == ("NotInstalledError" if world.with_variable is None else "IncompatibleError")
        assert f"cure:  start this process with {LEGACY}=0 " in text


def test_a_child_with_another_backend_is_told_so(world, main_surface, parent):
    kind, _, text = child(parent, contrary_backend(world))

    if world.generation_of(main_surface) == 2:
        assert kind == "silent"
    else:
        assert kind == ("NotInstalledError" if world.backend == "numpy" else "IncompatibleError")
        assert f"cure:  start this process with {BACKEND}={world.backend} " in text


def test_a_sender_with_other_versions_is_named(parent):
    sender = pickle.loads(base64.b64decode(parent["sent"]))
    older = replace(sender, version="1.0")
    kind, _, text = child({**parent, "sent": base64.b64encode(pickle.dumps(older)).decode()}, {})

    assert kind == "IncompatibleError"
    assert f"in the process of the fingerprint: {sender.provider} 1.0\n" in text
    assert f"  found: {sender.provider} {sender.version}\n" in text
    assert '==1.0"' in text.rpartition("cure:  pip install ")[2]
