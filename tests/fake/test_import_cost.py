"""What an import loads, as sets of modules; how long it takes is measured elsewhere."""

from __future__ import annotations

import shutil
import sys

from fake_providers import jax, keras3, tensorflow, tf_keras
from fake_worlds import SOURCE

LOADED = """
import shutil
import sys
before = set(sys.modules)
{}
after = set(sys.modules) - before
answer = sorted(after)
"""

CORE = {
    "kerascompat",
    "kerascompat._causes",
    "kerascompat._environment",
    "kerascompat._facts",
    "kerascompat._hazards",
    "kerascompat._loader",
    "kerascompat._metadata",
    "kerascompat._resolver",
    "kerascompat._surface",
    "kerascompat._versions",
    "kerascompat.bridges",
    "kerascompat.bridges._bridge",
    "kerascompat.bridges._keras_2_names",
    "kerascompat.bridges._private",
    "kerascompat.errors",
    "kerascompat.keras",
}

# The modules of the standard library that the core imports by name; each brings its own.
STANDARD = ("dataclasses", "importlib.util", "json", "re", "warnings")


def test_importing_the_package_loads_nothing_but_itself(world):
    site = world(tensorflow(), keras3())
    for use in ("import kerascompat", "import kerascompat; kerascompat.__version__; dir(kerascompat)"):
        loaded = set(site.run(LOADED.format(use)))
        assert loaded == {"kerascompat"}


def test_importing_the_package_leaves_no_trace(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import os, sys
        before = [list(sys.meta_path), list(sys.path), list(sys.path_hooks), dict(os.environ)]
        import kerascompat
        answer = before == [list(sys.meta_path), list(sys.path), list(sys.path_hooks), dict(os.environ)]
        """
    )
    assert answer is True


def test_the_surface_adds_only_the_core_the_standard_library_and_packaging(world):
    site = world(jax(), keras3())
    first = "import json, os\n"  # what the fake provider itself needs of the standard library
    bare = set(site.run(LOADED.format(f"{first}import keras, keras._tf_keras.keras"), KERAS_BACKEND="jax"))
    ours = set(site.run(LOADED.format(f"{first}from kerascompat import keras"), KERAS_BACKEND="jax"))
    added = ours - bare
    assert bare <= ours, "the provider is imported as it imports itself"
    assert {
        name for name in added if name.startswith("kerascompat") and not name.startswith("kerascompat.keras.")
    } == CORE
    others = {name.partition(".")[0] for name in added} - {"kerascompat"}
    assert "packaging" in others
    others.discard("packaging")
    named = ", ".join(f"{name}" for name in STANDARD)
    allowed = set(
        site.run(LOADED.format(f"{first}import {named}, importlib.metadata, pathlib, typing, logging, operator"))
    )
    top = {name.partition(".")[0] for name in allowed}
    top |= {"abc", "itertools", "platform", "string", "struct", "subprocess", "sysconfig", "zipfile", "zipimport"}
    top |= {name for name in others if name.startswith("_")}
    assert others - top <= set(getattr(sys, "stdlib_module_names", others)), "nothing but the standard library"
    assert "importlib_metadata" not in ours
    assert {"argparse", "asyncio", "unittest", "inspect", "ast", "tempfile", "socket", "ssl"}.isdisjoint(
        added - allowed
    )


def test_metadata_is_not_opened_where_the_modules_tell_their_versions(world):
    """Without a TensorFlow, every version stands in a source file, and `importlib.metadata` is not needed."""
    loaded = world(jax(), keras3()).run(LOADED.format("from kerascompat import keras"), KERAS_BACKEND="jax")
    assert "importlib.metadata" not in loaded
    assert "email" not in loaded


def test_the_second_import_and_attribute_access_load_nothing(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import sys
        from kerascompat import keras
        before = set(sys.modules)
        from kerascompat.keras.layers import Dense
        import kerascompat.keras.optimizers.schedules
        keras.layers.Dense, keras.losses.mse, keras.__version__, dir(keras), hasattr(keras, "nope")
        answer = sorted(set(sys.modules) - before)
        """
    )
    assert answer == []


def test_attribute_access_runs_no_code_of_ours(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import sys
        from kerascompat import keras
        calls = []
        sys.setprofile(lambda frame, event, argument: calls.append(frame.f_code.co_name) if event == "call" else None)
        keras.layers.Dense
        keras.optimizers.schedules.ExponentialDecay
        keras.losses.mean_squared_error
        keras.__version__
        sys.setprofile(None)
        answer = calls
        """
    )
    assert answer == []


def test_only_files_of_the_decision_are_opened_before_the_provider(world):
    """The decision reads a handful of files: no scan of all metadata, nothing of a provider executed."""
    site = world(tensorflow(), keras3(), tf_keras())
    for number in range(50):
        site.install({f"other_{number}-1.0.dist-info": {"METADATA": f"Name: other-{number}\nVersion: 1.0\n"}})
    answer = site.run(
        f"""
        import sys
        opened, executed, site = [], [], {str(site.site)!r}
        import kerascompat.errors, kerascompat._api
        def hook(event, arguments):
            if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(site):
                opened.append(arguments[0][len(site) + 1:].replace("\\\\", "/"))
            if event in ("exec", "subprocess.Popen", "socket.connect"):
                executed.append(event)
        sys.addaudithook(hook)
        kerascompat.resolve()
        answer = [opened, executed.count("subprocess.Popen") + executed.count("socket.connect")]
        """
    )
    assert set(answer[0]) <= {
        "keras/__init__.py",
        "keras/src/version.py",
        "tf_keras/__init__.py",
        "tensorflow/__init__.py",
        "tensorflow-2.16.2.dist-info/METADATA",
    }
    assert answer[1] == 0


def test_the_questions_need_no_surface(world):
    loaded = world(tensorflow(), keras3()).run(LOADED.format("import kerascompat; kerascompat.available()"))
    assert not [name for name in loaded if name.startswith(("keras.", "tensorflow", "kerascompat.keras"))]


def test_everything_works_with_the_tools_deleted_from_the_package(world):
    site = world(tensorflow(), keras3())
    names = (
        *("_pyinstaller", "api", "checkers", "cli", "doctor", "explain"),
        *("lab", "matrix", "migrate", "pytest", "requirements", "run"),
    )
    assert all((SOURCE / "kerascompat" / name).is_dir() for name in names)
    tools = shutil.ignore_patterns(*names, "__main__.py")
    shutil.copytree(SOURCE / "kerascompat", site.site / "kerascompat", ignore=tools)
    answer = site.run(
        """
        import kerascompat
        from kerascompat import keras
        from kerascompat.keras.layers import Dense
        same = keras.layers.Dense is Dense
        more = [kerascompat.owner(keras.layers.Dense), kerascompat.fingerprint().provider]
        answer = [kerascompat.__file__, same, kerascompat.available(), str(kerascompat.resolve()), more]
        """
    )
    assert answer[4] == ["keras", "keras"]
    assert answer[0].startswith(str(site.site))
    assert answer[1:3] == [True, True]
    assert answer[3].startswith("keras 3")
