"""`kerascompat lab probe` and `lab measure`: the real commands and the real runner, on an index of fake Keras wheels.

The steps of the real probe need a real Keras. Here they are replaced in a copy of the package: what a step does is a
line of Python in the wheel of the fake `keras`, by the step's name.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import types
from pathlib import Path

import psutil
import pytest
from fake_index import Commands, add_wheel, variables
from fake_worlds import SOURCE, write

from kerascompat._matrix import FOLDER
from kerascompat.cli import main

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
STEPS = ["import", "fit", "save", "export"]

BUILDING = """
from .outcome import Absent

def act(name, world):
    import keras
    world.keras = keras
    exec(keras.steps.get(name, ""))

def import_(world):
    act("import", world)
"""
COMMAND = f"""
from functools import partial
STEPS = {{"import": building.import_, **{{name: partial(building.act, name) for name in {STEPS[1:]}}}}}
"""
KERAS = "import types\nbackend = types.SimpleNamespace(clear_session=int)\nsteps = {!r}\n"

ONCE = "import os, sys; os._exit(9) if '--after' in sys.argv else None"
HANG = "import os, sys, time; print('hanging', os.getpid(), file=sys.stderr, flush=True); time.sleep(99)"
HALF = "import os, sys; open(sys.argv[1], 'a').write('{\"step\": \"fi'); os._exit(5)"
TELL = "import json, os, sys; print('variables', json.dumps(dict(os.environ)), file=sys.stderr)"
KILLED = "import os; os.kill(os.getpid(), 9)"

BEHAVIOURS = {
    "2.12.1": {},
    "2.13.1": {"fit": "raise ValueError('it is gone')", "export": "raise KeyError(1)"},
    "2.14.1": {"fit": KILLED},
    "2.15.1": {"fit": HANG},
    "2.16.2": {"fit": HALF},
    "2.17.1": {"import": ONCE, "fit": KILLED},
    "2.18.1": {"import": "raise ImportError('no') from KeyError('the root')"},
    "2.19.1": {"fit": TELL, "save": "raise Absent('not there')"},
    "2.20.0": {"import": KILLED},
}
"""What the Keras that each fake TensorFlow brings does in the steps."""

REFUSED, SILENT, UNRESOLVED = "2.21.0", "2.18.0", "2.22.0rc0"
"""TensorFlow without a Keras; one with which Python ends at once; one that the index has not."""

AT_ONCE = "import os\nif 'KERAS_HOME' in os.environ:\n    os._exit(7)\n"


def keras(tensorflow):
    """The release of Keras that a fake TensorFlow brings."""
    return f"3.{tensorflow.split('.')[1]}.0"


def asked(tensorflow):
    return f"kerascompat lab probe --python {PYTHON} tensorflow=={tensorflow}"


def installed(name):
    """An installed package of this environment, as a wheel's files."""
    folder = Path(importlib.util.find_spec(name).origin).parent
    return {
        f"{name}/{path.relative_to(folder).as_posix()}": path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.py"))
    }


def make_index(folder):
    for tensorflow, steps in BEHAVIOURS.items():
        add_wheel(folder, "tensorflow", tensorflow, requires=(f"keras=={keras(tensorflow)}",))
        add_wheel(folder, "keras", keras(tensorflow), {"keras/__init__.py": KERAS.format(steps)})
    add_wheel(folder, "tensorflow", REFUSED)
    add_wheel(folder, "tensorflow", SILENT, {"tensorflow/__init__.py": "", "sitecustomize.py": AT_ONCE})
    needs = ("packaging",) if sys.version_info >= (3, 10) else ("packaging", "importlib-metadata", "zipp")
    for name in needs:
        add_wheel(folder, name, importlib.metadata.version(name), installed(name.replace("-", "_")))


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """What no test changes but for the better: the package, the index, the environments that were built."""
    folder = tmp_path_factory.mktemp("lab")
    source = folder / "source" / "kerascompat"
    shutil.copytree(SOURCE / "kerascompat", source, ignore=shutil.ignore_patterns("__pycache__"))
    probe = source / "lab" / "probe"
    for name, more in (("command.py", COMMAND), ("building.py", BUILDING)):
        with (probe / name).open("a", encoding="utf-8") as file:
            file.write(more)
    make_index(folder / "index")
    made = variables(folder, folder / "index")
    made["PYTHONPATH"] = made["PYTHONPATH"].replace(str(SOURCE), str(source.parent))
    return types.SimpleNamespace(folder=folder, variables=made)


