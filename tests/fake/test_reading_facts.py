"""What `kerascompat.facts()` reads of a site, of the variables, of `keras.json` and of `sys.modules`."""

from __future__ import annotations

import compileall
import json
import os
import platform
import shutil

import pytest
from fake_providers import (
    distribution,
    jax,
    keras2,
    keras2_without_src,
    keras3,
    keras3_with_api_folder,
    keras_core,
    numpy,
    openvino,
    stub,
    tensorflow,
    tf_keras,
    torch,
)
from fake_worlds import write, zipped

TENSORFLOW_NAMES = [
    "tensorflow",
    "tensorflow-cpu",
    "tensorflow-gpu",
    "tensorflow-intel",
    "tensorflow-macos",
    "tensorflow-rocm",
    "tensorflow-aarch64",
    "tensorflow-cpu-aws",
    "intel-tensorflow",
    "tf-nightly",
    "tf-nightly-cpu",
]

BACKENDS = ["backend:tensorflow", "backend:jax", "backend:torch", "backend:numpy", "backend:openvino"]


def test_an_empty_site_has_no_module(world):
    facts = world().facts()
    assert {module["kind"] for module in facts["modules"].values()} == {"absent"}
    assert facts["python"] == platform.python_version()
    assert facts["config"]["state"] == "absent"


def test_every_installed_module_is_read_with_its_version(world):
    site = world(
        tensorflow("2.16.2"),
        keras3("3.10.0"),
        tf_keras("2.16.0"),
        keras_core("0.1.7"),
        jax("0.4.30"),
        torch("2.3.1"),
        numpy("1.26.4"),
        openvino("2024.4.0"),
    )
    facts = site.facts()
    assert {name: module["version"] for name, module in facts["modules"].items()} == {
        "keras": "3.10.0",
        "tf_keras": "2.16.0",
        "keras_core": "0.1.7",
        "tensorflow": "2.16.2",
        "jax": "0.4.30",
        "torch": "2.3.1",
        "numpy": "1.26.4",
        "openvino": "2024.4.0",
    }
    assert {(module["kind"], module["state"]) for module in facts["modules"].values()} == {("package", "unloaded")}
    assert facts["modules"]["keras"]["location"] == str(site.site / "keras")


@pytest.mark.parametrize(
    ("tree", "module", "parts"),
    [
        (keras3("3.10.0"), "keras", ["_tf_keras", "src", *BACKENDS]),
        (keras3_with_api_folder("3.5.0"), "keras", ["_tf_keras", "src", *BACKENDS]),
        (keras3_with_api_folder("3.3.0"), "keras", ["api._tf_keras", "src", *BACKENDS]),
        (keras2("2.15.0"), "keras", ["api._v2", "api._v1", "src"]),
        (keras2_without_src("2.12.0"), "keras", ["api._v2", "api._v1", "engine"]),
        (tf_keras("2.16.0"), "tf_keras", ["api._v2", "api._v1", "src"]),
        (keras_core("0.1.7"), "keras_core", ["_tf_keras", "src", *BACKENDS[:4]]),
    ],
    ids=["Keras 3", "Keras 3.5", "Keras 3.3.0", "Keras 2.15", "Keras 2.12", "tf_keras", "keras_core"],
)
def test_the_folders_of_a_keras_tell_its_structure(world, tree, module, parts):
    assert world(tree).facts()["modules"][module]["parts"] == parts


def test_the_text_of_a_module_goes_before_its_metadata(world):
    site = world(keras3("3.10.0"), jax("0.4.30"))
    for folder in ("keras-3.10.0.dist-info", "jax-0.4.30.dist-info"):
        (site.site / folder / "METADATA").write_text("Metadata-Version: 2.1\nName: x\nVersion: 9.9\n")
    modules = site.facts()["modules"]
    assert (modules["keras"]["version"], modules["jax"]["version"]) == ("3.10.0", "0.4.30")


