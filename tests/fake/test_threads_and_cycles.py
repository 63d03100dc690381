"""Imports that meet: threads, circular imports, a reloaded backend, forks."""

from __future__ import annotations

import sys

import pytest
from fake_providers import jax, keras2, keras3, tensorflow, tf_keras, torch

SLOW = "import time\ntime.sleep(0.2)\n"


# ---- threads --------------------------------------------------------------------------------------------------------


THREADS = """
import sys, threading
import kerascompat
{before}
sys.setswitchinterval(1e-5)
forms = {forms!r}
found, errors, gate = [], [], threading.Barrier(64)
def work(form):
    names = {{}}
    gate.wait()
    try:
        exec(form, names)
        found.append(names["found"])
    except BaseException as error:
        errors.append(f"{{form}}: {{error!r}}")
threads = [threading.Thread(target=work, args=(forms[i % len(forms)],), daemon=True) for i in range(64)]
for thread in threads: thread.start()
for thread in threads: thread.join(20)
import keras
answer = [len(found), all(each is keras.layers.Dense for each in found), sorted(set(errors)),
          sum(type(finder).__module__ == "kerascompat._surface" for finder in sys.meta_path)]
"""

ROOT_FORMS = [
    "from kerascompat import keras; found = keras.layers.Dense",
    "import kerascompat.keras; found = kerascompat.keras.layers.Dense",
    "import kerascompat.keras as K; found = K.layers.Dense",
    "import kerascompat; found = kerascompat.keras.layers.Dense",
    "from kerascompat.keras import *; found = layers.Dense",
    "from kerascompat.keras import layers; found = layers.Dense",
    "import importlib; found = importlib.import_module('kerascompat.keras').layers.Dense",
    "from kerascompat import keras3; found = keras3.layers.Dense",
]

MODULE_FORMS = [
    "from kerascompat.keras.layers import Dense as found",
    "import kerascompat.keras.layers as L; found = L.Dense",
    "import importlib; found = importlib.import_module('kerascompat.keras.layers').Dense",
    "import kerascompat.keras.optimizers.schedules; found = kerascompat.keras.layers.Dense",
    "from kerascompat.keras.src.layers import Dense as found",
    "from kerascompat.keras.late import Dense as found",
]


def _slow_site(world):
    late = {"late": {"__init__.py": SLOW + "from keras.layers import Dense\n"}}
    return world(tensorflow(), keras3(before=SLOW, after=SLOW)).install({"keras": late})


def test_64_threads_import_the_surface_at_once(world):
    answer = _slow_site(world).run(THREADS.format(before="", forms=ROOT_FORMS))
    assert answer == [64, True, [], 1]


def test_64_threads_import_modules_of_a_loaded_surface_at_once(world):
    answer = _slow_site(world).run(THREADS.format(before="import kerascompat.keras", forms=MODULE_FORMS))
    assert answer == [64, True, [], 1]


def test_64_threads_begin_with_modules_of_the_surface(world):
    """Python looks for them on the disk while another thread makes the root: the file of each waits for it.

    `late`, which only this provider has, has no such file.
    """
    forms = [form for form in MODULE_FORMS if "late" not in form]
    forms.append("from kerascompat.keras.layers.core import Dense as found")
    answer = _slow_site(world).run(THREADS.format(before="", forms=forms + ROOT_FORMS))
    assert answer == [64, True, [], 1]


CROSSWISE = """
import sys, threading
sys.setswitchinterval(1e-5)
forms = {forms!r}
errors, gate = [], threading.Barrier(len(forms))
def work(form):
    gate.wait()
    try:
        exec(form, {{}})
    except BaseException as error:
        errors.append(f"{{form}}: {{error!r}}")
threads = [threading.Thread(target=work, args=(form,), daemon=True) for form in forms]
for thread in threads: thread.start()
for thread in threads: thread.join(10)
stuck = [thread.is_alive() for thread in threads]
from kerascompat import keras
from kerascompat.keras.layers import Dense
import keras as own
layers = sys.modules["kerascompat.keras.layers"]
answer = [stuck, errors, Dense is own.layers.Dense, keras.layers.Dense is Dense, keras.layers is layers]
"""


