"""Promise 3 and 7 in a living process: settings that come late, loaders that failed, threads, children, patches."""

import importlib
import os
import warnings

import pytest
from worlds import BACKEND, LEGACY

ATTEMPT = """
import importlib, json, os, sys, warnings

import kerascompat

def attempt(surface):
    '''What `from kerascompat import <surface>` gives, or the text of its error.'''
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            keras = importlib.import_module("kerascompat." + surface)
        except kerascompat.KerasCompatError as error:
            return dict(error=[base.__name__ for base in type(error).__mro__], text=str(error), asked=error.asked,
                        found=error.found, cure=error.cure, name=getattr(error, "name", None))
    texts = [str(each.message) for each in caught if issubclass(each.category, kerascompat.KerasCompatWarning)]
    choice = kerascompat.resolve(surface)
    return dict(provider=keras.Model.__module__.partition(".")[0], generation=choice.generation, warnings=texts,
                backend=keras.backend.backend() if surface != "v1.keras" else "tensorflow")

def is_the_same(surface):
    '''Whether `tf.keras` gives the same classes; None where there is no TensorFlow, or its `tf.keras` fails.'''
    if not HAS_TENSORFLOW:
        return None
    import tensorflow
    try:
        return tensorflow.keras.layers.Dense is sys.modules["kerascompat." + surface].layers.Dense
    except (ImportError, AttributeError, RecursionError):
        return None

def set_variable(value):
    if value is None:
        os.environ.pop("TF_USE_LEGACY_KERAS", None)
    else:
        os.environ["TF_USE_LEGACY_KERAS"] = value
"""


@pytest.fixture(scope="module")
def attempt(world, run):
    """Run a snippet that knows `attempt`, `is_the_same` and `set_variable`."""

    def attempt(code, **variables):
        head = f"HAS_TENSORFLOW = {bool(world.tensorflow)}\n{ATTEMPT}"
        return run(head + code, **variables)

    return attempt


# ---- the variable ---------------------------------------------------------------------------------------------------

FROM_THE_START = """
by_name = dict((surface, attempt(surface)) for surface in ("keras2", "keras3", "v1.keras", "keras"))
loaded = [name for name in by_name if "provider" in by_name[name]]
dense = dict((name, sys.modules["kerascompat." + name].layers.Dense.__module__.partition(".")[0]) for name in loaded)
imported = sorted({"tensorflow", "keras", "tf_keras", "keras_core"} & set(sys.modules))
same = is_the_same("keras") if "keras" in loaded else None
set_variable(AGAIN)
print(json.dumps(dict(by_name=by_name, dense=dense, imported=imported, same=same, retried=attempt("keras"))))
"""


def expected_with(world, value):
    """What `kerascompat.keras` gives where the variable has this value (on or unset)."""
    return world.with_variable if value else "keras"


def tf_keras_works(world, value):
    """Whether `tf.keras` itself can be loaded where the variable has this value."""
    return bool(world.tensorflow) and (world.has_tf_keras or not value or not world.heeds_variable)


def assert_refuses_for_want_of_tf_keras(world, error):
    assert error["error"][:2] == ["NotInstalledError", "KerasCompatError"]
    assert "ModuleNotFoundError" in error["error"]
    assert error["name"] == "tf_keras"
    assert "TF_USE_LEGACY_KERAS=1" in error["asked"]
    assert "tf_keras is not installed" in error["found"]
    assert f'pip install "tf-keras=={world.tensorflow}.*"' in error["cure"]


@pytest.fixture(scope="module")
def flipped(world, attempt):
    """The value of the variable that this world does not have, and what a process that starts with it sees."""
    value = None if LEGACY in dict(world.variables) else "1"
    again = "1" if value is None else None
    return value, attempt(FROM_THE_START.replace("AGAIN", repr(again)), **{LEGACY: value})


def test_the_variable_decides_what_keras_is_and_a_refusal_says_what_to_install(world, flipped):
    value, seen = flipped
    ours, expected = seen["by_name"]["keras"], expected_with(world, value)
    if expected is None:
        assert_refuses_for_want_of_tf_keras(world, ours)
    else:
        assert ours["provider"] == seen["dense"]["keras"] == expected
        assert seen["same"] is (True if tf_keras_works(world, value) else None)
        if value and not world.heeds_variable:
            assert any("TF_USE_LEGACY_KERAS=1 has no effect" in text for text in ours["warnings"])