def test_tensorflow_tells_its_version_under_each_of_its_distribution_names(world, tmp_path):
    for name in TENSORFLOW_NAMES:
        write(tmp_path / name, tensorflow("2.16.2", name=name))
    answer = world().run(
        f"""
        import importlib, sys
        from kerascompat import facts

        answer = {{}}
        for name in {TENSORFLOW_NAMES!r}:
            sys.path.insert(0, f"{{{str(tmp_path)!r}}}/{{name}}")
            importlib.invalidate_caches()
            module = facts().module("tensorflow")
            answer[name] = [module.version, module.distributions]
            del sys.path[0]
        """
    )
    assert answer == {name: ["2.16.2", [[name, "2.16.2"]]] for name in TENSORFLOW_NAMES}


def test_two_distributions_that_own_one_tensorflow_are_both_read(world):
    site = world(tensorflow("2.16.2"), distribution("tensorflow_cpu", "2.16.1"))
    assert site.facts()["modules"]["tensorflow"]["distributions"] == [
        ["tensorflow", "2.16.2"],
        ["tensorflow-cpu", "2.16.1"],
    ]
    answer = site.install(keras3()).run("import kerascompat; answer = kerascompat.resolve().warnings")
    assert len(answer) == 1
    assert "tensorflow 2.16.2 and tensorflow-cpu 2.16.1 both own" in answer[0]


def test_nightlies_are_read_as_what_they_are(world):
    site = world(
        tensorflow("2.22.0-rc0", name="tf-nightly"),
        keras3("3.16.0.dev2026102704", name="keras-nightly"),
        tf_keras("2.22.0.dev2026102700", name="tf-keras-nightly"),
    )
    modules = site.facts()["modules"]
    assert modules["tensorflow"]["version"] == "2.22.0rc0"
    assert modules["keras"]["version"] == "3.16.0.dev2026102704"
    assert modules["tf_keras"]["version"] == "2.22.0.dev2026102700"
    answer = site.run("import kerascompat; c = kerascompat.resolve(); answer = [c.provider, c.generation, c.warnings]")
    assert answer == ["keras", 3, []]


def test_a_vendors_local_version_counts_as_its_release(world):
    site = world(tensorflow("2.15.0+nv23.11", name="nvidia-tensorflow"), keras2("2.15.0"), tf_keras("2.15.0"))
    assert site.facts()["modules"]["tensorflow"]["version"] == "2.15.0+nv23.11"
    answer = site.run("import kerascompat; answer = kerascompat.resolve().provider", TF_USE_LEGACY_KERAS="1")
    assert answer == "tf_keras", "TensorFlow 2.15 heeds the variable"


# ---- several folders on the path ------------------------------------------------------------------------------------


def test_the_folder_of_the_found_module_decides_which_metadata_counts(world, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    write(first, tensorflow("2.15.1"))
    write(second, tensorflow("2.18.0"))
    site = world(keras3())
    site.path = [first, second, site.site]
    tensorflow_ = site.facts()["modules"]["tensorflow"]
    assert (tensorflow_["version"], tensorflow_["location"]) == ("2.15.1", str(first / "tensorflow"))
    assert tensorflow_["elsewhere"] == []


def test_metadata_in_another_folder_is_a_contradiction_and_not_a_version(world, tmp_path):
    source_build = {"tensorflow": tensorflow()["tensorflow"]}
    write(tmp_path / "build", source_build)
    write(tmp_path / "other", tensorflow("2.14.1", name="tensorflow-cpu"))
    site = world(keras3(), numpy())
    site.path = [tmp_path / "build", tmp_path / "other", site.site]
    found = site.facts()["modules"]["tensorflow"]
    assert found["version"] is None
    assert found["elsewhere"] == [["tensorflow-cpu", "2.14.1", str(tmp_path / "other")]]
    answer = site.run("import kerascompat; c = kerascompat.resolve(); answer = [c.provider, c.warnings]")
    assert answer[0] == "keras"
    assert [text for text in answer[1] if "tensorflow-cpu 2.14.1" in text and str(tmp_path / "build") in text]


def test_a_source_build_of_tensorflow_tells_whether_it_heeds_the_variable(world):
    for version, part in (("2.14.1", "ignores-legacy"), ("2.15.1", "heeds-legacy")):
        site = world({"tensorflow": tensorflow(version)["tensorflow"]})
        found = site.facts()["modules"]["tensorflow"]
        assert (found["version"], found["parts"]) == (None, [part])


# ---- metadata and files in every bad shape --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "version"),
    [
        ({"METADATA": ""}, "2.16.2"),
        ({"METADATA": "no metadata at all"}, "2.16.2"),
        ({"METADATA": b"\xff\xfe\x00broken"}, "2.16.2"),
        ({"METADATA": {}}, "2.16.2"),
        ({"METADATA": "Metadata-Version: 2.1\nName: tensorflow\nVersion: \n"}, "2.16.2"),
        ({}, "2.16.2"),
    ],
    ids=["empty", "no metadata", "no UTF-8", "a folder", "an empty version", "absent"],
)
def test_broken_metadata_leaves_the_version_in_the_folders_name(world, content, version):
    site = world({"tensorflow": tensorflow()["tensorflow"], "tensorflow-2.16.2.dist-info": content})
    assert site.facts()["modules"]["tensorflow"]["version"] == version