@pytest.mark.parametrize(
    "plugin",
    [
        "import kerascompat.keras\n",
        "from kerascompat import keras\nfrom kerascompat.keras.layers import Layer\n",
        "from kerascompat.keras import layers\nclass Mine(layers.Layer):\n    pass\n",
    ],
    ids=["the package", "a name", "a submodule"],
)
@pytest.mark.parametrize("first", ["import keras", "import keras.layers"])
def test_threads_that_import_keras_and_the_surface_crosswise_do_not_deadlock(world, plugin, first):
    """One thread holds Keras's import lock and waits for ours, the other the other way round.

    What is left out is what Python cannot do for any package: another thread inside `import kerascompat.keras.layers`,
    while the plugin imports that very module. Nor can it for `import tensorflow` in one thread and `import keras` in
    the other, without us.
    """
    provider = keras3(before=SLOW, after="import time\ntime.sleep(0.1)\nimport plugin\n")
    site = world(tensorflow(), provider, {"plugin.py": plugin})
    forms = [first, "import kerascompat.keras", "from kerascompat import keras"]
    answers = (site.run(CROSSWISE.format(forms=forms)) for _ in range(3))
    # Once in thousands of runs Python itself gives up an import that waits for another; nothing stays wrong after it.
    answer = next(answer for answer in answers if not any("_DeadlockError" in error for error in answer[1]))
    assert answer == [[False] * 3, [], True, True, True]


def test_a_thread_that_meets_a_half_made_surface_waits_for_all_of_it(world):
    site = world(tensorflow(), keras3(before=SLOW))
    answer = site.run(
        """
        import threading, time
        import kerascompat
        complete = []
        def late():
            time.sleep(0.1)
            from kerascompat import keras
            complete.append([hasattr(keras, "Model"), "Model" in vars(keras)])
        thread = threading.Thread(target=late)
        thread.start()
        import kerascompat.keras
        thread.join(10)
        answer = complete
        """
    )
    assert answer == [[True, True]]


def test_a_module_that_python_made_too_early_becomes_one_of_the_surface(world):
    """A thread that begins with a submodule finds the file beside its stub."""
    answer = world(tensorflow(), keras3()).run(
        """
        import sys, types
        early = sys.modules["kerascompat.keras.layers"] = types.ModuleType("kerascompat.keras.layers")
        early.__path__ = ["a folder"]
        from kerascompat import keras
        from kerascompat.keras.layers import Dense
        import keras as own
        own.layers.Later = "later"
        answer = [keras.layers is early, Dense is own.layers.Dense, early.__path__, early.Later]
        """
    )
    assert answer == [True, True, [], "later"]


def test_attributes_of_the_package_are_safe_in_threads(world):
    """`kerascompat.keras` without an import statement loads the surface; many threads may be the first."""
    answer = world(tensorflow(), keras3(before=SLOW)).run(
        """
        import threading
        import kerascompat
        found, errors = [], []
        def work():
            try:
                found.append(kerascompat.keras.layers.Dense)
            except BaseException as error:
                errors.append(repr(error))
        threads = [threading.Thread(target=work) for _ in range(16)]
        for thread in threads: thread.start()
        for thread in threads: thread.join(10)
        answer = [len(set(found)), len(found), errors]
        """
    )
    assert answer == [1, 16, []]


# ---- circular imports -----------------------------------------------------------------------------------------------

PLUGIN = """
import sys

import kerascompat
from kerascompat import keras
import kerascompat.keras as K
from kerascompat.keras import layers
from kerascompat.keras.layers import Dense, Layer
import kerascompat.keras.layers as L


class Mine(layers.Layer):
    pass


early = {
    "the same modules": keras is K and layers is L and L.Dense is Dense,
    "state": kerascompat.facts().module("keras").state,
    "not there yet": hasattr(keras, "Model"),
    "missing": hasattr(keras, "nope"),
    "dir": "layers" in dir(keras) and "Dense" in dir(layers),
    "snapshot": "Dense" in vars(layers),
}
"""


def _with_plugin(plugin=PLUGIN):
    """Keras 3 that imports a plugin in the middle of its `__init__`: its layers are there, its models are not."""
    tree = keras3()
    before, after = tree["keras"]["__init__.py"].split("from keras import losses\n")
    middle = "from keras import losses\nimport plugin\n"
    first = before.replace("from keras import _tf_keras\n", "").splitlines()
    # the classes of the root come last, as the real one's do
    names = [line for line in first if line.startswith("from keras.src")]
    modules = [line for line in first if not line.startswith("from keras.src")]
    last = ["from keras import _tf_keras", *names]
    tree["keras"]["__init__.py"] = "\n".join([*modules, middle, after, *last, ""])
    return {**tree, "plugin.py": plugin}


