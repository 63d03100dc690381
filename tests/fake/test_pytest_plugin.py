"""`pytest -p kerascompat.pytest`, as a library author runs it: real pytest processes in fake worlds."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import textwrap
from contextlib import suppress

import pytest
from fake_providers import jax, keras2, keras3, tensorflow, tf_keras
from fake_worlds import write

PLUGIN = ("-p", "kerascompat.pytest")
BOTH = (tensorflow("2.16.2"), keras3("3.10.0"), tf_keras("2.16.0"), jax())
KERAS_2 = "tf_keras 2.16.0, generation 2, on tensorflow"
KERAS_3 = "keras 3.10.0, generation 3, on tensorflow"
LEGACY = "TF_USE_LEGACY_KERAS=1 is on and tensorflow 2.16.2 heeds it: tf.keras is tf_keras"

TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
SEEN = """
import json, os
print("SEEN", json.dumps([os.environ.get("TF_USE_LEGACY_KERAS"), os.environ.get("KERAS_BACKEND")]))
"""
LIBRARY = {
    "mylib.py": "from kerascompat import keras\n",
    "conftest.py": f"{SEEN}\nimport mylib\n",
    "test_mylib.py": """
import pytest
import mylib

def test_dense():
    assert mylib.keras.layers.Dense

@pytest.mark.kerascompat(generation=3)
def test_ops():
    assert mylib.keras.ops