def test_egg_info_is_metadata_too(world):
    pkg_info = "Metadata-Version: 1.0\nName: tensorflow\nVersion: 2.16.2\n"
    for name, content in {
        "tensorflow.egg-info": {"PKG-INFO": pkg_info},
        "tensorflow-2.16.2-py3.11.egg-info": pkg_info,
    }.items():
        site = world({"tensorflow": tensorflow()["tensorflow"], name: content})
        assert site.facts()["modules"]["tensorflow"]["version"] == "2.16.2", name


def test_without_any_metadata_the_version_of_tensorflow_is_unknown_and_the_choice_says_so(world):
    site = world({"tensorflow": tensorflow("2.16.2")["tensorflow"]}, keras3())
    assert site.facts()["modules"]["tensorflow"]["version"] is None
    answer = site.run("import kerascompat; c = kerascompat.resolve(); answer = [c.provider, c.warnings]")
    assert answer[0] == "keras"
    assert [text for text in answer[1] if "tensorflow" in text and "tells no version" in text]


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ('__version__ = "3.10.0"\n', "3.10.0"),
        ("__version__ = '3.10.0'\n", "3.10.0"),
        ('__version__: str = "3.10.0"\n', "3.10.0"),
        ('\ufeff__version__ = "3.10.0"\n', "3.10.0"),
        ('# a comment\r\n__version__ = "3.10.0"\r\n', "3.10.0"),
        ('# -*- coding: latin-1 -*-\n# \xe9\n__version__ = "3.10.0"\n'.encode("latin-1"), "3.10.0"),
        (b"# \xff no encoding has this\n", None),
        ('if True:\n    __version__ = "1.0"\n', None),
        ("from elsewhere import __version__\n", None),
        ('"""\n', None),
    ],
    ids=["double", "single", "annotated", "bom", "crlf", "latin-1", "undecodable", "indented", "imported", "broken"],
)
def test_the_version_text_is_read_in_every_spelling(world, text, version):
    site = world({"keras": keras3()["keras"]})
    write(site.site / "keras" / "src", {"version.py": text})
    assert site.facts()["modules"]["keras"]["version"] == version


def test_a_provider_in_a_zip_archive_is_read_through_its_loader(world, tmp_path):
    archive = zipped(tmp_path, "everything", {**tensorflow("2.16.2"), **keras3("3.10.0"), **tf_keras("2.16.0")})
    site = world()
    site.path = [archive]
    modules = site.facts()["modules"]
    assert {name: modules[name]["version"] for name in ("tensorflow", "keras", "tf_keras")} == {
        "tensorflow": "2.16.2",
        "keras": "3.10.0",
        "tf_keras": "2.16.0",
    }
    assert modules["keras"]["parts"] == ["_tf_keras", "src", *BACKENDS]
    script = "from kerascompat.keras.layers import Dense; import kerascompat; answer = kerascompat.keras.__version__"
    assert site.run(script) == "3.10.0"
    assert site.run(script, TF_USE_LEGACY_KERAS="1") == "2.16.0"