@pytest.mark.parametrize("first", ["import keras", "import tensorflow", "import kerascompat.keras", "import plugin"])
def test_a_plugin_imported_while_keras_initialises_reads_through_and_is_filled_later(world, first):
    answer = world(tensorflow(), _with_plugin()).run(
        f"""
        {first}
        import plugin
        early = plugin.early
        from kerascompat import keras
        star = {{}}
        exec("from kerascompat.keras import *", star)
        import sys, keras as own, keras._tf_keras.keras as legacy
        answer = [early, {{
            "same module": keras is plugin.keras is plugin.K,
            "same submodule": keras.layers is plugin.layers is plugin.L is sys.modules["kerascompat.keras.layers"],
            "all is there": plugin.keras.Model is own.Model,
            "star": star.get("Model") is own.Model and star["layers"] is plugin.layers,
            "filled": "Model" in vars(keras) and "Dense" in vars(plugin.layers),
            "tf.keras wins": plugin.layers.AlphaDropout is legacy.layers.AlphaDropout,
            "the sibling is there": plugin.keras.losses.mse is legacy.losses.mse,
            "classes": plugin.Dense is own.layers.Dense and issubclass(plugin.Mine, own.layers.Layer),
        }}]
        """
    )
    early, late = answer
    if first in {"import keras", "import tensorflow"}:
        assert early == {
            "the same modules": True,
            "state": "initialising",
            "not there yet": False,
            "missing": False,
            "dir": True,
            "snapshot": False,
        }
    assert late == dict.fromkeys(late, True)


def test_a_star_import_in_the_middle_of_keras_gives_what_is_there(world):
    plugin = "from kerascompat.keras import *\nseen = sorted(n for n in globals() if not n.startswith('_'))\n"
    answer = world(tensorflow(), _with_plugin(plugin)).run(
        """
        import keras, plugin
        from kerascompat.keras import *
        answer = [plugin.seen, "Model" in globals()]
        """
    )
    assert "layers" in answer[0]
    assert answer[1]


def test_a_plugin_that_catches_the_missing_name_finds_it_later(world):
    plugin = """
from kerascompat import keras
try:
    from kerascompat.keras import Model
except ImportError as error:
    early = str(error)


def late():
    return keras.Model
"""
    answer = world(tensorflow(), _with_plugin(plugin)).run(
        "import keras, plugin; answer = [plugin.early, plugin.late() is keras.Model]"
    )
    assert "Model" in answer[0]
    assert answer[1]


def test_a_plugin_of_the_fixed_generations_in_the_middle_of_keras(world):
    plugin = "from kerascompat import keras3\nfrom kerascompat.keras3.layers import Dense\n"
    answer = world(tensorflow(), _with_plugin(plugin)).run(
        """
        import keras, plugin
        from kerascompat import keras3
        answer = [plugin.keras3 is keras3, keras3.Model is keras.Model, "Dense" in vars(keras3.layers)]
        """
    )
    assert answer == [True, True, True]


def test_a_circular_import_in_generation_2(world):
    for root, version, trees, variables in (
        ("keras", "2.15.0", [tensorflow("2.15.1"), keras2("2.15.0")], {}),
        ("tf_keras", "2.16.0", [tensorflow("2.16.2"), tf_keras("2.16.0")], {"TF_USE_LEGACY_KERAS": "1"}),
    ):
        plugin = "from kerascompat import keras\nfrom kerascompat.keras.layers import Dense\n"
        site = world(*trees, {"plugin.py": plugin})
        init = site.site / root / "layers" / "__init__.py"
        init.write_text(init.read_text() + f"import {root}\nif '__version__' not in vars({root}):\n    import plugin\n")
        answer = site.run(
            f"""
            import {root} as own, plugin
            from kerascompat import keras
            answer = [plugin.Dense is own.layers.Dense, keras is plugin.keras]
            answer += [keras.Model is own.Model, keras.__version__]
            """,
            **variables,
        )
        assert answer == [True, True, True, version]


def test_tensorflow_itself_still_initialising(world):
    """Keras on TensorFlow imports TensorFlow, whose end imports Keras; a plugin may sit on either side."""
    plugin = "from kerascompat.keras.layers import Dense\n"
    site = world(tensorflow("2.16.2", code="import plugin\n"), keras3(), {"plugin.py": plugin})
    answer = site.run(
        """
        import tensorflow as tf, plugin
        import keras
        answer = [plugin.Dense is keras.layers.Dense is tf.keras.layers.Dense]
        """
    )
    assert answer == [True]


# ---- keras.config.set_backend ---------------------------------------------------------------------------------------