def test_a_refusal_is_decided_anew_and_a_loaded_surface_stays(world, flipped):
    value, seen = flipped
    if expected_with(world, value) is None:
        assert seen["retried"]["provider"] == "keras"
    else:
        assert seen["retried"]["provider"] == seen["by_name"]["keras"]["provider"]


@pytest.mark.parametrize("name", ["keras2", "keras3", "v1.keras"])
def test_a_fixed_generation_does_not_depend_on_the_variable(world, flipped, name):
    _, seen = flipped
    found, own = seen["by_name"][name], world.provider_of(name)
    if own is None:
        assert f"kerascompat.{name} needs Keras {world.generation_of(name)}" in found["asked"]
        assert "ImportError" in found["error"]
        assert "pip install" in found["cure"]
        return
    assert found["generation"] == world.generation_of(name)
    assert found["backend"] == world.backend_of(name)
    assert seen["dense"][name] == found["provider"]
    if world.tensorflow != "2.15":  # where keras and tf_keras are both Keras 2, `keras2` gives what `keras` gives
        assert found["provider"] == own


LATE = """
if HAS_TENSORFLOW:
    import tensorflow
set_variable(VALUE)
before = kerascompat.available()
ours = attempt("keras")
print(json.dumps(dict(ours=ours, before=before, same=is_the_same("keras") if "provider" in ours else None)))
"""


def test_a_variable_set_late_is_followed_as_tf_keras_follows_it_and_reported(world, attempt):
    value = None if LEGACY in dict(world.variables + world.late_variables) else "1"
    seen = attempt(LATE.replace("VALUE", repr(value)))
    ours, expected = seen["ours"], expected_with(world, value)
    assert seen["before"] is (expected is not None)
    if expected is None:
        assert_refuses_for_want_of_tf_keras(world, ours)
        return
    assert ours["provider"] == expected
    assert seen["same"] is (True if tf_keras_works(world, value) else None)
    if world.heeds_variable and not world.late_variables:
        assert any("TF_USE_LEGACY_KERAS" in text for text in ours["warnings"])
    elif value:
        assert any("has no effect" in text for text in ours["warnings"])


def test_the_warnings_of_this_world_are_given_at_import(world, surface, loaded):
    texts = loaded.warnings
    if world.late_variables and surface == "keras":
        (text,) = texts
        assert "TF_USE_LEGACY_KERAS was off when tensorflow was imported" in text
        assert "from tensorflow.keras import" in text
    elif world.generation_of(surface) == 2 and dict(world.variables).get(BACKEND, "tensorflow") != "tensorflow":
        (text,) = texts
        assert "KERAS_BACKEND=jax is not heeded" in text
        assert "kerascompat.keras3 would give it" in text
    else:
        assert texts == []


FAILED = """
sys.modules["tf_keras"] = None
set_variable("1")
if HAS_TENSORFLOW:
    import tensorflow
    try:
        tensorflow.keras.Model
        touched = "works"
    except (ImportError, AttributeError) as error:
        touched = type(error).__name__
else:
    touched = "absent"
first = attempt("keras")
print(json.dumps(dict(touched=touched, first=first, second=attempt("keras"), choice=kerascompat.available())))
"""


def test_a_loader_of_tensorflow_that_has_failed_is_for_a_restart(world, attempt):
    seen = attempt(FAILED)
    if not world.heeds_variable:
        assert seen["touched"] == ("works" if world.tensorflow else "absent")
        assert seen["first"]["provider"] == seen["second"]["provider"] == "keras"
        return
    assert seen["touched"] == "ImportError"
    assert seen["choice"] is False
    error = seen["first"]
    assert error["error"][:2] == ["IncompatibleError", "KerasCompatError"]
    assert "tf.keras was used before in this process" in error["asked"]
    assert "failed for good" in error["found"]
    assert "restart Python" in error["cure"]
    assert seen["second"] == error


# ---- a Keras that is there already, or reloaded ---------------------------------------------------------------------