""",
}


@pytest.fixture
def library(world, testing):
    """A library with tests, in a world where these are installed."""

    def make(*trees, **files):
        here = world(*trees)
        here.path.append(testing)
        return here.local(
            {**LIBRARY, **{name.replace("_py", ".py"): textwrap.dedent(text) for name, text in files.items()}}
        )

    return make


def start(here, *arguments, command=("-m", "pytest"), **variables):
    """Pytest with these arguments, its streams piped."""
    return subprocess.Popen(
        [sys.executable, "-S", "-s", *command, "-p", "no:cacheprovider", *arguments],
        cwd=here.work,
        env=here.environment({"COLUMNS": "80", **variables}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,  # a terminal would be taken for one that sends Ctrl-C to the suite as well
    )


def run(here, *arguments, **variables):
    """The same, run to its end: exit code, output, errors."""
    process = start(here, *arguments, **variables)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def seen(output):
    """What each conftest file saw of the variables when it was imported."""
    return [tuple(json.loads(text)) for text in re.findall(r"SEEN (.*)", output)]


def header(output):
    return re.findall(r"^kerascompat: .*", output, re.MULTILINE)


class TestWithoutTheOption:
    @pytest.mark.parametrize("option", ["--help", "--markers", "--version", "-v"])
    def test_nothing_of_ours_is_there(self, library, option):
        here = library(*BOTH, conftest_py="", mylib_py="", test_mylib_py="def test_nothing(): pass")
        code, out, err = run(here, option)
        assert (code, err) == (0, "")
        assert "keras" not in out.replace(str(here.work), "").lower().replace("test_mylib", "")

    def test_the_marker_is_unknown(self, library):
        code, out, _ = run(library(*BOTH), "--strict-markers")
        assert code == 2
        assert "'kerascompat' not found in `markers` configuration option" in out

    def test_the_core_does_not_import_pytest(self, world):
        code = "import kerascompat, sys; from kerascompat import keras; answer = 'kerascompat.pytest' in sys.modules"
        assert world(*BOTH).run(code) is False


class TestTheChoice:
    @pytest.mark.parametrize(
        ("options", "variables", "expected", "lines"),
        [
            pytest.param((), {}, (None, None), [f"{KERAS_3} (the installed keras is generation 3)"], id="nothing"),
            pytest.param(
                ("--kerascompat", "2"),
                {},
                ("1", None),
                [f"{KERAS_2} ({LEGACY})", "set TF_USE_LEGACY_KERAS=1"],
                id="generation 2",
            ),
            pytest.param(
                ("--kerascompat=3",),
                {},
                (None, None),
                [f"{KERAS_3} (the installed keras is generation 3)"],
                id="generation 3, which is there anyway",
            ),
            pytest.param(
                ("--kerascompat=3",),
                {"TF_USE_LEGACY_KERAS": "1"},
                ("0", None),
                [f"{KERAS_3} (the installed keras is generation 3)", "set TF_USE_LEGACY_KERAS=0"],
                id="generation 3 against a variable",
            ),
            pytest.param(
                ("--kerascompat", "3", "--kerascompat-backend", "jax"),
                {},
                (None, "jax"),
                ["keras 3.10.0, generation 3, on jax (the installed keras is generation 3)", "set KERAS_BACKEND=jax"],
                id="generation 3 on a backend",
            ),
            pytest.param(
                ("--kerascompat-backend", "jax"),
                {"KERAS_BACKEND": "tensorflow"},
                (None, "jax"),
                ["keras 3.10.0, generation 3, on jax (the installed keras is generation 3)", "set KERAS_BACKEND=jax"],
                id="a backend",
            ),
        ],
    )
    def test_is_made_before_the_first_conftest_and_printed(self, library, options, variables, expected, lines):
        code, out, err = run(library(*BOTH), *PLUGIN, "--strict-markers", "-s", *options, **variables)
        assert (code, err) == (0, "")
        assert seen(out) == [expected]
        assert header(out) == [f"kerascompat: {line}" for line in lines]

    def test_sets_nothing_where_keras_2_is_there_anyway(self, library):
        code, out, _ = run(library(tensorflow("2.15.1"), keras2("2.15.0")), *PLUGIN, "--kerascompat", "2", "-s")
        assert (code, seen(out)) == (0, [(None, None)])

    def test_may_stand_in_the_configuration_and_the_command_line_wins(self, library):
        here = library(*BOTH).local(
            {"pytest.ini": "[pytest]\naddopts = -p kerascompat.pytest --kerascompat 3\nfilterwarnings = error\n"}
        )
        assert "2 passed" in run(here)[1]
        assert "1 passed, 1 skipped" in run(here, *PLUGIN, "--kerascompat", "2")[1]

    def test_is_none_and_no_error_where_there_is_no_keras(self, library):
        here = library(conftest_py="", mylib_py="keras = None", test_mylib_py="def test_nothing(): pass")
        code, out, err = run(here, *PLUGIN)
        assert (code, err) == (0, "")
        assert header(out) == [
            "kerascompat: kerascompat.keras needs a Keras; tensorflow is not installed; keras is not installed;"
            " tf_keras is not installed"
        ]

    def test_stays_in_the_environment_for_what_the_tests_start(self, library):
        test = """
            import subprocess, sys
            def test_child():
                code = "import os; print(os.environ['TF_USE_LEGACY_KERAS'])"
                assert subprocess.check_output([sys.executable, "-c", code], text=True) == "1\\n"
        """
        assert run(library(*BOTH, test_mylib_py=test), *PLUGIN, "--kerascompat", "2")[0] == 0

    def test_is_that_of_the_workers_of_xdist(self, library):
        pytest.importorskip("xdist")
        test = f"""
            import pytest, mylib, kerascompat
            @pytest.mark.parametrize("number", range(4))
            def test_worker(number, worker_id):
                assert worker_id in ("gw0", "gw1")
                assert str(kerascompat.resolve()) == {KERAS_2!r}
                assert mylib.keras.Model.__module__.startswith("tf_keras")
            @pytest.mark.kerascompat(generation=3)
            def test_other(): assert 0
        """
        xdist = ("-p", "xdist.plugin", "-n", "2")
        code, out, err = run(library(*BOTH, test_mylib_py=test), *PLUGIN, "--kerascompat", "2", *xdist)
        assert (code, err) == (0, "")
        assert "4 passed, 1 skipped" in out
        assert len(header(out)) == 2

    def test_is_made_by_a_conftest_that_names_the_plugin(self, library):
        here = library(*BOTH, conftest_py='pytest_plugins = ["kerascompat.pytest"]')
        code, out, err = run(here, "--kerascompat", "2")
        assert (code, err) == (0, "")
        assert "1 passed, 1 skipped" in out


class TestARefusal:
    @pytest.mark.parametrize(
        ("trees", "options", "text"),
        [
            pytest.param(
                (tensorflow("2.16.2"), keras3("3.10.0")),
                ("--kerascompat", "2"),
                "ERROR: pytest --kerascompat 2\n"
                "  found: tensorflow 2.16.2; keras 3.10.0; tf_keras is not installed\n"
                '  cure:  pip install "tf-keras==2.16.*"\n\n',
                id="generation 2 without tf_keras",
            ),
            pytest.param(
                (tensorflow("2.14.1"), keras2("2.14.0")),
                ("--kerascompat", "3"),
                "ERROR: pytest --kerascompat 3\n"
                "  found: tensorflow 2.14.1; keras 2.14.0; tf_keras is not installed\n"
                '  cure:  pip install -U "tensorflow>=2.16" keras\n\n',
                id="generation 3 where Keras 2 is installed",
            ),
            pytest.param(
                (tensorflow("2.16.2"), keras3("3.10.0")),
                ("--kerascompat-backend", "jax"),
                "ERROR: pytest --kerascompat-backend jax\n"
                "  found: jax is not installed; installed: tensorflow\n"
                "  cure:  pip install jax, or choose what is there: export KERAS_BACKEND=tensorflow\n\n",
                id="a backend that is not installed",
            ),
            pytest.param(
                BOTH,
                ("--kerascompat", "2", "--kerascompat-backend", "jax"),
                "ERROR: pytest --kerascompat 2 --kerascompat-backend jax\n"
                "  found: Keras 2 computes with TensorFlow only\n"
                "  cure:  pytest --kerascompat 3 --kerascompat-backend jax, or pytest --kerascompat 2\n\n",
                id="Keras 2 on another backend",
            ),
            pytest.param(
                (),
                ("--kerascompat", "3"),
                "ERROR: pytest --kerascompat 3\n"
                "  found: tensorflow is not installed; keras is not installed; tf_keras is not installed\n"
                '  cure:  pip install -U "keras>=3"\n\n',
                id="no Keras at all",
            ),
        ],
    )
    def test_is_one_usage_error_and_nothing_is_imported(self, library, trees, options, text):
        assert run(library(*trees), *PLUGIN, "-s", *options) == (4, "", text)

    def test_comes_where_another_plugin_has_imported_tensorflow(self, library):
        here = library(*BOTH).local({"early.py": "import tensorflow, keras"})
        early = ("-p", "early")
        assert run(here, *early, *PLUGIN, "--kerascompat", "2") == (
            4,
            "",
            "ERROR: pytest --kerascompat 2\n"
            f"  found: already imported: tensorflow, keras; the choice is {KERAS_3}\n"
            "  cure:  set it before pytest starts: kerascompat run --generation 2 -- pytest\n\n",
        )
        assert run(here, *early, *PLUGIN, "--kerascompat", "3")[0] == 0
        assert run(here, *early, *PLUGIN, "--kerascompat", "2", TF_USE_LEGACY_KERAS="1")[0] == 0

    def test_comes_where_a_conftest_imports_keras_and_then_names_the_plugin(self, library):
        here = library(*BOTH, conftest_py='import mylib\npytest_plugins = ["kerascompat.pytest"]')
        code, out, err = run(here, "--kerascompat", "3", "--kerascompat-backend", "jax")
        assert (code, out) == (4, "")
        assert err == (
            "ERROR: pytest --kerascompat 3 --kerascompat-backend jax\n"
            f"  found: already imported: tensorflow, keras; the choice is {KERAS_3}\n"
            "  cure:  set it before pytest starts: kerascompat run --generation 3 --backend jax -- pytest\n\n"
        )

    def test_of_a_word_that_is_no_generation_is_that_of_pytest(self, library):
        code, _, err = run(library(*BOTH), *PLUGIN, "--kerascompat", "4")
        assert code == 4
        assert "argument --kerascompat: invalid choice: '4'" in err


class TestAMarker:
    def test_skips_at_the_test_with_the_reason(self, library):
        test = """
            import pytest
            pytestmark = pytest.mark.kerascompat(keras=">=2.15")

            @pytest.mark.kerascompat(generation=3)
            def test_function(): assert 0

            @pytest.mark.kerascompat(backend="jax")
            class TestClass:
                @pytest.mark.kerascompat(tensorflow=">=2.16")
                def test_method(self): assert 0

            @pytest.mark.kerascompat
            def test_any(): pass
        """
        here = library(*BOTH, test_mylib_py=test)
        code, out, _ = run(here, *PLUGIN, "--kerascompat", "2", "-q", "-rs", "--strict-markers")
        assert code == 0
        assert [line for line in out.splitlines() if line.startswith("SKIPPED")] == [
            f"SKIPPED [1] test_mylib.py:5: needs Keras 3; found {KERAS_2} ({LEGACY})",
            f"SKIPPED [1] test_mylib.py:10: needs the backend jax; found {KERAS_2} (from generation 2) ({LEGACY})",
        ]

    def test_skips_where_there_is_no_keras(self, library):
        test = "import pytest\n@pytest.mark.kerascompat\ndef test_any(): assert 0\n"
        here = library(conftest_py="", mylib_py="", test_mylib_py=test)
        code, out, _ = run(here, *PLUGIN, "-q", "-rs")
        assert code == 0
        assert (
            "SKIPPED [1] test_mylib.py:2: needs a Keras; found none: kerascompat.keras needs a Keras; tensorflow is not"
            " installed; keras is not installed; tf_keras is not installed\n"
        ) in out

    def test_with_a_wrong_argument_is_an_error_of_the_test(self, library):
        test = """
            import pytest
            @pytest.mark.kerascompat(generation=4)
            def test_wrong(): pass
            def test_right(): pass
        """
        code, out, _ = run(library(*BOTH, test_mylib_py=test), *PLUGIN, "-q")
        assert code == 1
        assert "1 passed, 1 error" in out
        text = (
            "pytest.mark.kerascompat(generation=...) takes 2 or 3\n  found: 4\n  cure:  generation=2 or generation=3\n"
        )
        assert out.count(text) == 1
        assert "Traceback" not in out

    def test_is_listed(self, library):
        assert (
            "@pytest.mark.kerascompat(generation=None, keras=None, tensorflow=None, backend=None): skip the test where"
            " kerascompat.keras is not that; the arguments are those of kerascompat.require()\n"
        ) in run(library(*BOTH), *PLUGIN, "--markers")[1]


def summary(output):
    return output.partition(" kerascompat: the suite on each Keras =")[2].partition("\n")[2]


class TestAll:
    def test_runs_the_suite_on_each_keras_and_sums_up(self, library):
        code, out, err = run(library(*BOTH), *PLUGIN, "--kerascompat", "all", "-s")
        assert (code, err) == (0, "")
        assert seen(out) == [("1", None), (None, None)]
        lines = [line for line in out.splitlines() if " kerascompat: " in line]
        assert [line.strip("= ") for line in lines] == [
            f"kerascompat: {KERAS_2}",
            f"kerascompat: {KERAS_3}",
            "kerascompat: the suite on each Keras",
        ]
        assert summary(out) == (
            f"{KERAS_2}  1 passed, 1 skipped  exit code 0\n{KERAS_3}     2 passed             exit code 0\n"
        )

    def test_names_what_cannot_be_had(self, library):
        code, out, err = run(library(tensorflow("2.16.2"), keras3("3.10.0")), *PLUGIN, "--kerascompat", "all")
        assert (code, err) == (0, "")
        assert summary(out) == (
            f"{KERAS_3}  2 passed  exit code 0\n"
            "Keras 2 cannot be had here\n"
            "  found: tensorflow 2.16.2; keras 3.10.0; tf_keras is not installed\n"
            '  cure:  pip install "tf-keras==2.16.*"\n'
        )

    def test_is_a_usage_error_where_there_is_no_keras(self, library):
        assert run(library(), *PLUGIN, "--kerascompat", "all") == (
            4,
            "",
            "ERROR: pytest --kerascompat 2\n"
            "  found: tensorflow is not installed; keras is not installed; tf_keras is not installed\n"
            '  cure:  pip install "kerascompat[keras2]" (TensorFlow with tf-keras)\n'
            "pytest --kerascompat 3\n"
            "  found: tensorflow is not installed; keras is not installed; tf_keras is not installed\n"
            '  cure:  pip install -U "keras>=3"\n\n',
        )

    @pytest.mark.parametrize(
        ("variable", "found"),
        [
            (
                "JAX",
                "KERAS_BACKEND=JAX asks for a backend that keras 3.10.0 has; its backends are tensorflow, jax, torch,"
                " numpy, openvino (exact, lower case)\n"
                "  cure:  export KERAS_BACKEND=jax\n\n",
            ),
            (
                "torch",
                "keras 3.10.0 is to compute with torch (KERAS_BACKEND=torch); torch is not installed; installed:"
                " tensorflow, jax\n"
                "  cure:  pip install torch, or choose what is there: export KERAS_BACKEND=tensorflow\n\n",
            ),
        ],
    )
    def test_is_a_usage_error_where_a_setting_keeps_one_of_them_away(self, library, variable, found):
        done = run(library(*BOTH), *PLUGIN, "--kerascompat", "all", KERAS_BACKEND=variable)
        assert done == (4, "", f"ERROR: pytest --kerascompat 3\n  found: {found}")

    def test_with_a_backend_leaves_keras_2_out(self, library):
        code, out, _ = run(library(*BOTH), *PLUGIN, "--kerascompat", "all", "--kerascompat-backend", "jax", "-s")
        assert code == 0
        assert seen(out) == [(None, "jax")]
        assert summary(out) == (
            "keras 3.10.0, generation 3, on jax  2 passed  exit code 0\n"
            "Keras 2 cannot be had here\n"
            "  found: Keras 2 computes with TensorFlow only\n"
            "  cure:  pytest --kerascompat 3 --kerascompat-backend jax, or pytest --kerascompat 2\n"
        )

    def test_gives_the_worst_exit_code(self, library):
        test = """
            import os, pytest
            @pytest.mark.kerascompat(generation=2)
            def test_crash(): os._exit(77)
            @pytest.mark.kerascompat(generation=3)
            def test_failure(): assert 0
        """
        code, out, _ = run(library(*BOTH, test_mylib_py=test), *PLUGIN, "--kerascompat", "all")
        assert code == 77
        assert summary(out) == (
            f"{KERAS_2}  no result            exit code 77\n{KERAS_3}     1 failed, 1 skipped  exit code 1\n"
        )

    def test_passes_the_arguments_on(self, library):
        files = {
            "conftest_py": "def pytest_addoption(parser): parser.addoption('--slow', action='store_true')",
            "test_mylib_py": """
                def test_first(request): assert not request.config.option.slow
                def test_second(): assert 0
                def test_third(): pass
            """,
        }
        arguments = ("--kerascompat=all", "--slow", "-x", "-k", "not third", "--", "test_mylib.py")
        code, out, _ = run(library(*BOTH, **files), *PLUGIN, *arguments)
        assert code == 1
        assert summary(out) == f"{KERAS_2}  1 failed  exit code 1\n{KERAS_3}     1 failed  exit code 1\n"

    def test_may_stand_in_the_configuration(self, library):
        ini = "[pytest]\naddopts = -p kerascompat.pytest --kerascompat all\ntestpaths = .\n"
        here = library(*BOTH).local({"pytest.ini": ini})
        assert summary(run(here)[1]).count("exit code 0") == 2
        assert summary(run(here, "--kerascompat", "3")[1]) == ""

    def test_imports_no_conftest_in_the_process_that_runs_the_others(self, library):
        conftest = f"{SEEN}\nimport os, tensorflow\nprint('PARENT', os.getppid())"
        process = start(library(*BOTH, conftest_py=conftest), *PLUGIN, "--kerascompat", "all", "-s")
        out = process.communicate(timeout=60)[0]
        assert set(re.findall(r"PARENT (\d+)", out)) == {str(process.pid)}

    def test_runs_each_suite_as_pytest_itself_was_started(self, library):
        test = """
            import os, sys
            def test_path(): assert (os.getcwd() in sys.path) is ("BY_MODULE" in os.environ), sys.path
            def test_flags(): assert sys.flags.no_site and sys.flags.no_user_site
        """
        here = library(*BOTH, conftest_py="", test_mylib_py="")
        write(here.work / "tests", {"test_path.py": textwrap.dedent(test)})
        write(here.site, {"script.py": "import sys, pytest\nsys.exit(pytest.main())"})
        both = f"{KERAS_2}  2 passed  exit code 0\n{KERAS_3}     2 passed  exit code 0\n"
        arguments = (*PLUGIN, "--kerascompat", "all", "tests", "--import-mode=importlib")
        script = {"command": (str(here.site / "script.py"),), "PYTHONWARNINGS": "error"}
        for how in ({"BY_MODULE": "1"}, script, {**script, "PYTHONSAFEPATH": "1"}):
            code, out, err = run(here, *arguments, **how)
            assert (code, summary(out), err) == (0, both, "")

    def test_works_where_a_conftest_names_the_plugin(self, library):
        here = library(*BOTH, conftest_py=f'{SEEN}\npytest_plugins = ["kerascompat.pytest"]')
        code, out, _ = run(here, "--kerascompat", "all")
        assert code == 0
        assert summary(out).count("exit code 0") == 2

    def test_goes_through_the_workers_of_xdist(self, library):
        pytest.importorskip("xdist")
        code, out, _ = run(library(*BOTH), *PLUGIN, "--kerascompat", "all", "-p", "xdist.plugin", "-n", "2")
        assert code == 0
        assert summary(out) == (
            f"{KERAS_2}  1 passed, 1 skipped  exit code 0\n{KERAS_3}     2 passed             exit code 0\n"
        )

    def test_is_an_option_of_the_two_that_help_shows(self, library):
        out = run(library(*BOTH), *PLUGIN, "--help")[1]
        assert "--kerascompat={2,3,all}" in out
        assert "--kerascompat-backend={tensorflow,jax,torch,numpy,openvino}" in out
        assert "counts" not in out

    @pytest.mark.parametrize("option", ["--help", "--version"])
    def test_leaves_help_and_version_to_pytest(self, library, option):
        code, out, _ = run(library(*BOTH), *PLUGIN, "--kerascompat", "all", option, option)
        assert code == 0
        assert "the suite on each Keras" not in out

    @pytest.mark.usefixtures("heeded")
    @pytest.mark.parametrize(
        ("number", "code"), [(signal.SIGINT, 2), (signal.SIGTERM, 143)], ids=["Ctrl-C", "a termination"]
    )
    def test_ends_with_its_suite(self, library, number, code):
        test = """
            import os, time
            def test_quick(): pass
            def test_slow():
                print("READY", os.getpid(), flush=True)
                time.sleep(50)
        """
        process = start(library(*BOTH, test_mylib_py=test), *PLUGIN, "--kerascompat", "all", "-s")
        for line in process.stdout:
            if ready := re.search(r"READY (\d+)", line):
                break
        process.send_signal(number)
        out = process.communicate(timeout=30)[0]
        assert process.returncode == code
        with pytest.raises(ProcessLookupError):
            os.kill(int(ready.group(1)), 0)
        if number == signal.SIGINT:
            assert summary(out) == f"{KERAS_2}  1 passed  exit code 2\n{KERAS_3}     not run\n"

    @pytest.mark.usefixtures("heeded")
    def test_ends_by_one_interrupt_in_a_terminal(self, library):
        test = """
            import time
            import pytest

            @pytest.fixture
            def resource():
                yield
                time.sleep(0.5)
                print("CLEANED")

            def test_slow(resource):
                print("READY")
                time.sleep(50)
        """
        here = library(*BOTH, test_mylib_py=test)
        master, slave = pty.openpty()
        command = [sys.executable, "-S", "-s", "-m", "pytest", "-p", "no:cacheprovider", *PLUGIN, "--kerascompat=all"]
        process = subprocess.Popen(
            [sys.executable, "-S", "-s", "-c", TAKE_TERMINAL, *command, "-s"],
            cwd=here.work,
            env=here.environment({"COLUMNS": "80"}),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        out = ""
        with os.fdopen(master, "rb", 0) as terminal, suppress(OSError):  # which Linux raises at the end
            while part := terminal.read(4096):
                out += part.decode()
                if "READY" in part.decode():
                    os.write(master, b"\x03")
        assert process.wait(30) == 2
        assert "CLEANED" in out
        assert summary(out.replace("\r", "")) == f"{KERAS_2}  no result  exit code 2\n{KERAS_3}     not run\n"
