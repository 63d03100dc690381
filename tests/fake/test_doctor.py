"""The doctor in fake worlds: every finding on a site that has it, as its users call it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys

import pytest
from fake_providers import (
    distribution,
    jax,
    keras2,
    keras3,
    keras_core,
    numpy,
    stub,
    tensorflow,
    tf_keras,
)

RUN = "import sys\nfrom kerascompat.cli import main\nsys.exit(main(['doctor', *{!r}]))\n"


def doctor(world, *arguments, **variables):
    return world.start(RUN.format(arguments), **variables)


def examined(world, *arguments, **variables):
    """The codes of what is found, with their severities, and the whole report."""
    done = doctor(world, "--json", *arguments, **variables)
    assert done.stderr == ""
    report = json.loads(done.stdout)
    return {finding["code"]: finding["severity"] for finding in report["findings"]}, report, done.returncode


def files(tree, below=""):
    for name, content in tree.items():
        if isinstance(content, dict):
            yield from files(content, f"{below}{name}/")
        else:
            yield f"{below}{name}"


def installed(tree, *requires):
    """The same installation with the record that an installer writes, and what its metadata requires."""
    (info,) = (name for name in tree if name.endswith(".dist-info"))
    record = "".join(f"{name},sha256=x,1\n" for name in files(tree))
    needs = "".join(f"Requires-Dist: {line}\n" for line in requires)
    return {**tree, info: {"METADATA": tree[info]["METADATA"] + needs, "RECORD": record}}


def without(tree, *path):
    """The tree without one file."""
    name, *below = path
    rest = {key: value for key, value in tree.items() if key != name}
    return {**rest, name: without(tree[name], *below)} if below else rest


def with_backslashes(tree):
    (info,) = (name for name in tree if name.endswith(".dist-info"))
    return {**tree, info: {**tree[info], "RECORD": tree[info]["RECORD"].replace("/", "\\")}}


def second_owner(tree, name, version):
    """Metadata of another distribution that has installed the same files."""
    shared = {key: value for key, value in tree.items() if not key.endswith(".dist-info")}
    both = installed({**shared, **distribution(name, version)})
    return {key: value for key, value in both.items() if key.endswith(".dist-info")}


KERAS_3 = installed(keras3("3.10.0"))
TENSORFLOW = installed(tensorflow("2.16.2"), "keras>=3.0.0")
GENERATED = {"tf_keras": {"protobuf": {"saved_metadata_pb2.py": "# Protobuf Python Version: 6.31.1\n"}}}
PROTOBUF = {"google": {"__init__.py": "", "protobuf": {"__init__.py": "__version__ = '4.25.9'\n"}}}
LIBRARY = {
    "deepthing": {"__init__.py": "import os\n", "setting.py": "import os\n\nos.environ['TF_USE_LEGACY_KERAS'] = '1'\n"},
    **distribution("deepthing", "1.2"),
}

READER = """'os.environ["TF_USE_LEGACY_KERAS"] = "1" is what you need'
import os

if os.environ["TF_USE_LEGACY_KERAS"] == "1":
    pass
