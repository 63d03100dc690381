"""`kerascompat lab run` and `lab plan`: a library's grid, on an index of fake TensorFlows."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import psutil
import pytest
from fake_index import Commands, add_wheel, variables
from fake_worlds import write

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
TENSORFLOW = {"tensorflow/__init__.py": "import os\nlegacy = os.environ.get('TF_USE_LEGACY_KERAS')\n"}
SEE = "import sys, os, tensorflow; print(tensorflow.legacy, sys.flags.no_user_site, os.environ.get('PYTHONPATH'))"

# A build backend in the project's own folder: it needs nothing from an index.
BACKEND = """
import zipfile

def build_wheel(folder, *_):
    with zipfile.ZipFile(f"{folder}/mylib-1.0-py3-none-any.whl", "w") as archive:
        info = "mylib-1.0.dist-info"
        archive.write("mylib.py")
        extra = "Provides-Extra: test\\nRequires-Dist: checker; extra == 'test'\\n"
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\\nName: mylib\\nVersion: 1.0\\n" + extra)
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        archive.writestr(f"{info}/RECORD", "")
    return "mylib-1.0-py3-none-any.whl"
"""
PROJECT = {
    "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
    "backend.py": BACKEND,
    "mylib.py": "answer = 42\n",
}


class Lab(Commands):
    """A project's folder, an index, and the command in it."""

    def __init__(self, folder):
        self.folder = folder / "project"
        self.variables = variables(folder, folder / "index", XDG_CACHE_HOME=str(folder / "cache"))
        self.cache = folder / "cache" / "kerascompat" / "lab"
        index = folder / "index"
        for version in ("2.11.1", "2.30.1", "2.30.2"):
            keras = "keras<2.16,>=2.15" if version.startswith("2.11") else "keras>=3.0"
            add_wheel(index, "tensorflow", version, TENSORFLOW, requires=(keras,))
        for version in ("2.15.0", "3.15.1"):
            add_wheel(index, "keras", version)
        add_wheel(index, "tf-keras", "2.30.0", requires=("tensorflow>=2.30,<2.31",))
        add_wheel(index, "jax", "0.10.2")
        checker = {"checker/__init__.py": "import mylib\ndef main():\n    print('answer', mylib.answer)\n"}
        add_wheel(index, "checker", "1.0", checker, scripts=("check=checker:main",))
        write(self.folder, PROJECT)

    def states(self, *arguments, **others):
        """The state of each cell, by its name."""
        done = self("run", "--json", *arguments, **others)
        assert done.stdout, done.stderr
        return {cell["cell"]: cell["state"] for cell in json.loads(done.stdout)["cells"]}

    def log(self, cell):
        return (self.folder / ".kerascompat-lab" / "logs" / f"{cell}.txt").read_text()


@pytest.fixture
def lab(tmp_path):
    return Lab(tmp_path)


def cell(tensorflow, generation, backend="tensorflow"):
    return f"py{PYTHON}-tensorflow{tensorflow}-keras{generation}-{backend}"


def test_each_cell_is_its_own_environment_with_its_own_variables(lab):
    states = lab.states("--tensorflow", "2.11,2.30", "--", "python", "-c", SEE)
    assert states == {
        cell("2.11", 2): "passed",
        cell("2.11", 3): "excluded",
        cell("2.30", 2): "passed",
        cell("2.30", 3): "passed",
    }
    assert lab.log(cell("2.11", 2)) == "None 1 None\n"
    assert lab.log(cell("2.30", 2)) == "1 1 None\n"
    assert lab.log(cell("2.30", 3)) == "None 1 None\n"


def test_the_table_shows_the_grid_and_what_failed_with_the_end_of_its_log(lab):
    code = "import os, sys; print('because'); sys.exit(bool(os.environ.get('TF_USE_LEGACY_KERAS')))"
    done = lab("run", "--tensorflow", "2.30", "--", "python", "-c", code)
    assert done.returncode == 1
    row = next(line for line in done.stdout.splitlines() if "2.30 " in line)
    assert row.split() == ["│", PYTHON, "│", "2.30", "│", "failed", "│", "passed", "│"]
    name = cell("2.30", 2)
    assert (
        f"\n{name}: failed: exit code 1; because\n  | because\n  log: .kerascompat-lab/logs/{name}.txt\n" in done.stdout
    )