def test_a_provider_without_sources_is_opaque_and_told_by_its_metadata(world):
    for tree, generation in ((keras3("3.10.0"), 3), (keras2("2.15.0"), 2)):
        site = world(tensorflow("2.15.1"), tree)
        compileall.compile_dir(site.site / "keras", legacy=True, quiet=2)
        for path in (site.site / "keras").rglob("*.py"):
            path.unlink()
        for path in list((site.site / "keras").rglob("__pycache__")):
            shutil.rmtree(path)
        keras = site.facts()["modules"]["keras"]
        assert (keras["kind"], keras["version"]) == ("opaque", "3.10.0" if generation == 3 else "2.15.0")
        script = "from kerascompat import keras, resolve; answer = [resolve().generation, keras.Model.__module__]"
        assert site.run(script) == [generation, "keras.src.models" if generation == 3 else "keras.src.engine.training"]


FROZEN = """
    import importlib.machinery, sys

    class Frozen:
        def __init__(self, name):
            self.inner = importlib.machinery.PathFinder
        @classmethod
        def find_spec(cls, name, path=None, target=None):
            found = importlib.machinery.PathFinder.find_spec(name, path or [SITE])
            if found is None or found.loader is None:
                return None
            found.loader = Loader(found.loader)
            return found

    class Loader:
        def __init__(self, inner):
            self.inner = inner
        def create_module(self, spec):
            return None
        def exec_module(self, module):
            exec(self.inner.get_code(module.__name__), module.__dict__)

    SITE = {site!r}
    sys.path.remove(SITE)
    sys.meta_path.insert(0, Frozen)
"""


def test_a_frozen_application_without_metadata_imports_its_keras(world):
    site = world({"tensorflow": tensorflow("2.16.2")["tensorflow"], "keras": keras3()["keras"]})
    answer = site.run(
        FROZEN.format(site=str(site.site))
        + """
    import kerascompat, warnings
    facts = kerascompat.facts()
    warnings.simplefilter("ignore")
    from kerascompat import keras
    from kerascompat.keras.preprocessing.image import ImageDataGenerator
    answer = [facts.module("keras").kind, kerascompat.resolve().generation, keras.Model.__module__, keras.__version__]
    """
    )
    assert answer == ["opaque", 3, "keras.src.models", "3.10.0"]


# ---- what is not the real thing -------------------------------------------------------------------------------------


def test_left_over_folders_without_init_are_namespaces(world):
    site = world({"tensorflow": {"python": {"rest.py": ""}}, "keras": {"data": {}}})
    modules = site.facts()["modules"]
    assert (modules["tensorflow"]["kind"], modules["keras"]["kind"]) == ("namespace", "namespace")
    assert modules["tensorflow"]["location"] == str(site.site / "tensorflow")
    done = site.start("from kerascompat import keras")
    assert "left-over folder without __init__.py" in done.stderr
    assert str(site.site / "keras") in done.stderr


def test_a_keras_py_in_the_working_directory_is_a_file_and_named_in_the_error(world):
    site = world(tensorflow(), keras3()).local({"keras.py": "print('mine')\n"})
    assert site.facts()["modules"]["keras"]["kind"] == "file"
    done = site.start("from kerascompat import keras")
    assert f"keras is the file {site.work / 'keras.py'}, which hides the package of that name" in done.stderr
    assert "mine" not in done.stdout


def test_a_local_folder_keras_that_is_not_keras_is_an_impostor(world):
    site = world(tensorflow(), keras3()).local({"keras": {"__init__.py": "", "utils.py": ""}})
    keras = site.facts()["modules"]["keras"]
    assert (keras["kind"], keras["version"], keras["parts"]) == ("package", None, [])
    done = site.start("from kerascompat import keras")
    assert f"keras at {site.work / 'keras'} is not the keras package" in done.stderr


def test_a_home_made_tf_keras_does_not_serve(world):
    site = world(tensorflow("2.16.2"), keras3(), {"tf_keras": {"__init__.py": "from tensorflow.keras import *\n"}})
    done = site.start("from kerascompat import keras", TF_USE_LEGACY_KERAS="1")
    assert f"tf_keras at {site.site / 'tf_keras'} is not the tf-keras package" in done.stderr
    assert 'pip install "tf-keras==2.16.*"' in done.stderr