FIRST = """
keras_first = None
if HAS_TENSORFLOW and SURFACE == "keras":
    import tensorflow
    keras_first = tensorflow.keras
else:
    keras_first = importlib.import_module(PROVIDER)
dense = keras_first.layers.Dense
state = kerascompat.facts().tensorflow_keras.state
ours = attempt(SURFACE)
same = sys.modules["kerascompat." + SURFACE].layers.Dense is dense
reloads = hasattr(getattr(sys.modules["kerascompat." + SURFACE], "config", None), "set_backend")
followed = None
if reloads:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        keras_first.config.set_backend(TARGET)
    gone = not [name for name in sys.modules if name.startswith("kerascompat")]
    import keras
    import kerascompat
    namespace = {}
    exec("from kerascompat import " + SURFACE + " as again", namespace)
    exec("from kerascompat." + SURFACE + ".layers import Dense", namespace)
    again = namespace["again"]
    followed = dict(
        gone=gone,
        same=again.layers.Dense is namespace["Dense"] is keras.layers.Dense,
        another=keras.layers.Dense is not dense,
        backend=[again.backend.backend(), kerascompat.resolve(SURFACE).backend],
        finders=sum(type(finder).__module__.startswith("kerascompat") for finder in sys.meta_path),
    )
print(json.dumps(dict(ours=ours, same=same, state=state, reloads=reloads, followed=followed)))
"""


@pytest.fixture(scope="module")
def first(world, surface, attempt):
    """What a process sees that has used the provider before it comes to us; (the backend it reloads to, that)."""
    # Keras 3.15's NumPy backend needs JAX
    target = "numpy" if world.backend_of(surface) == "jax" else world.backend_of(surface)
    code = FIRST.replace("TARGET", repr(target)).replace("SURFACE", repr(surface))
    return target, attempt(code.replace("PROVIDER", repr(world.provider_of(surface))))


def test_a_keras_that_was_used_before_is_the_one_that_is_given(world, surface, first):
    _, seen = first
    assert seen["ours"]["provider"] == world.provider_of(surface)
    assert seen["same"]
    if world.tensorflow and surface == "keras":
        assert seen["state"] == "resolved"


def test_set_backend_reloads_keras_and_the_next_import_through_us_follows(world, surface, first):
    target, seen = first
    assert seen["reloads"] is (world.generation_of(surface) == 3 and world.provider_of(surface) == "keras")
    if seen["reloads"]:
        assert seen["followed"] == {
            "gone": True,
            "same": True,
            "another": True,
            "backend": [target, target],
            "finders": 1,
        }


# ---- threads, children, tools ---------------------------------------------------------------------------------------

SHARING = """
import copy, importlib, inspect, json, multiprocessing, pickle, pydoc, sys, threading

def closing_over(keras):
    def make(units):
        return keras.layers.Dense(units)
    return make

def make_one(payload):
    layer = pickle.loads(payload)(3)
    return [type(layer).__module__, layer.units]

def look():
    import kerascompat
    from kerascompat import SURFACE as keras
    from kerascompat.SURFACE.layers import Dense
    return [Dense is keras.layers.Dense, Dense.__module__, kerascompat.resolve("SURFACE").provider]

FORMS = [
    "from kerascompat import SURFACE as keras; found = keras.layers.Dense",
    "import kerascompat.SURFACE as keras; found = keras.layers.Dense",
    "from kerascompat.SURFACE.layers import Dense as found",
    "import kerascompat.SURFACE.layers as L; found = L.Dense",
]

def import_at_once(number):
    barrier, found, errors = threading.Barrier(number), [], []
    def enter(form):
        namespace = {}
        barrier.wait()
        try:
            exec(form, namespace)
            found.append(namespace["found"])
        except BaseException as error:
            errors.append(repr(error))
    threads = [threading.Thread(target=enter, args=(FORMS[index % len(FORMS)],)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(given=len(found), kinds=len(set(map(id, found))), errors=errors)

if __name__ == "__main__":
    threads = import_at_once(64)
    import cloudpickle
    import kerascompat
    from kerascompat import SURFACE as keras

    dense = keras.layers.Dense
    make = closing_over(keras)
    payload = cloudpickle.dumps(make)
    children = {}
    for method in ("fork", "spawn"):
        with multiprocessing.get_context(method).Pool(1) as pool:
            children[method] = pool.apply_async(look).get(200)
            if method == "spawn":
                children["cloudpickle"] = pool.apply_async(make_one, (payload,)).get(200)
    copies = [copied(make)(2).units for copied in (copy.copy, copy.deepcopy)]
    tools = dict(
        pickled=pickle.loads(pickle.dumps(dense)) is dense,
        copied=copies,
        module=inspect.getmodule(dense).__name__,
        members=dict(inspect.getmembers(keras.layers))["Dense"] is dense,
        signature=str(inspect.signature(dense)).startswith("(units"),
        help="resolve" in pydoc.render_doc(kerascompat),
        help_of_module="kerascompat.SURFACE.layers" in pydoc.render_doc(keras.layers),
        listed=sorted(set(dir(kerascompat)) - set(kerascompat.__all__)),
    )
    meta_path = len(sys.meta_path)
    importlib.reload(kerascompat)
    from kerascompat import SURFACE as again
    reloaded = dict(same=again is keras, dense=again.layers.Dense is dense, finders=len(sys.meta_path) - meta_path,
                    choice=kerascompat.resolve("SURFACE").provider)
    print(json.dumps(dict(threads=threads, children=children, tools=tools, reloaded=reloaded, module=dense.__module__)))
"""