def test_all_passed_is_success(lab):
    assert lab("run", "--tensorflow", "2.30", "--", "python", "-c", "0").returncode == 0


def test_a_local_project_is_installed_with_its_extras_and_its_programs_run(lab):
    arguments = ("--tensorflow", "2.30", "--generation", "3", "--install", ".[test]", "--", "check")
    assert lab.states(*arguments) == {cell("2.30", 3): "passed"}
    assert lab.log(cell("2.30", 3)) == "answer 42\n"


def test_a_project_that_cannot_be_built_is_said_before_anything_runs(lab):
    (lab.folder / "backend.py").write_text("raise SystemExit('no backend today')\n")
    done = lab("run", "--tensorflow", "2.30", "--install", ".", "--", "python", "-c", "0")
    assert done.returncode == 2
    assert done.stderr.startswith("kerascompat lab run: . cannot be built as a wheel (exit code ")
    assert "no backend today" in done.stderr


def test_a_program_that_only_the_caller_has_is_not_run_with_the_callers_packages(lab, tmp_path):
    program = tmp_path / "bin" / "mytool"
    write(tmp_path / "bin", {"mytool": f"#!{sys.executable}\nprint('with the wrong packages')\n"})
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    done = lab("run", "--tensorflow", "2.30", "--generation", "3", "--", "mytool", PATH=path)
    assert done.returncode == 1
    assert f"mytool is not installed in the environment, only in {program.parent}: add --install mytool" in done.stdout


def test_another_python_is_not_run(lab):
    other = sys.executable
    done = lab("run", "--tensorflow", "2.30", "--generation", "3", "--", other, "-c", "0")
    assert f"error: {other} is another Python than the environment's: say python" in done.stdout


def test_a_script_of_the_users_runs_with_the_environments_python(lab):
    write(lab.folder, {"script": "#!/usr/bin/env python3\nimport tensorflow; print(tensorflow.legacy)\n"})
    (lab.folder / "script").chmod(0o755)
    assert lab.states("--tensorflow", "2.30", "--", "./script") == {
        cell("2.30", 2): "passed",
        cell("2.30", 3): "passed",
    }
    assert lab.log(cell("2.30", 2)) == "1\n"


def test_a_shell_finds_no_program_of_another_environment(lab):
    program = lab.folder / "bin" / "mytool"
    write(lab.folder, {"bin": {"mytool": "#!/bin/sh\necho wrong\n"}, "pyvenv.cfg": ""})
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}/usr/bin{os.pathsep}/bin"
    states = lab.states("--tensorflow", "2.30", "--generation", "3", "--", "sh", "-c", "mytool", PATH=path)
    assert states == {cell("2.30", 3): "failed"}


def test_a_program_that_nobody_has_is_named(lab):
    done = lab("run", "--tensorflow", "2.30", "--generation", "3", "--", "mytool")
    assert "mytool is not installed in the environment: add --install mytool" in done.stdout


def test_a_version_that_does_not_exist_costs_its_own_cell(lab):
    states = lab.states("--tensorflow", "2.99,2.30", "--generation", "3", "--", "python", "-c", "0")
    assert states == {cell("2.99", 3): "unresolved", cell("2.30", 3): "passed"}


def test_an_index_that_is_down_is_named_in_each_cell(lab):
    for name in ("UV_NO_INDEX", "UV_OFFLINE", "UV_FIND_LINKS"):
        del lab.variables[name]
    down = {"UV_DEFAULT_INDEX": "http://127.0.0.1:9/simple", "UV_HTTP_RETRIES": "0"}
    states = lab.states("--tensorflow", "2.30", "--", "python", "-c", "0", **down)
    assert set(states.values()) == {"unreachable"}


def test_a_python_that_is_not_there_costs_its_own_cells(lab):
    states = lab.states("--python", f"3.99,{PYTHON}", "--tensorflow", "2.30", "--generation", "3", "--", "python", "-V")
    assert list(states.values()) == ["no-python", "passed"]