def test_none_in_sys_modules_blocks_a_module(world):
    site = world(tensorflow(), keras3(), tf_keras())
    answer = site.run(
        """
        import sys
        import kerascompat
        sys.modules["keras"] = None
        answer = [kerascompat.facts().module("keras").kind, kerascompat.resolve().provider]
        sys.modules["tf_keras"] = None
        try:
            kerascompat.resolve()
        except ModuleNotFoundError as error:
            answer.append(str(error))
        """
    )
    assert answer[:2] == ["blocked", "tf_keras"]
    assert "keras is blocked (sys.modules['keras'] is None)" in answer[2]


MOCKS = {
    "MagicMock": "from unittest.mock import MagicMock; module = MagicMock()",
    "MagicMock with a spec": "from unittest.mock import MagicMock; module = MagicMock(__spec__=None)",
    "a namespace": "from types import SimpleNamespace; module = SimpleNamespace()",
    "a module whose version is no text": "import types; module = types.ModuleType('x'); module.__version__ = (3, 0)",
}


@pytest.mark.parametrize("mock", MOCKS)
def test_what_stands_in_for_a_module_in_sys_modules_is_a_mock(world, mock):
    answer = world(keras3()).run(
        f"""
        import sys, json
        import kerascompat
        {MOCKS[mock]}
        for name in ("tensorflow", "keras", "tf_keras", "numpy"):
            sys.modules[name] = module
        facts = kerascompat.facts()
        assert type(facts).from_json(facts.to_json()) == facts
        answer = [facts.module(name).kind for name in ("tensorflow", "keras", "tf_keras", "numpy")]
        """
    )
    assert answer == ["mock"] * 4


def test_a_module_that_is_still_initialising_says_so(world):
    site = world(
        tensorflow("2.16.2"),
        keras3(after="import spy\n"),
        {"spy.py": "import kerascompat\nseen = kerascompat.facts()\n"},
    )
    answer = site.run(
        """
        import keras, spy, kerascompat
        both = [spy.seen.module("keras"), kerascompat.facts().module("keras")]
        answer = [[each.state, each.loaded_version, each.loaded_backend] for each in both]
        """
    )
    assert answer == [["initialising", "3.10.0", "tensorflow"], ["loaded", "3.10.0", "tensorflow"]]


def test_a_module_without_spec_or_with_a_broken_getattr_is_read(world):
    answer = world(keras3()).run(
        """
        import sys, types
        import kerascompat
        def module(name, **more):
            made = sys.modules[name] = types.ModuleType(name)
            vars(made).update(more)
        def broken(name):
            raise RuntimeError(name)
        module("jax", __version__="0.4.0")
        module("torch", __getattr__=broken)
        module("numpy")
        del sys.modules["numpy"].__spec__
        facts = kerascompat.facts()
        answer = [[facts.module(name).kind, facts.module(name).loaded_version] for name in ("jax", "torch", "numpy")]
        """
    )
    assert answer == [["opaque", "0.4.0"], ["opaque", None], ["opaque", None]]


def test_a_lazily_imported_provider_stays_unimported(world):
    """`importlib.util.LazyLoader` puts a module into `sys.modules` that is imported by its first attribute access."""
    site = world(tensorflow("2.16.2"), keras3(), numpy())
    answer = site.run(
        """
        import importlib.util, sys
        import kerascompat
        kerascompat.facts()
        for name in ("tensorflow", "keras", "numpy"):
            spec = importlib.util.find_spec(name)
            spec.loader = importlib.util.LazyLoader(spec.loader)
            sys.modules[name] = module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
        before = set(sys.modules)
        facts = kerascompat.facts()
        answer = [sorted(set(sys.modules) - before), facts.module("keras").version, facts.module("tensorflow").version]
        choice = kerascompat.resolve()
        answer += [choice.provider, choice.version, sorted(set(sys.modules) - before)]
        from kerascompat.keras.layers import Dense
        import keras
        answer.append(Dense is keras.layers.Dense)
        """
    )
    assert answer == [[], "3.10.0", "2.16.2", "keras", "3.10.0", [], True]