"""

SITES = {
    "nothing": ((), {}, {"no-keras": "error"}),
    "the variable on, tf_keras missing": (
        (TENSORFLOW, KERAS_3),
        {"TF_USE_LEGACY_KERAS": "1"},
        {"legacy-without-tf-keras": "error"},
    ),
    "a look-alike": ((TENSORFLOW, KERAS_3), {"TF_USE_LEGACY_KERAS": "TRUE"}, {"look-alike": "warning"}),
    "the variable where TensorFlow is too old": (
        (tensorflow("2.14.1"), keras2("2.14.0")),
        {"TF_USE_LEGACY_KERAS": "1"},
        {"variable-ignored": "warning"},
    ),
    "a tf_keras of another minor version": (
        (TENSORFLOW, KERAS_3, tf_keras("2.18.0")),
        {"TF_USE_LEGACY_KERAS": "1"},
        {"tf-keras-minor": "warning", "unsupported-combination": "warning"},
    ),
    "Keras 2 on TensorFlow 2.16": (
        (TENSORFLOW, installed(keras2("2.15.0"))),
        {},
        {"keras-2-too-old": "error"},
    ),
    "Keras 3 on TensorFlow 2.14": (
        (installed(tensorflow("2.14.1"), "keras<2.15,>=2.14.0"), KERAS_3),
        {},
        {"keras-3-too-new": "warning", "unsupported-combination": "warning"},
    ),
    "NumPy 2 under TensorFlow 2.16": (
        (TENSORFLOW, KERAS_3, numpy("2.0.2")),
        {},
        {"numpy-2-too-early": "error"},
    ),
    "a protobuf that is too old for tf_keras": (
        (installed(tensorflow("2.17.1")), KERAS_3, tf_keras("2.21.0"), GENERATED, PROTOBUF),
        {"TF_USE_LEGACY_KERAS": "1"},
        {"protobuf-too-old": "error", "tf-keras-minor": "warning"},
    ),
    "Keras against the pin of TensorFlow": (
        (installed(tensorflow("2.15.1"), "keras<2.16,>=2.15.0"), installed(keras3("3.15.1"))),
        {},
        {"requirement-unmet": "warning"},
    ),
    "a TensorFlow without what it imports": (
        (installed(tensorflow("2.16.2"), "keras>=3.0.0", "wrapt>=1.11"), KERAS_3),
        {},
        {"requirement-missing": "error"},
    ),
    "a yanked release": (
        (installed(tensorflow("2.20.0")), KERAS_3, installed(tf_keras("2.20.0"))),
        {},
        {"yanked": "warning"},
    ),
    "two owners of tensorflow/": (
        (TENSORFLOW, second_owner(tensorflow(), "tensorflow-cpu", "2.16.2"), KERAS_3),
        {},
        {"two-owners": "warning"},
    ),
    "two owners of keras/, of different versions": (
        (TENSORFLOW, KERAS_3, second_owner(keras3(), "keras-nightly", "3.16.0.dev1")),
        {},
        {"two-owners": "error"},
    ),
    "a stub of another name, as on Windows": (
        (
            installed(tensorflow("2.16.2", name="tensorflow-intel")),
            installed(distribution("tensorflow", "2.16.2")),
            KERAS_3,
        ),
        {},
        {},
    ),
    "metadata that an interrupted upgrade has left": (
        (TENSORFLOW, KERAS_3, distribution("keras", "3.5.0")),
        {},
        {"stale-metadata": "warning"},
    ),
    "half of Keras removed": (
        (TENSORFLOW, without(KERAS_3, "keras", "src", "losses.py")),
        {},
        {"half-removed": "error"},
    ),
    "a shared library that is gone": (
        (
            without(
                installed({**tensorflow(), "tensorflow": {**tensorflow()["tensorflow"], "libframework.so.2": ""}}),
                "tensorflow",
                "libframework.so.2",
            ),
            KERAS_3,
        ),
        {},
        {"half-removed": "error"},
    ),
    "what pip could not remove": ((TENSORFLOW, KERAS_3, {"~ensorflow": {"a.py": ""}}), {}, {"half-removed": "warning"}),
    "files without metadata": (
        (TENSORFLOW, {"keras": keras3()["keras"]}),
        {},
        {"orphan-files": "warning"},
    ),
    "a left-over folder": (
        ({"tensorflow": {"python": {"a.txt": ""}}}, KERAS_3, jax()),
        {"KERAS_BACKEND": "jax"},
        {"leftover-folder": "warning"},
    ),
    "metadata of another release": (
        (TENSORFLOW, {**KERAS_3, "keras": keras3("3.5.0")["keras"]}),
        {},
        {"version-mismatch": "error"},
    ),
    "the distribution tensorflow-keras": (
        (TENSORFLOW, KERAS_3, distribution("tensorflow_keras", "0.1")),
        {},
        {"impostor": "warning"},
    ),
    "a home-made tf_keras": (
        (TENSORFLOW, KERAS_3, {"tf_keras": {"__init__.py": "from tensorflow.keras import *\n"}}),
        {},
        {"impostor": "warning"},
    ),
    "keras_core beside Keras": ((TENSORFLOW, KERAS_3, keras_core()), {}, {"keras-core-leftover": "note"}),
    "a backend that is missing, while another is there": ((KERAS_3, jax()), {}, {"backend-missing": "error"}),
    "a backend that no Keras has": ((TENSORFLOW, KERAS_3), {"KERAS_BACKEND": "tf"}, {"unknown-backend": "error"}),
    "a backend that Keras 2 does not have": (
        (installed(tensorflow("2.15.1")), installed(keras2("2.15.0"))),
        {"KERAS_BACKEND": "jax"},
        {"backend-ignored": "warning"},
    ),
    "a library that sets the variable": (
        (TENSORFLOW, KERAS_3, installed(LIBRARY, "tensorflow>=2.9")),
        {},
        {"variable-forced": "warning"},
    ),
    "a library that sets the variable in another spelling": (
        (
            TENSORFLOW,
            KERAS_3,
            installed(
                {
                    "other": {
                        "__init__.py": "from os import environ\nenviron.update(\n    TF_USE_LEGACY_KERAS='1',\n)\n"
                    },
                    **distribution("other", "1"),
                },
                "keras",
            ),
        ),
        {},
        {"variable-forced": "warning"},
    ),
    "a TensorFlow that somebody built under a name of their own": (
        (installed(tensorflow("2.16.2", name="my-tensorflow"), "keras>=3.0.0"), KERAS_3),
        {},
        {"tensorflow-version-unknown": "note"},
    ),
    "a record with the slashes of Windows": (
        (TENSORFLOW, with_backslashes(KERAS_3)),
        {},
        {},
    ),
    "a requirement that is a bare copy": (
        (installed(tensorflow("2.16.2"), "keras>=3.0.0", "absl-py>=1"), KERAS_3, {"absl": {"__init__.py": ""}}),
        {},
        {},
    ),
    "a requirement that is folded over two lines": (
        (installed(tensorflow("2.16.2"), "keras\n >=3.11"), KERAS_3),
        {},
        {"requirement-unmet": "warning"},
    ),
    "a library that only reads the variable, and one that has nothing to do with Keras": (
        (
            TENSORFLOW,
            KERAS_3,
            installed(
                {
                    "reader": {"__init__.py": READER},
                    **distribution("reader", "1"),
                },
                "keras",
            ),
            installed({"other": LIBRARY["deepthing"], **distribution("other", "1")}, "numpy"),
        ),
        {},
        {},
    ),
    "Keras 4": ((TENSORFLOW, installed(keras3("4.0.0"))), {}, {"keras-4": "warning", "newer-than-measured": "note"}),
    "a TensorFlow that is newer than the data": (
        (installed(tensorflow("2.99.0")), KERAS_3),
        {},
        {"newer-than-measured": "note"},
    ),
    "a Keras of no known version": (
        (TENSORFLOW, {"keras": without(keras3()["keras"], "src", "version.py")}),
        {},
        {"version-unknown": "note", "orphan-files": "warning"},
    ),
    "a TensorFlow of no known version": (
        ({"tensorflow": tensorflow()["tensorflow"]}, KERAS_3),
        {},
        {"tensorflow-version-unknown": "note", "orphan-files": "warning"},
    ),
    "tf_keras alone": ((installed(tensorflow("2.16.2")), installed(tf_keras())), {}, {"stand-in": "note"}),
    "all well": ((TENSORFLOW, KERAS_3, numpy()), {}, {}),
}


@pytest.mark.parametrize("site", SITES)
def test_what_is_wrong_with_a_site_is_found(world, site):
    trees, variables, expected = SITES[site]
    merged = {}
    for tree in trees:
        for name, content in tree.items():
            merged[name] = {**merged.get(name, {}), **content} if isinstance(content, dict) else content
    found, report, code = examined(world(merged), **variables)
    assert found == expected
    assert code == (1 if "error" in found.values() else 0)
    assert all(finding["cure"]["pip"] and finding["why"] for finding in report["findings"])


CONFIGS = {
    "that is stale": ('{"backend": "theano"}', {"KERAS_BACKEND": "tensorflow"}, {"keras-json-stale": "warning"}),
    "that is stale and in force": (
        '{"backend": "theano"}',
        {},
        {"unknown-backend": "error", "keras-json-stale": "warning"},
    ),
    "that is overruled": (
        '{"backend": "jax"}',
        {"KERAS_BACKEND": "tensorflow"},
        {"keras-json-overruled": "note"},
    ),
    "with a wrong entry": ('{"floatx": "float8"}', {}, {"keras-json-invalid": "error"}),
    "that is no object": ("[]", {}, {"keras-json-invalid": "error"}),
    "that is no JSON": ("{", {}, {"keras-json-ignored": "warning"}),
}


@pytest.mark.parametrize("config", CONFIGS)
def test_what_is_wrong_with_a_keras_json_is_found(world, config):
    text, variables, expected = CONFIGS[config]
    found, _, _ = examined(world(TENSORFLOW, KERAS_3, numpy()).keras_json(text), **variables)
    assert found == expected


@pytest.mark.parametrize("name", ["keras.py", "tensorflow.py"])
def test_a_file_of_the_users_own_that_hides_a_package_is_found_from_its_folder(world, name):
    site = world(TENSORFLOW, KERAS_3, numpy()).local({name: "print('mine')\n"})
    found, report, _ = examined(site)
    assert found["hidden-by-a-file"] == "warning"
    (finding,) = (each for each in report["findings"] if each["code"] == "hidden-by-a-file")
    assert finding["cure"]["pip"] == f"rename {site.work / name}"


def test_a_frozen_application_has_its_modules_elsewhere_than_its_metadata_says(world):
    site = world(TENSORFLOW, without(KERAS_3, "keras", "src", "losses.py"), numpy())
    done = site.start("import sys\nsys.frozen = True\n" + RUN.format(["--json"]))
    assert json.loads(done.stdout)["findings"] == []


def test_a_python_without_any_tensorflow_is_told_so(world, tmp_path):
    releases = {"2.16.2": {"pythons": ["2.7"], "requires_python": "", "requires": []}}
    (tmp_path / "registry.json").write_text(json.dumps({"date": "", "distributions": {"tensorflow": releases}}))
    (tmp_path / "matrix.json").write_text('{"schema": 1, "steps": [], "rows": []}')
    setting = f"from kerascompat import _matrix\n_matrix.FOLDER = {str(tmp_path)!r}\n"
    done = world(KERAS_3).start(setting + RUN.format(["--json"]))
    found = {finding["code"]: finding["severity"] for finding in json.loads(done.stdout)["findings"]}
    assert found == {"backend-missing": "error", "no-wheel": "error"}


def test_a_refusal_is_in_the_json_with_its_kind(world):
    _, report, _ = examined(world())
    assert (report["choice"], report["refusal"]["kind"], report["refusal"]["code"]) == (
        None,
        "not-installed",
        "no-keras",
    )


@pytest.mark.parametrize(("surface", "code"), [("keras3", "keras-too-old"), ("v1.keras", "no-v1")])
def test_another_surface_is_examined_by_its_name(world, surface, code):
    tree = keras2("2.15.0")
    site = world(installed(tensorflow("2.15.1")), {**tree, "keras": without(tree["keras"], "api", "_v1")})
    found, _, _ = examined(site, "--surface", surface)
    assert found[code] == "error"


# ---- from inside ----------------------------------------------------------------------------------------------------

INSIDE = """
import json, os, sys, warnings
warnings.simplefilter("ignore")
{}
import kerascompat
loaded = set(sys.modules)
diagnosis = kerascompat.diagnose()
roots = ("tensorflow", "keras", "tf_keras")
imported = sorted(name for name in set(sys.modules) - loaded if name.partition(".")[0] in roots)
answer = [dict((each.code, each.severity) for each in diagnosis.findings), imported, str(diagnosis) == repr(diagnosis)]
"""

PROCESSES = {
    "nothing imported": ("", {}),
    "a path with what is no text": ("sys.path.append(b'/nowhere')", {}),
    "the variable set between the two moments": (
        "import tensorflow\nos.environ['TF_USE_LEGACY_KERAS'] = '1'\ntensorflow.keras.Model",
        {"split-brain": "error", "variable-late": "warning", "two-kerases": "note"},
    ),
    "a surface that was loaded before the variable was set": (
        "from kerascompat import keras\nos.environ['TF_USE_LEGACY_KERAS'] = '1'",
        {"split-brain": "error", "surface-stands": "warning"},
    ),
    "another Keras installed over the one that is imported": (
        "import keras, pathlib\nsource = pathlib.Path(keras.__path__[0], 'src/version.py')\n"
        "source.write_text(source.read_text().replace('3.10.0', '3.11.0'))",
        {"restart": "warning", "version-mismatch": "error"},
    ),
    "a loader that has failed for good": (
        "import tensorflow\nos.environ['KERAS_BACKEND'] = 'jax'\n"
        "try:\n    tensorflow.keras.Model\nexcept (ImportError, RecursionError):\n    pass",
        {"tf-keras-failed": "error"},
    ),
    "both generations side by side": (
        "from kerascompat import keras2, keras3",
        {"two-kerases": "note"},
    ),
}


@pytest.mark.parametrize("process", PROCESSES)
def test_what_is_wrong_with_a_running_process_is_found_from_inside(world, process):
    code, expected = PROCESSES[process]
    if process == "a loader that has failed for good":
        code = code.replace("import tensorflow\n", "os.environ['KERAS_BACKEND'] = 'jax'\nimport tensorflow\n", 1)
    found, imported, is_shown = world(TENSORFLOW, KERAS_3, installed(tf_keras()), numpy()).run(INSIDE.format(code))
    assert found == expected
    assert imported == []
    assert is_shown


# ---- the command ----------------------------------------------------------------------------------------------------


def test_the_report_as_text(world):
    site = world(TENSORFLOW, KERAS_3, numpy("2.0.2"))
    done = doctor(site, TF_USE_LEGACY_KERAS="yes")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("kerascompat doctor (kerascompat ")
    assert lines[1:] == [
        "[✓] Keras        kerascompat.keras is keras 3.10.0, generation 3, on tensorflow:"
        " the installed keras is generation 3",
        "[✗] TensorFlow   tensorflow 2.16.2",
        "    numpy-2-too-early (error): tensorflow 2.16.2 was built for NumPy 1, and numpy 2.0.2 is installed",
        "      why:  TensorFlow before 2.18 is compiled for NumPy 1, and its import fails under NumPy 2",
        '      cure: pip install "numpy<2"',
        '      uv:   uv pip install "numpy<2"',
        "      see:  docs/doctor.md#numpy-2-too-early",
        "[✓] Backend      tensorflow 2.16.2, from default",
        "[!] Settings     TF_USE_LEGACY_KERAS=yes; KERAS_BACKEND is not set; ~/.keras/keras.json is absent",
        "    look-alike (warning): TF_USE_LEGACY_KERAS='yes' is not on:"
        " TensorFlow accepts 1, true and True, to the letter",
        "      why:  TensorFlow compares the value with 1, true and True, to the letter",
        "      cure: export TF_USE_LEGACY_KERAS=1",
        "      see:  docs/doctor.md#look-alike",
        "[✓] Installation tensorflow 2.16.2, keras 3.10.0",
        "[!] Verdict      unsupported: not measured; tensorflow 2.16.2 declares numpy<2.0.0,>=1.23.5",
        "",
        "[✗] 1 error, 1 warning; `kerascompat doctor -v` shows every fact, `--json` is for a bug report",
    ]
    assert (done.returncode, done.stderr) == (1, "")


def test_a_good_environment_is_said_to_be_one(world):
    done = doctor(world(TENSORFLOW, KERAS_3, numpy()))
    assert done.stdout.splitlines()[-1] == "[✓] nothing found that needs to be cured"
    assert done.returncode == 0


def test_warnings_fail_where_it_is_strict(world):
    site = world(TENSORFLOW, KERAS_3, numpy())
    codes = [doctor(site, *options, TF_USE_LEGACY_KERAS="yes").returncode for options in ((), ("--strict",))]
    assert codes == [0, 1]


def test_a_wrong_option_is_a_usage_error(world):
    done = doctor(world(), "--surface", "keras4")
    assert done.returncode == 2
    assert "invalid choice: 'keras4'" in done.stderr


def test_every_fact_is_shown_where_it_is_asked_for(world):
    done = doctor(world(TENSORFLOW, KERAS_3, numpy()), "-v")
    assert "  module keras: kind=package, version=3.10.0, location=" in done.stdout
    assert "  distribution tensorflow 2.16.2 in " in done.stdout
    assert ": requires keras>=3.0.0" in done.stdout
    assert "  exposes: keras._tf_keras.keras, keras; private sources: keras.src" in done.stdout


def test_the_facts_in_the_json_are_those_that_decide(world):
    site = world(TENSORFLOW, KERAS_3, numpy())
    _, report, _ = examined(site)
    facts = json.dumps(report["facts"])
    answer = site.run(
        f"""
        import kerascompat
        from kerascompat._resolver import decide
        answer = str(decide(kerascompat.Facts.from_json({facts!r})))
        """
    )
    assert report["schema"] == 1
    assert answer == "keras 3.10.0, generation 3, on tensorflow"
    assert (report["choice"]["version"], report["refusal"]) == ("3.10.0", None)
    assert report["versions"]["tensorflow"] == "2.16.2"


@pytest.mark.parametrize("option", [(), ("-v",), ("--json",)])
def test_neither_the_home_nor_the_users_name_is_told(world, option):
    site = world(TENSORFLOW, KERAS_3, installed(LIBRARY, "keras"))
    home = site.home / "mallory"
    home.mkdir()
    (home / ".keras").mkdir()
    (home / ".keras" / "keras.json").write_text('{"floatx": "float8"}')
    site.home = home
    text = doctor(site, *option, LOGNAME="mallory", USER="mallory").stdout
    assert "keras-json-invalid" in text
    assert "~/.keras/keras.json" in text
    assert "mallory" not in text


@pytest.mark.parametrize(
    ("variables", "begins"),
    [
        ({"PYTHONIOENCODING": "ascii"}, "[ok] Keras"),
        ({"PYTHONIOENCODING": "latin-1"}, "[ok] Keras"),
        ({"FORCE_COLOR": "1"}, "\x1b[32m[✓]\x1b[0m Keras"),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "[✓] Keras"),
        ({"NO_COLOR": ""}, "[✓] Keras"),
    ],
)
def test_signs_and_colours_are_those_that_the_output_can_show(world, variables, begins):
    done = doctor(world(TENSORFLOW, KERAS_3, numpy()), **variables)
    assert done.stdout.splitlines()[1].startswith(begins)


@pytest.mark.parametrize(("kind", "is_coloured"), [("xterm-256color", True), ("dumb", False)])
def test_a_terminal_is_shown_colours_unless_it_is_a_dumb_one(world, kind, is_coloured):
    site = world(TENSORFLOW, KERAS_3)
    here, there = pty.openpty()
    with os.fdopen(here, "rb", buffering=0) as screen:
        site.local({"main.py": RUN.format([])})
        command = [sys.executable, "-S", "-s", "main.py"]
        environment = site.environment({"TERM": kind, "PYTHONIOENCODING": "utf-8"})
        done = subprocess.Popen(command, cwd=site.work, env=environment, stdout=there, stderr=there)
        os.close(there)
        shown = b""
        while b"to be cured" not in shown:
            shown += screen.read(1024)
        assert done.wait(30) == 0
    assert (b"\x1b[32m" in shown) is is_coloured
    assert "✓".encode() in shown


def test_a_path_that_the_output_cannot_show_is_no_crash(world):
    site = world(TENSORFLOW, KERAS_3, numpy())
    done = doctor(site, KERAS_HOME=str(site.work / "señor"), PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "se\\xf1or" in done.stdout


def test_another_installation_further_down_the_path_is_not_looked_at(world):
    site = world(TENSORFLOW, KERAS_3)
    below = world(installed(tensorflow("2.14.1"), "keras<2.15"), installed(keras2("2.14.0")))
    site.path.append(below.site)
    found, report, _ = examined(site)
    assert found == {}
    assert [owner["version"] for owner in report["distributions"]] == ["2.16.2", "3.10.0"]


def test_a_current_folder_that_is_gone_is_no_finding(world):
    site = world(TENSORFLOW, KERAS_3)
    code = "import os, shutil\nshutil.rmtree(os.getcwd())\n" + RUN.format(["--strict"])
    done = site.start(code)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_output_that_is_closed_is_no_crash(world):
    site = world(TENSORFLOW, KERAS_3)
    done = site.start("import sys\nsys.stdout = None\n" + RUN.format(["-v"]))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_full_disk_is_said_to_be_one(world):
    done = world(TENSORFLOW, KERAS_3).start("import sys\nsys.stdout = open('/dev/full', 'w')\n" + RUN.format([]))
    assert (done.returncode, done.stderr) == (
        2,
        "kerascompat: the output cannot be written: No space left on device\n",
    )


def test_the_diagnosis_can_be_printed_where_the_signs_cannot_be_shown(world):
    code = "import kerascompat\nprint(kerascompat.diagnose())"
    done = world(TENSORFLOW, KERAS_3).start(code, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "[ok] Keras" in done.stdout


def test_nothing_is_imported_and_nothing_is_written(world):
    site = world(TENSORFLOW, KERAS_3, installed(tf_keras()), numpy())
    site.local({"main.py": ""})
    before = site.listing()
    answer = site.run(
        """
        import io, sys, contextlib
        from kerascompat.cli import main
        with contextlib.redirect_stdout(io.StringIO()):
            main(["doctor", "-v"])
        roots = {name.partition(".")[0] for name in sys.modules}
        answer = sorted(roots & {"tensorflow", "keras", "tf_keras", "numpy", "rich", "importlib_metadata"})
        """
    )
    assert answer == []
    assert site.listing() == before


# ---- the trial ------------------------------------------------------------------------------------------------------


def test_the_import_is_proved_in_a_process_of_its_own(world):
    found, _, code = examined(world(TENSORFLOW, KERAS_3, numpy()), "--import")
    assert (found, code) == ({}, 0)


def test_an_import_that_fails_is_found_with_its_error_and_its_cure(world):
    broken = installed(keras3("3.10.0", before="raise ImportError('no luck today')\n"))
    found, report, code = examined(world(TENSORFLOW, broken, numpy()), "--import")
    assert (found, code) == ({"import-failed": "error"}, 1)
    assert "found: ImportError: no luck today" in report["findings"][0]["what"]


def test_an_import_that_ends_its_process_is_found(world):
    fatal = installed(keras3("3.10.0", before="import os\nos.abort()\n"))
    found, report, _ = examined(world(TENSORFLOW, fatal, numpy()), "--import")
    assert found == {"import-failed": "error"}
    assert "found: signal 6: " in report["findings"][0]["what"]


def test_what_the_process_writes_beside_the_answer_does_not_matter(world):
    noise = "import sys\nsys.stdout.write('hello')\nsys.stdout.flush()\nsys.stdout.buffer.write(b'\\xff')\n"
    found, _, code = examined(world(TENSORFLOW, KERAS_3, {"sitecustomize.py": noise}), "--import")
    assert (found, code) == ({}, 0)


def test_what_a_backend_needs_and_nobody_declares_is_found(world):
    site = world(KERAS_3, numpy("2.0.2"))
    found, report, _ = examined(site, KERAS_BACKEND="numpy")
    assert found == {"requirement-missing": "error"}
    assert report["findings"][0]["cure"]["pip"] == "pip install scipy jax"


def test_beside_a_rebuild_of_tensorflow_tf_keras_is_installed_without_its_requirement(world):
    site = world(installed(tensorflow("2.16.2", name="tensorflow-cpu")), KERAS_3)
    _, report, _ = examined(site, TF_USE_LEGACY_KERAS="1")
    assert report["findings"][0]["cure"]["pip"] == (
        'pip install --no-deps "tf-keras==2.16.*", or unset TF_USE_LEGACY_KERAS'
    )


def test_a_process_that_gets_another_keras_is_found(world):
    setting = {"sitecustomize.py": "import os\nos.environ['TF_USE_LEGACY_KERAS'] = '1'\n"}
    site = world(TENSORFLOW, KERAS_3, installed(tf_keras()), numpy(), setting)
    found, report, _ = examined(site, "--import")
    assert found["import-differs"] == "warning"
    (finding,) = (each for each in report["findings"] if each["code"] == "import-differs")
    assert finding["what"] == (
        "decided: keras 3.10.0, generation 3, on tensorflow; imported: tf_keras 2.16.0, on tensorflow"
    )


def test_a_refusal_is_not_reported_a_second_time_by_the_trial(world):
    found, _, _ = examined(world(), "--import")
    assert found == {"no-keras": "error"}


def test_a_stub_of_another_library_does_not_confuse_the_record(world):
    found, _, _ = examined(world(TENSORFLOW, KERAS_3, numpy(), installed(stub("other"))))
    assert found == {}