def test_a_command_that_hangs_is_killed_and_told(lab):
    done = lab("run", "--tensorflow", "2.30", "--timeout", "1", "--", "python", "-c", "import time; time.sleep(99)")
    assert done.returncode == 1
    assert f"{cell('2.30', 3)}: timed-out: killed after 1 s" in done.stdout


def test_a_command_that_is_killed_is_told(lab):
    code = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    done = lab("run", "--tensorflow", "2.30", "--generation", "3", "--", "python", "-c", code)
    assert f"{cell('2.30', 3)}: failed: killed by signal 9" in done.stdout


def test_a_log_that_cannot_be_written_costs_its_own_cell_and_is_named(lab):
    log = lab.folder / ".kerascompat-lab" / "logs" / f"{cell('2.30', 2)}.txt"
    log.mkdir(parents=True)
    done = lab("run", "--tensorflow", "2.30", "--json", "--", "python", "-c", "0")
    without, with_log = json.loads(done.stdout)["cells"]
    assert (without["cell"], without["state"]) == (cell("2.30", 2), "error")
    assert log.name in without["detail"]
    assert (with_log["cell"], with_log["state"]) == (cell("2.30", 3), "passed")


class TestResume:
    COUNT = ("--", "python", "-c", "open('count', 'a').write('x')")

    def run(self, lab, *more):
        return lab.states("--tensorflow", "2.30", "--generation", "3", *more, *self.COUNT)

    def count(self, lab):
        return len((lab.folder / "count").read_text())

    def test_what_has_an_answer_is_not_run_again(self, lab):
        self.run(lab)
        assert self.run(lab, "--resume") == {cell("2.30", 3): "passed"}
        assert self.count(lab) == 1

    def test_without_it_everything_runs_again(self, lab):
        self.run(lab)
        self.run(lab)
        assert self.count(lab) == 2

    def test_another_command_is_another_question(self, lab):
        self.run(lab)
        lab.states("--tensorflow", "2.30", "--generation", "3", "--resume", "--", "python", "-c", "open('n', 'w')")
        assert (lab.folder / "n").exists()

    def test_a_changed_project_is_another_question(self, lab):
        self.run(lab, "--install", ".")
        self.run(lab, "--install", ".", "--resume")
        assert self.count(lab) == 1
        (lab.folder / "mylib.py").write_text("answer = 43\n")
        self.run(lab, "--install", ".", "--resume")
        assert self.count(lab) == 2

    def test_a_changed_test_is_another_question(self, lab):
        write(lab.folder, {"tests": {"test_it.py": "0\n"}})
        command = ("--tensorflow", "2.30", "--generation", "3", "--resume", "--", "python", "tests/test_it.py")
        assert lab.states(*command) == {cell("2.30", 3): "passed"}
        write(lab.folder, {"tests": {"test_it.py": "raise SystemExit(1)\n"}})
        assert lab.states(*command) == {cell("2.30", 3): "failed"}

    def test_what_is_no_source_is_not(self, lab):
        self.run(lab)
        (lab.folder / ".#mylib.py").symlink_to("nowhere")
        (lab.folder / "gone.py").symlink_to("nowhere")
        write(lab.folder, {"report.xml": "", "env": {"pyvenv.cfg": "", "lib": {"x.py": ""}}})
        (lab.folder / "mylib.py").write_text((lab.folder / "mylib.py").read_text())
        self.run(lab, "--resume")
        assert self.count(lab) == 1

    def test_more_time_is_another_question_to_what_took_too_long(self, lab):
        command = ("--resume", "--", "python", "-c", "import time; time.sleep(2)")
        arguments = ("--tensorflow", "2.30", "--generation", "3")
        assert lab.states(*arguments, "--timeout", "1", *command) == {cell("2.30", 3): "timed-out"}
        assert lab.states(*arguments, "--timeout", "1", *command) == {cell("2.30", 3): "timed-out"}
        assert lab.states(*arguments, "--timeout", "60", *command) == {cell("2.30", 3): "passed"}

    def test_what_could_not_be_tried_is_tried_again(self, lab):
        assert set(lab.states("--tensorflow", "2.99", *self.COUNT).values()) == {"unresolved"}
        kept = json.loads((lab.folder / ".kerascompat-lab" / "results" / f"{cell('2.99', 3)}.json").read_text())
        assert kept["state"] == "unresolved"
        assert set(lab.states("--tensorflow", "2.99", "--resume", *self.COUNT).values()) == {"unresolved"}

    @pytest.mark.parametrize("text", ["", "{", "[1]", '{"cell": 1}'])
    def test_a_damaged_result_is_named_and_its_cell_runs_again(self, lab, text):
        self.run(lab)
        path = lab.folder / ".kerascompat-lab" / "results" / f"{cell('2.30', 3)}.json"
        path.write_text(text)
        done = lab("run", "--tensorflow", "2.30", "--generation", "3", "--resume", *self.COUNT)
        assert f"{os.path.relpath(path, lab.folder)} is damaged (" in done.stderr
        assert done.returncode == 0
        assert self.count(lab) == 2