def test_tf_keras_put_in_the_place_of_keras_is_not_touched(world):
    """Old code does `sys.modules["keras"] = tf.keras`; the entry is TensorFlow's lazy loader."""
    site = world(tensorflow("2.16.2"), keras3())
    answer = site.run(
        """
        import sys
        import tensorflow as tf
        sys.modules["keras"] = vars(tf)["keras"]
        import kerascompat
        facts = kerascompat.facts()
        answer = [facts.tensorflow_keras.state, facts.module("keras").version, kerascompat.resolve().provider]
        """
    )
    assert answer == ["unresolved", "3.10.0", "keras"]
    answer = site.run(
        """
        import sys
        import tensorflow as tf
        tf.keras.Model
        sys.modules["keras"] = tf.keras
        from kerascompat import keras
        from kerascompat.keras.layers import Dense
        answer = [keras.Model is tf.keras.Model, Dense is tf.keras.layers.Dense, keras.__version__]
        """
    )
    assert answer == [True, True, "3.10.0"]


def test_a_broken_finder_of_somebody_else_does_not_stop_the_reading(world):
    answer = world(keras3()).run(
        """
        import sys
        import kerascompat
        kerascompat.facts()
        class Broken:
            def find_spec(self, name, path=None, target=None):
                raise RuntimeError(name)
        sys.meta_path.insert(0, Broken())
        answer = [kerascompat.available(), kerascompat.facts().module("keras").kind]
        """
    )
    assert answer == [False, "absent"]


# ---- what TensorFlow's own `keras` is -------------------------------------------------------------------------------

LOADER_STATES = {
    "2.14 untouched": ("2.14.1", keras2("2.14.0"), "", {}, ["unresolved", None, None]),
    "2.14 used": ("2.14.1", keras2("2.14.0"), "tf.keras.Model", {}, ["resolved", "keras", None]),
    "2.15 untouched": ("2.15.1", keras2("2.15.0"), "", {}, ["unresolved", None, False]),
    "2.15 used": ("2.15.1", keras2("2.15.0"), "tf.keras.Model", {}, ["resolved", "keras", False]),
    "2.15 used, variable on": (
        "2.15.1",
        tf_keras("2.15.0"),
        "tf.keras.Model",
        {"TF_USE_LEGACY_KERAS": "1"},
        ["resolved", "tf_keras", True],
    ),
    "2.16 untouched": ("2.16.2", keras3(), "", {}, ["unresolved", None, False]),
    "2.16 used": ("2.16.2", keras3(), "tf.keras.Model", {}, ["resolved", "keras", False]),
    "2.16 listed only": ("2.16.2", keras3(), "dir(tf.keras)", {}, ["resolved", "keras", False]),
    "2.16 probed, not loaded": ("2.16.2", keras3(), "tf.keras._initialize()", {}, ["latched", "keras", False]),
    "2.16 imported by path": ("2.16.2", keras3(), "import tensorflow.keras", {}, ["resolved", "keras", False]),
    "2.16 failed": (
        "2.16.2",
        {},
        "try: tf.keras.Model\nexcept ImportError: pass",
        {"TF_USE_LEGACY_KERAS": "1"},
        ["failed", None, True],
    ),
}


@pytest.mark.parametrize("case", LOADER_STATES)
def test_the_state_of_tf_keras_is_read_without_touching_it(world, case):
    version, keras, use, variables, expected = LOADER_STATES[case]
    answer = world(tensorflow(version), keras).run(
        f"""
import tensorflow as tf
{use}
import sys, kerascompat
kind, before = type(vars(tf)["keras"]).__name__, set(sys.modules)
state = kerascompat.facts().tensorflow_keras
assert type(vars(tf)["keras"]).__name__ == kind
assert not [name for name in set(sys.modules) - before if name.startswith(("keras.", "tf_keras", "tensorflow"))]
answer = [state.state, state.provider, state.legacy_at_import]
""",
        **variables,
    )
    assert answer == expected