def test_after_set_backend_the_next_import_follows_the_reloaded_keras(world):
    answer = world(tensorflow(), jax(), torch(), keras3()).run(
        """
        import sys
        import kerascompat
        from kerascompat import keras
        from kerascompat.keras.layers import Dense
        held, old = kerascompat, keras
        steps = [keras.config.backend()]
        keras.config.set_backend("jax")
        steps.append(sorted(name for name in sys.modules if name.startswith("kerascompat")))
        from kerascompat import keras as again
        from kerascompat.keras.layers import Dense as Dense2
        import keras as own
        follows = [Dense2 is own.layers.Dense, Dense2 is not Dense, again.layers.Dense is Dense2]
        steps.append([again.config.backend(), *follows])
        steps.append(old.layers.Dense is Dense)
        import kerascompat as fresh
        steps.append([fresh is held, fresh.keras is again, fresh.resolve().backend])
        steps.append(sum(type(finder).__module__ == "kerascompat._surface" for finder in sys.meta_path))
        from kerascompat.keras.optimizers.schedules import ExponentialDecay
        from kerascompat.keras.src import layers as private
        steps.append([ExponentialDecay is own.optimizers.schedules.ExponentialDecay, private.Dense is Dense2])
        answer = steps
        """
    )
    assert answer == ["tensorflow", [], ["jax", True, True, True], True, [False, True, "jax"], 1, [True, True]]


def test_after_set_backend_an_old_reference_to_the_package_follows_too(world):
    answer = world(tensorflow(), jax(), keras3()).run(
        """
        import kerascompat as old
        first = old.keras
        dense = old.keras.layers.Dense
        first.config.set_backend("jax")
        import keras as own
        answer = [old.resolve().backend, first.layers.Dense is dense, hasattr(first, "nope")]
        from kerascompat import keras
        answer += [keras.layers.Dense is own.layers.Dense, keras is not first, old.resolve("keras").backend]
        """
    )
    assert answer == ["jax", True, False, True, True, "jax"]


def test_set_backend_twice_and_with_two_surfaces(world):
    answer = world(tensorflow(), jax(), torch(), keras3()).run(
        """
        import sys
        answer = []
        from kerascompat import keras, keras3
        for backend in ("jax", "torch", "tensorflow"):
            keras.config.set_backend(backend)
            from kerascompat import keras, keras3
            import keras as own
            from kerascompat import keras
            answer.append([keras.config.backend(), keras3.config.backend(), keras.layers.Dense is keras3.layers.Dense])
        answer.append(sum(type(finder).__module__ == "kerascompat._surface" for finder in sys.meta_path))
        """
    )
    assert answer == [["jax", "jax", True], ["torch", "torch", True], ["tensorflow", "tensorflow", True], 1]


# ---- processes ------------------------------------------------------------------------------------------------------


# Windows has no fork to test; the spawned child below is what stands for it there.
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_a_forked_child_has_the_same_surface(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import os, json
        from kerascompat import keras
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            import kerascompat.keras.layers as layers
            from kerascompat.keras.saving import load_model
            import kerascompat
            os.write(write, json.dumps([layers is keras.layers, kerascompat.resolve().provider]).encode())
            os._exit(0)
        os.waitpid(pid, 0)
        answer = json.loads(os.read(read, 1000))
        """
    )
    assert answer == [True, "keras"]


# Windows has no fork to test; the spawned child below is what stands for it there.
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_a_fork_before_the_surface_is_loaded_loads_its_own(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import os, json
        import kerascompat
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            from kerascompat.keras.layers import Dense
            os.write(write, json.dumps(Dense.__module__).encode())
            os._exit(0)
        os.waitpid(pid, 0)
        answer = [json.loads(os.read(read, 1000)), "kerascompat.keras" in __import__("sys").modules]
        """
    )
    assert answer == ["keras.src.layers", False]


def test_a_spawned_child_decides_by_itself_and_alike(world):
    site = world(tensorflow(), keras3(), tf_keras())
    job = "def job(units):\n    return [keras.__version__, keras.layers.Dense(units)(3)]\n"
    site.local({"work.py": f"from kerascompat import keras\n\n\n{job}"})
    answer = site.run(
        """
        import multiprocessing
        import work
        if __name__ == "__main__":
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                answer = [pool.map(work.job, [1, 2]), work.keras.__version__]
        """,
        TF_USE_LEGACY_KERAS="1",
    )
    assert answer == [[["2.16.0", 3], ["2.16.0", 6]], "2.16.0"]