@pytest.mark.usefixtures("heeded")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_leaves_no_process_and_no_half_environment_and_says_how_to_go_on(lab, how):
    code = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(99)"
    arguments = ("run", "--tensorflow", "2.30", "--generation", "3", "--", "python", "-c", code)
    process = subprocess.Popen(
        lab.command(*arguments), cwd=lab.folder, env=lab.variables, stderr=subprocess.PIPE, text=True
    )
    pid = lab.folder / "pid"
    end = time.monotonic() + 60
    while not (pid.exists() and pid.read_text()) and time.monotonic() < end:
        time.sleep(0.05)
    for _ in range(3):  # somebody is in a hurry
        process.send_signal(how)
        time.sleep(0.02)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "stopped with 0 of 1 cells done; the same command with --resume goes on" in errors
    assert not psutil.pid_exists(int(pid.read_text()))
    assert [each for each in os.listdir(lab.cache) if each.startswith("building-")] == []


def test_the_folder_of_results_is_kept_out_of_version_control(lab):
    lab("run", "--tensorflow", "2.30", "--", "python", "-c", "0")
    assert (lab.folder / ".kerascompat-lab" / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("--tensorflow", "two"), "--tensorflow two: write 2.16, 2.16.2, newest or none"),
        (("--tensorflow", "2"), "--tensorflow 2: write 2.16, 2.16.2, newest or none"),
        (("--backend", "tf"), "--backend tf: no backend of Keras; there are tensorflow, jax, torch, numpy, openvino"),
        (("--tensorflow", "2.11", "--generation", "3"), "no cell is left to run"),
        (
            ("--tensorflow", "2.11", "2.30"),
            "2.30: not understood; several versions are --tensorflow 2.15,2.16, and each --install takes one",
        ),
        (
            ("--install", "keras", "pytest"),
            "pytest: not understood; several versions are --tensorflow 2.15,2.16, and each --install takes one",
        ),
    ],
)
def test_a_grid_that_means_nothing_is_refused(lab, arguments, text):
    done = lab("run", *arguments, "--", "python", "-c", "0")
    assert done.returncode == 2
    assert done.stderr.endswith(f"kerascompat lab run: {text}\n")
    assert done.stdout == ""


@pytest.mark.parametrize("text", ["", "4", "x"])
def test_a_generation_is_2_or_3(lab, text):
    done = lab("run", "--generation", text, "--", "python")
    assert done.returncode == 2
    assert "write 2, 3 or 2,3" in done.stderr


@pytest.mark.parametrize("words", [(), ("--",)])
def test_without_a_command_it_is_said_how_to_give_one(lab, words):
    done = lab("run", "--tensorflow", "2.30", *words)
    assert done.returncode == 2
    assert done.stderr == (
        "kerascompat lab run: say after -- what is run: kerascompat lab run --tensorflow 2.15,2.16 -- pytest -q\n"
    )