def test_a_loader_that_failed_is_a_refusal_that_says_restart(world):
    done = world(tensorflow("2.16.2"), keras3()).start(
        """
        import tensorflow as tf
        try:
            tf.keras.Model
        except ImportError:
            pass
        from kerascompat import keras
        """,
        TF_USE_LEGACY_KERAS="1",
    )
    assert "has failed for good" in done.stderr
    assert "then restart Python" in done.stderr
    assert "RecursionError" not in done.stderr


# ---- keras.json and the variables -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"backend": "jax"}', {"state": "valid", "backend": "jax"}),
        ("{}", {"state": "valid", "backend": None}),
        ("{'backend': 'jax'}", {"state": "not-json"}),
        ('\ufeff{"backend": "jax"}', {"state": "not-json"}),
        ("", {"state": "not-json"}),
        ('["jax"]', {"state": "not-object", "detail": "list"}),
        ("null", {"state": "not-object", "detail": "NoneType"}),
        ('{"backend": ""}', {"state": "valid", "backend": ""}),
        ('{"backend": 3}', {"state": "valid", "backend": None, "backend_repr": "3"}),
        ('{"backend": null}', {"state": "valid", "backend": None, "backend_repr": "None"}),
        ('{"floatx": "float"}', {"state": "valid", "invalid": [["floatx", "'float'"]]}),
        ('{"epsilon": 1}', {"state": "valid", "invalid": [["epsilon", "1"]]}),
        ('{"image_data_format": "th"}', {"state": "valid", "invalid": [["image_data_format", "'th'"]]}),
        ("[" * 100_000, {"state": "not-json"}),
        (b"\xff\xfe{}", {"state": "not-json"}),
    ],
)
def test_keras_json_is_read_in_every_form(world, content, expected):
    config = world().keras_json(content).facts()["config"] if isinstance(content, str) else _binary(world, content)
    assert {key: config[key] for key in expected} == expected


def _binary(world, content):
    site = world()
    write(site.home / ".keras", {"keras.json": content})
    return site.facts()["config"]


def test_a_floatx_that_cannot_be_hashed_is_invalid_and_not_a_crash(world):
    config = world().keras_json('{"floatx": ["float32"], "backend": {"a": 1}}').facts()["config"]
    assert (config["invalid"], config["backend_repr"]) == ([["floatx", "['float32']"]], "{'a': 1}")


def test_a_keras_json_that_cannot_be_read_is_a_setting_error_that_names_it(world):
    site = world(tensorflow(), keras3()).keras_json("{}")
    answer = site.run(
        """
        import builtins, kerascompat
        real = builtins.open
        def refuse(path, *rest, **more):
            if str(path).endswith("keras.json"):
                raise PermissionError(13, "Permission denied", path)
            return real(path, *rest, **more)
        builtins.open = refuse
        config = kerascompat.facts().config
        try:
            from kerascompat import keras
        except ValueError as error:
            answer = [config.state, config.detail, str(error)]
        """
    )
    path = str(site.home / ".keras" / "keras.json")
    assert answer[0] == "unreadable"
    assert "PermissionError" in answer[1]
    assert path in answer[2]


def test_a_folder_called_keras_json_is_unreadable(world):
    site = world()
    write(site.home / ".keras" / "keras.json", {})
    assert site.facts()["config"]["state"] == "unreadable"


def test_keras_home_moves_keras_json_as_keras_moves_it(world):
    site = world(jax(), keras3())
    write(site.home / "elsewhere", {"keras.json": '{"backend": "jax"}'})
    write(site.work, {"keras.json": '{"backend": "torch"}'})
    script = "import kerascompat; c = kerascompat.facts().config; answer = [c.path, c.backend]"
    assert site.run(script, KERAS_HOME="~/elsewhere") == [str(site.home / "elsewhere" / "keras.json"), "jax"]
    assert site.run(script, KERAS_HOME="") == ["keras.json", "torch"], "an empty one is the working directory"
    script = "from kerascompat import keras; answer = keras.config.backend()"
    assert site.run(script, KERAS_HOME="~/elsewhere") == "jax"


def test_the_variables_are_kept_to_the_letter(world):
    facts = world().facts(TF_USE_LEGACY_KERAS=" TRUE", KERAS_BACKEND="", KERAS_HOME="/nowhere")
    assert [facts[name] for name in ("legacy_keras", "keras_backend", "keras_home")] == [" TRUE", "", "/nowhere"]