@pytest.fixture(scope="module")
def shared(main_surface, run):
    return run(SHARING.replace("SURFACE", main_surface))


def test_64_threads_at_first_import_get_one_keras(shared):
    assert shared["threads"] == {"given": 64, "kinds": 1, "errors": []}


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_child_has_the_same_keras(world, main_surface, shared, method):
    assert shared["children"][method] == [True, shared["module"], world.provider_of(main_surface)]


def test_a_function_that_closes_over_keras_travels_to_another_process(shared):
    assert shared["children"]["cloudpickle"] == [shared["module"], 3]


def test_copies_and_the_tools_of_the_standard_library_work(world, main_surface, shared):
    tools = shared["tools"]
    assert tools.pop("module").partition(".")[0] == world.provider_of(main_surface)
    assert tools.pop("copied") == [2, 2]
    assert set(tools.pop("listed")) <= {"__version__", "errors", "keras", "keras2", "keras3", "objects", "v1"}
    assert all(tools.values()), tools


def test_reloading_kerascompat_changes_nothing(world, main_surface, shared):
    assert shared["reloaded"] == {
        "same": True,
        "dense": True,
        "finders": 0,
        "choice": world.provider_of(main_surface),
    }


# ---- patches --------------------------------------------------------------------------------------------------------


def other_side(world, surface):
    """The same Keras, reached without kerascompat."""
    if surface == "keras" and world.tensorflow:
        import tensorflow as tf

        return tf.keras
    return importlib.import_module(world.provider_of(surface))


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_a_patch_of_a_class_is_seen_on_both_sides(world, surface, keras, monkeypatch, side):
    # what autologging does: it replaces `keras.Model.fit`
    theirs = other_side(world, surface)
    calls = []
    patched = keras if side == "ours" else theirs
    monkeypatch.setattr(patched.Model, "fit", lambda self, *_args, **_kwargs: calls.append(self))
    for each in (keras, theirs):
        model = each.Sequential([each.layers.Dense(1)])
        model.fit([[0.0]], [[0.0]])
        assert calls.pop() is model
    assert keras.Model.fit is theirs.Model.fit


def test_a_patch_of_a_module_is_seen_on_its_own_side_only(world, surface, keras, monkeypatch):
    # a filled module is a snapshot
    theirs = other_side(world, surface)
    own = theirs.layers.Dense
    monkeypatch.setattr(theirs.layers, "Dense", None)
    assert keras.layers.Dense is own


def test_two_generations_live_in_one_process(world):
    found = {}
    for name in world.surfaces:
        keras = importlib.import_module(f"kerascompat.{name}")
        found[name] = keras.layers.Dense
        assert keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)]).count_params() == 3
    assert len(set(found.values())) == len(world.surfaces)
    assert [dense.__module__.partition(".")[0] for dense in found.values()] == [
        world.provider_of(name) for name in world.surfaces
    ]


def test_the_v1_surface_is_the_one_of_tensorflow(world):
    if world.v1 is None:
        with pytest.raises(ImportError, match=r"kerascompat\.v1\.keras needs Keras 2"):
            importlib.import_module("kerascompat.v1.keras")
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a backend that Keras 2 does not heed, as for `keras`
        v1 = importlib.import_module("kerascompat.v1.keras")
    theirs = importlib.import_module(f"{world.v1}.api._v1.keras")
    compared = 0
    for name in dir(theirs.layers):
        if not name.startswith("_") and isinstance(getattr(theirs.layers, name), type):
            assert getattr(v1.layers, name) is getattr(theirs.layers, name)
            compared += 1
    assert compared > 80
    if world.provider == world.v1:
        import tensorflow as tf

        assert tf.compat.v1.keras.layers.Dense is v1.layers.Dense
        assert (
            v1.layers.BatchNormalization is not importlib.import_module("kerascompat.keras").layers.BatchNormalization
        )


def test_nothing_of_this_is_written_into_the_real_home():
    assert "kerascompat-home-" in os.path.expanduser("~")
    assert os.environ["KERAS_HOME"].startswith(os.path.expanduser("~"))