class Lab(Commands):
    """A folder of data and one of logs, and the commands on them."""

    def __init__(self, shared, folder):
        self.folder = folder
        self.variables = shared.variables
        self.cache = shared.folder / "cache"
        with open(os.path.join(FOLDER, "registry.json"), encoding="utf-8") as file:
            registry = json.load(file)
        for facts in registry["distributions"]["tensorflow"].values():
            facts["pythons"] = [PYTHON]
        write(folder / "data", {"registry.json": json.dumps(registry)})
        self.matrix = folder / "data" / "matrix.json"

    def command(self, *arguments):
        return super().command(*arguments, "--cache", str(self.cache))

    def folders(self, *tensorflows):
        """The arguments for the default combinations of some TensorFlows."""
        only = f"python {re.escape(PYTHON)} tensorflow==({'|'.join(map(re.escape, tensorflows))})$"
        return ("measure", "--data", "data", "--logs", "logs", "--only", only, "--jobs", "2")

    def measure(self, *tensorflows, more=(), **others):
        return self(*self.folders(*tensorflows), *more, **others)

    def rows(self):
        return {row["asked"]: row for row in json.loads(self.matrix.read_text(encoding="utf-8"))["rows"]}

    def log(self, tensorflow):
        return self.folder / "logs" / f"{hashlib.sha256(asked(tensorflow).encode()).hexdigest()[:16]}.txt"


@pytest.fixture
def lab(shared, tmp_path):
    return Lab(shared, tmp_path)


@pytest.fixture(scope="module")
def measured(shared, tmp_path_factory):
    """One run over all that a Keras can do to a probe."""
    lab = Lab(shared, tmp_path_factory.mktemp("measured"))
    caller = {"TF_USE_LEGACY_KERAS": "1", "KERAS_HOME": str(lab.folder), "KERAS_BACKEND": "torch", "MINE": "kept"}
    done = lab.measure(*BEHAVIOURS, REFUSED, UNRESOLVED, more=("--timeout", "4"), PYTHONSTARTUP="mine.py", **caller)
    return types.SimpleNamespace(lab=lab, done=done, rows=lab.rows())