def test_a_backend_that_only_a_newer_keras_has_is_found_by_its_folder(world):
    site = world(keras3("4.1.0", backends=("tensorflow", "mlx")), stub("mlx"))
    answer = site.run(
        "import kerascompat; answer = list(kerascompat.facts().module('keras').parts)", KERAS_BACKEND="mlx"
    )
    assert "backend:mlx" in answer


# ---- no trace -------------------------------------------------------------------------------------------------------


def test_the_questions_import_no_provider_and_write_nothing(world):
    site = world(tensorflow(), keras3(), tf_keras(), keras_core(), jax(), torch(), numpy(), openvino())
    before = site.listing()
    answer = site.run(
        """
        import os, sys
        import kerascompat
        environ, path = dict(os.environ), list(sys.path)
        kerascompat.facts(); kerascompat.resolve(); kerascompat.resolve("keras2"); kerascompat.available(3, "jax")
        kerascompat.require(generation=3)
        assert (dict(os.environ), sys.path) == (environ, path)
        names = ("tensorflow", "keras", "tf_keras", "keras_core", "jax", "torch", "numpy", "openvino")
        answer = [name for name in sys.modules if name.partition(".")[0] in names]
        """
    )
    assert answer == []
    assert site.listing() == before


def test_facts_of_every_world_go_to_json_and_back(world):
    site = world(tensorflow("2.16.2"), keras3(), tf_keras(), jax())
    answer = site.run(
        """
        from kerascompat import Facts, facts, keras
        now = facts()
        assert now.surfaces
        answer = Facts.from_json(now.to_json()) == now
        """
    )
    assert answer is True


def test_a_path_entry_that_is_no_text_or_is_gone_is_passed_over(world, tmp_path):
    answer = world(keras3()).run(
        f"""
        import pathlib, sys
        sys.path[1:1] = [{str(tmp_path / "gone")!r}, pathlib.Path({str(tmp_path)!r}), "", b"bytes"]
        import kerascompat
        answer = kerascompat.facts().module("keras").version
        """
    )
    assert answer == "3.10.0"


def test_an_editable_install_is_found_through_its_finder(world, tmp_path):
    """Setuptools' editable finder maps a top-level name to a folder that is not on the path."""
    write(tmp_path / "checkout", {"keras": keras3("3.11.0")["keras"]})
    site = world(tensorflow(), distribution("keras", "3.10.0"))
    answer = site.run(
        f"""
        import sys
        from importlib.util import spec_from_file_location
        class Editable:
            @classmethod
            def find_spec(cls, name, path=None, target=None):
                folder = {str(tmp_path / "checkout" / "keras")!r}
                if name == "keras":
                    return spec_from_file_location(name, folder + "/__init__.py", submodule_search_locations=[folder])
        sys.meta_path.append(Editable)
        import kerascompat
        found = kerascompat.facts().module("keras")
        from kerascompat.keras.preprocessing.image import ImageDataGenerator
        answer = [found.version, found.kind, kerascompat.resolve().provider, ImageDataGenerator.__module__]
        """
    )
    assert answer == ["3.11.0", "package", "keras", "keras.src.legacy"]


def test_the_working_directory_may_be_gone(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import os, sys, tempfile
        sys.path.insert(0, "")
        folder = tempfile.mkdtemp()
        os.chdir(folder)
        os.rmdir(folder)
        from kerascompat.keras.layers import Dense
        answer = Dense.__name__
        """,
        KERAS_HOME="",
    )
    assert answer == "Dense"


def test_the_home_folder_may_be_missing(world):
    site = world(keras3())
    answer = site.run(
        "import kerascompat; answer = kerascompat.facts().config.path", HOME="/nowhere/at/all", USERPROFILE="/nowhere"
    )
    assert answer == os.path.join("/tmp", ".keras", "keras.json")


def test_the_printed_facts_are_plain_json(world):
    done = world(keras3()).start("import kerascompat; print(kerascompat.facts().to_json())")
    assert json.loads(done.stdout)["python"] == platform.python_version()