def test_the_two_hyphens_can_be_left_out_and_may_stand_in_the_command(lab):
    arguments = ("--tensorflow", "2.30", "--generation", "3")
    assert lab.states(*arguments, "python", "-c", "0") == {cell("2.30", 3): "passed"}
    code = "import sys; print(sys.argv[1:])"
    assert lab.states(*arguments, "--", "python", "-c", code, "--", "-x") == {cell("2.30", 3): "passed"}
    assert lab.log(cell("2.30", 3)) == "['--', '-x']\n"


def test_a_relative_cache_is_the_same_from_any_folder(lab):
    code = "import os, subprocess; os.chdir('/'); subprocess.run(['python', '-c', 'import tensorflow'], check=True)"
    arguments = ("--tensorflow", "2.30", "--generation", "3", "--cache", "kept")
    assert lab.states(*arguments, "--", "python", "-c", code) == {cell("2.30", 3): "passed"}


class TestPlan:
    GRID = ("--tensorflow", "2.11,2.30", "--backend", "tensorflow,jax")

    def test_it_is_the_grid_that_run_would_run(self, lab):
        planned = json.loads(lab("plan", *self.GRID, "--format", "github").stdout)["include"]
        run = lab.states(*self.GRID, "--", "python", "-c", "0")
        assert {each["name"] for each in planned} == {name for name, state in run.items() if state != "excluded"}
        assert set(run.values()) == {"passed", "excluded"}

    def test_an_entry_has_all_that_a_workflow_needs(self, lab):
        done = lab("plan", "--tensorflow", "2.30", "--generation", "2", "--install", ".[test]", "--format", "github")
        assert json.loads(done.stdout) == {
            "include": [
                {
                    "name": cell("2.30", 2),
                    "python-version": PYTHON,
                    "install": "'tensorflow==2.30.*' 'tf-keras==2.30.*' '.[test]'",
                    "TF_USE_LEGACY_KERAS": "1",
                    "KERAS_BACKEND": "",
                }
            ]
        }

    def test_what_cannot_be_had_is_named_with_the_reason(self, lab):
        done = lab("plan", "--tensorflow", "2.11", "--backend", "tensorflow,jax")
        assert done.stdout == f"{cell('2.11', 2)}: 'tensorflow==2.11.*'\n"
        assert done.stderr == (
            f"{cell('2.11', 2, 'jax')}: excluded: Keras 2 computes with TensorFlow only\n"
            f"{cell('2.11', 3)}: excluded: TensorFlow 2.11 requires Keras 2: keras<2.16\n"
            f"{cell('2.11', 3, 'jax')}: excluded: TensorFlow 2.11 requires Keras 2: keras<2.16\n"
        )

    def test_words_for_people_name_the_variables(self, lab):
        done = lab("plan", "--tensorflow", "2.30.1", "--generation", "2")
        assert done.stdout == (
            f"{cell('2.30.1', 2)}: tensorflow==2.30.1 'tf-keras==2.30.*' with TF_USE_LEGACY_KERAS=1\n"
        )


def test_a_python_that_tensorflow_has_no_wheel_for_is_excluded(lab):
    done = lab("plan", "--tensorflow", "2.15,2.15.0,newest", "--generation", "2", "--python", "3.7")
    assert done.returncode == 2
    reasons = [line.partition("excluded: ")[2] for line in done.stderr.splitlines()[:3]]
    assert reasons[0] == "TensorFlow 2.15 has no wheel for Python 3.7, only for 3.9, 3.10, 3.11"
    assert reasons[1] == "TensorFlow 2.15.0 has no wheel for Python 3.7, only for 3.9, 3.10, 3.11"
    assert reasons[2].startswith("TensorFlow newest has no wheel for Python 3.7, only for 3.10, 3.11")


def test_without_the_extra_the_command_names_it(lab, tmp_path):
    site = tmp_path / "site"
    shutil.copytree(lab.variables["PYTHONPATH"].split(os.pathsep)[0] + "/kerascompat", site / "kerascompat")
    (site / "psutil.py").write_text("raise ImportError\n")
    done = lab("plan", PYTHONPATH=str(site))
    assert done.returncode == 2
    assert done.stderr == 'kerascompat lab needs psutil: pip install "kerascompat[lab]"\n'