class TestRows:
    def row(self, measured, tensorflow):
        return measured.rows[asked(tensorflow)]

    def test_a_combination_where_all_passes_is_a_row_with_all_its_fields(self, measured):
        row = dict(self.row(measured, "2.12.1"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row.pop("date"))
        assert row.pop("log") == hashlib.sha256(measured.lab.log("2.12.1").read_bytes()).hexdigest()[:16]
        assert row == {
            "python": PYTHON,
            "tensorflow": "2.12.1",
            "provider": "keras",
            "version": "3.12.0",
            "backend": "tensorflow",
            "backend_version": None,
            "numpy": None,
            "protobuf": None,
            "variable": None,
            "failed": {},
            "error": None,
            "absent": [],
            "asked": asked("2.12.1"),
            "command": f"kerascompat lab probe --python {PYTHON} keras==3.12.0 tensorflow==2.12.1",
        }

    @pytest.mark.parametrize("tensorflow", BEHAVIOURS)
    def test_each_row_names_its_log(self, measured, tensorflow):
        log = measured.lab.log(tensorflow).read_bytes()
        assert self.row(measured, tensorflow)["log"] == hashlib.sha256(log).hexdigest()[:16]

    @pytest.mark.parametrize(
        ("tensorflow", "failed", "error"),
        [
            pytest.param(
                "2.13.1",
                {"fit": "ValueError: it is gone", "export": "KeyError: 1"},
                "ValueError: it is gone",
                id="steps that fail",
            ),
            pytest.param(
                "2.14.1",
                {"fit": "the process ended: killed by signal 9"},
                "the process ended: killed by signal 9",
                id="a step that takes the process with it: the probe goes on after it",
            ),
            pytest.param("2.15.1", {"fit": "not done after 4 s"}, "not done after 4 s", id="a step that never ends"),
            pytest.param(
                "2.16.2",
                {"fit": "the process ended: exit code 5"},
                "the process ended: exit code 5",
                id="half a line in the record",
            ),
            pytest.param(
                "2.17.1",
                {
                    "fit": "the process ended: killed by signal 9",
                    "save": "the process ended: exit code 9",
                    "export": "the process ended: exit code 9",
                },
                "the process ended: killed by signal 9",
                id="steps that were never begun have not passed",
            ),
            pytest.param("2.18.1", {"import": "ImportError: no"}, "KeyError: 'the root'", id="an import that fails"),
            pytest.param(
                "2.20.0",
                {"import": "the process ended: killed by signal 9"},
                "the process ended: killed by signal 9",
                id="an import that takes the process with it",
            ),
        ],
    )
    def test_what_failed_is_told_and_how(self, measured, tensorflow, failed, error):
        row = self.row(measured, tensorflow)
        assert (row["failed"], row["error"], row["absent"]) == (failed, error, [])

    def test_what_is_not_there_is_told_apart(self, measured):
        row = self.row(measured, "2.19.1")
        assert (row["failed"], row["error"], row["absent"]) == ({}, None, ["save"])

    def test_the_steps_are_told_in_their_order(self, measured):
        assert json.loads(measured.lab.matrix.read_text())["steps"] == STEPS

    def test_what_has_no_answer_has_no_row_and_costs_no_other(self, measured):
        assert set(measured.rows) == {asked(tensorflow) for tensorflow in BEHAVIOURS}
        assert measured.done.returncode == 1
        assert measured.done.stdout == ""
        lines = [line.partition("] ")[2] for line in measured.done.stderr.splitlines()]
        assert f"{asked('2.12.1')}: all passed" in lines
        assert f"{asked('2.13.1')}: fit, export" in lines
        (refused,) = [line for line in lines if line.startswith(asked(REFUSED))]
        assert refused.startswith(f"{asked(REFUSED)}: ProbeError: ")
        (unresolved,) = [line for line in lines if line.startswith(asked(UNRESOLVED))]
        assert re.match(r".*: BuildError: .*tensorflow==2\.22\.0rc0", unresolved)
        assert measured.done.stderr.splitlines()[-1] == "9 rows measured, 2 combinations without a row"

    def test_the_probe_sees_nothing_of_the_callers_python_or_keras(self, measured):
        (line,) = [each for each in measured.lab.log("2.19.1").read_text().splitlines() if each.startswith("variables")]
        found = json.loads(line.partition(" ")[2])
        for name in ("PYTHONSTARTUP", "TF_USE_LEGACY_KERAS", "KERAS_BACKEND"):
            assert name not in found
        folder = Path(found["PYTHONPATH"]).parent
        assert folder.name.startswith("kerascompat-lab-")
        assert found["PYTHONPATH"] == str(folder / "path")
        assert folder in Path(found["KERAS_HOME"]).parents
        assert not folder.exists()
        assert found["PYTHONNOUSERSITE"] == "1"
        assert found["VIRTUAL_ENV"].startswith(str(measured.lab.cache))
        assert found["MINE"] == "kept"

    def test_nothing_half_built_and_nothing_in_use_is_left(self, measured):
        cache = measured.lab.cache
        assert [each for each in os.listdir(cache) if each.startswith("building-")] == []
        assert list(cache.glob("*/in-use-*")) == []


def test_a_probe_that_writes_nothing_is_told(lab):
    done = lab("probe", "--python", PYTHON, f"tensorflow=={SILENT}")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == f"[1/1] tensorflow=={SILENT}: ProbeError: the probe ended before it said what is installed\n"


class TestResume:
    PASSING = "2.12.1"
    FAILING = "2.13.1"

    @pytest.fixture
    def once(self, lab, measured):
        """A folder with their rows, and without their logs: who measures writes one."""
        table = json.loads(measured.lab.matrix.read_text())
        table["rows"] = [row for row in table["rows"] if row["asked"] in {asked(self.PASSING), asked(self.FAILING)}]
        lab.matrix.write_text(json.dumps(table))
        return lab

    def was_measured(self, lab):
        return {each for each in (self.PASSING, self.FAILING) if lab.log(each).exists()}

    def test_what_has_a_row_is_not_measured_again(self, once):
        before = once.matrix.read_bytes()
        done = once.measure(self.PASSING, self.FAILING)
        assert (done.returncode, done.stderr) == (0, "0 rows measured, 0 combinations without a row\n")
        assert self.was_measured(once) == set()
        assert once.matrix.read_bytes() == before

    def test_a_row_that_is_missing_is_measured_alone(self, once):
        table = json.loads(once.matrix.read_text())
        table["rows"] = [row for row in table["rows"] if row["asked"] != asked(self.FAILING)]
        once.matrix.write_text(json.dumps(table))
        assert once.measure(self.PASSING, self.FAILING).returncode == 0
        assert self.was_measured(once) == {self.FAILING}
        assert set(once.rows()) == {asked(self.PASSING), asked(self.FAILING)}

    def test_again_measures_what_has_a_row_and_keeps_the_others(self, once):
        assert once.measure(self.PASSING, more=("--again",)).returncode == 0
        assert self.was_measured(once) == {self.PASSING}
        assert set(once.rows()) == {asked(self.PASSING), asked(self.FAILING)}

    def test_rows_that_were_put_through_other_steps_are_measured_again(self, once):
        table = json.loads(once.matrix.read_text())
        table["steps"].append("another")
        once.matrix.write_text(json.dumps(table))
        assert once.measure(self.PASSING, self.FAILING).returncode == 0
        assert self.was_measured(once) == {self.PASSING, self.FAILING}
        assert json.loads(once.matrix.read_text())["steps"] == STEPS
        assert set(once.rows()) == {asked(self.PASSING), asked(self.FAILING)}


def test_sigterm_ends_all_and_keeps_the_rows_so_far(lab):
    lab.cache = lab.folder / "cache"
    process = subprocess.Popen(
        lab.command(*lab.folders("2.12.1", "2.15.1")),
        cwd=lab.folder,
        env=lab.variables,
        stderr=subprocess.PIPE,
        text=True,
    )
    log, pids = lab.log("2.15.1"), []
    end = time.monotonic() + 60
    while not (pids and lab.matrix.exists()) and process.poll() is None and time.monotonic() < end:
        pids = re.findall(r"^hanging (\d+)$", log.read_text(), re.MULTILINE) if log.exists() else []
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.endswith("\nstopped\n")
    assert not psutil.pid_exists(int(pids[0]))
    assert list(lab.rows()) == [asked("2.12.1")]
    assert [each for each in os.listdir(lab.cache) if each.startswith("building-")] == []
    assert list(lab.cache.glob("*/in-use-*")) == []


class TestFolder:
    """What needs no probe: the command in this process."""

    @pytest.fixture
    def measure(self, lab, monkeypatch, capsys):
        def run(*tensorflows, more=()):
            monkeypatch.chdir(lab.folder)
            code = main(["lab", *lab.folders(*tensorflows), "--cache", str(lab.cache), *more])
            printed = capsys.readouterr()
            return code, printed.out, printed.err

        return run

    def test_list_prints_the_commands_and_measures_nothing(self, lab, measure):
        assert measure("2.12.1", "2.13.1", more=("--list",)) == (0, f"{asked('2.12.1')}\n{asked('2.13.1')}\n", "")
        assert os.listdir(lab.folder / "data") == ["registry.json"]
        assert not (lab.folder / "logs").exists()

    def test_a_list_of_nothing_is_empty(self, measure):
        assert measure("9.9", more=("--list",)) == (0, "", "")

    def test_without_only_everything_is_listed(self, measure):
        _, printed, _ = measure("9.9", more=("--list", "--only", ""))
        assert len(printed.splitlines()) >= 150

    @pytest.mark.parametrize(
        "text", ["", "{", "[]", "null", '{"schema": 9}', '{"schema": 1, "steps": [], "rows": [{}]}']
    )
    @pytest.mark.parametrize("more", [(), ("--again",)])
    def test_a_damaged_table_is_named_and_left_as_it_is(self, lab, measure, text, more):
        lab.matrix.write_text(text)
        code, printed, errors = measure("2.12.1", more=more)
        assert (code, printed) == (2, "")
        (line,) = errors.splitlines()
        assert line.startswith("kerascompat lab measure: data/matrix.json cannot be used (")
        assert line.endswith("); restore it, or remove it to begin anew")
        assert lab.matrix.read_text() == text
        assert not (lab.folder / "logs").exists()

    @pytest.mark.parametrize(
        "text", [None, "", "{", "[]", "{}", '{"distributions": {}}', '{"distributions": {"tensorflow": []}}']
    )
    def test_a_registry_that_is_missing_or_damaged_is_named(self, lab, measure, text):
        path = lab.folder / "data" / "registry.json"
        path.unlink()
        if text is not None:
            path.write_text(text)
        code, printed, errors = measure("2.12.1")
        assert (code, printed) == (2, "")
        (line,) = errors.splitlines()
        assert line.startswith("kerascompat lab measure: data/registry.json cannot be used (")
        assert line.endswith("); `kerascompat lab registry` writes it")

    def test_logs_that_cannot_be_written_are_named(self, lab, measure):
        (lab.folder / "logs").write_text("a file")
        code, _, errors = measure("2.12.1")
        assert code == 2
        assert errors.startswith("kerascompat lab measure: [Errno ")
        assert errors.endswith(": 'logs'\n")

    def test_what_is_no_regular_expression_is_refused(self, measure, capsys):
        with pytest.raises(SystemExit) as caught:
            measure("2.12.1", more=("--only", "tensorflow["))
        assert caught.value.code == 2
        assert "--only: 'tensorflow[' is no regular expression: " in capsys.readouterr().err


class TestProbe:
    @pytest.mark.parametrize(
        ("tensorflow", "code", "text"),
        [
            pytest.param(
                "2.12.1",
                0,
                f"keras 3.12.0, tensorflow 2.12.1, Python {PYTHON}, on tensorflow\n  every step passed\n",
                id="all passed",
            ),
            pytest.param(
                "2.13.1",
                1,
                f"keras 3.13.0, tensorflow 2.13.1, Python {PYTHON}, on tensorflow\n"
                "  failed  fit: ValueError: it is gone\n  failed  export: KeyError: 1\n  every other step passed\n",
                id="some failed",
            ),
            pytest.param(
                "2.19.1",
                0,
                f"keras 3.19.0, tensorflow 2.19.1, Python {PYTHON}, on tensorflow\n"
                "  absent  save\n  every other step passed\n",
                id="one does not exist",
            ),
            pytest.param(
                "2.18.1",
                1,
                f"keras 3.18.0, tensorflow 2.18.1, Python {PYTHON}, on tensorflow\n"
                "  failed  import: ImportError: no\n  no other step could be tried\n",
                id="nothing could be imported",
            ),
        ],
    )
    def test_what_it_prints_and_how_it_ends(self, lab, tensorflow, code, text):
        done = lab("probe", "--python", PYTHON, f"tensorflow=={tensorflow}")
        assert (done.returncode, done.stdout) == (code, text)
        assert done.stderr == f"[1/1] tensorflow=={tensorflow}: measured\n"

    def test_as_json_it_is_the_row_that_measure_writes(self, lab, measured):
        done = lab("probe", "--python", PYTHON, "tensorflow==2.13.1", "--json")
        printed, row = json.loads(done.stdout), dict(measured.rows[asked("2.13.1")])
        assert done.returncode == 1
        assert printed.pop("log") != ""
        del row["log"]  # times and folders
        assert printed == row

    def test_what_is_set_forced_and_left_out_is_in_the_row(self, lab):
        arguments = ("--force", "keras==3.13.0", "--set", "TF_USE_LEGACY_KERAS=0", "--without", "nothing")
        done = lab("probe", "--python", PYTHON, *arguments, "tensorflow==2.12.1", "--json")
        row = json.loads(done.stdout)
        assert (row["version"], row["variable"]) == ("3.13.0", "0")
        assert row["asked"] == (
            f"kerascompat lab probe --python {PYTHON} --force keras==3.13.0 --without nothing"
            " --set TF_USE_LEGACY_KERAS=0 tensorflow==2.12.1"
        )
        assert row["command"] == row["asked"]

    @pytest.mark.parametrize(
        ("arguments", "text"),
        [
            pytest.param(("tensorflow==9.9",), "tensorflow==9.9: BuildError: ", id="a release that is not there"),
            pytest.param(
                ("tensorflow==2.12.1", "--python", "3.99"),
                "BuildError: Python 3.99 is not on this machine",
                id="a Python that is not there",
            ),
            pytest.param((f"tensorflow=={REFUSED}",), "ProbeError: ", id="no Keras"),
            pytest.param(("tensor flow",), "tensor flow: BuildError: ", id="no requirement"),
            pytest.param(("tensorflow==2.12.1", "--force", "a b"), "BuildError: ", id="nothing to force"),
        ],
    )
    def test_where_nothing_can_be_said_the_reason_is(self, lab, arguments, text):
        done = lab("probe", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert text in done.stderr
        assert "Traceback" not in done.stderr

    def test_a_step_that_never_ends_costs_the_limit_alone(self, lab):
        done = lab("probe", "--python", PYTHON, "tensorflow==2.15.1", "--timeout", "2")
        assert done.returncode == 1
        assert re.search(r"^  failed  fit: not done after \d s\n  every other step passed$", done.stdout, re.MULTILINE)

    def test_nothing_of_it_stays_but_the_environment(self, lab, tmp_path):
        folder = tmp_path / "temporary"
        folder.mkdir()
        assert lab("probe", "--python", PYTHON, "tensorflow==2.12.1", TMPDIR=str(folder)).returncode == 0
        assert os.listdir(folder) == []
