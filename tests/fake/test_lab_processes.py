"""A command in the lab: what it sees, how it ends, and that nothing of it stays."""

from __future__ import annotations

import os
import sys
import threading
import time

import psutil
import pytest

from kerascompat.lab._processes import Ended, Stopped, clean_variables, run

FOREVER = "import time; time.sleep(1000)"
# it has no variable of ours
BARE = (
    "import subprocess, sys, time;"
    f" p = subprocess.Popen([sys.executable, '-c', {FOREVER!r}], env={{}});"
    " print(p.pid, flush=True)"
)
# its parent is gone, and it has no variable of ours
ORPHAN = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BARE!r}])"
# the child leaves the session and the parent, as a daemon does
DAEMON = (
    "import subprocess, sys, time;"
    f" p = subprocess.Popen([sys.executable, '-c', {FOREVER!r}], start_new_session=True);"
    " print(p.pid, flush=True)"
)


@pytest.fixture
def log(tmp_path):
    return tmp_path / "log.txt"


def python(code, log, *, limit=30.0, stop=None, variables=None, folder=None):
    return run(
        [sys.executable, "-c", code],
        variables=dict(os.environ) if variables is None else variables,
        log=log,
        limit=limit,
        stop=stop or threading.Event(),
        folder=folder,
    )


def is_gone(pid):
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def pids(log):
    return [int(word) for word in log.read_text().split()]


def test_the_exit_code_and_both_streams_are_kept(log):
    ended = python("import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)", log)
    assert (ended.code, ended.timed_out) == (3, False)
    assert sorted(log.read_text().split()) == ["err", "out"]
    assert str(ended) == "exit code 3"


def test_a_signal_is_told(log):
    ended = python("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", log)
    assert ended.code == -9
    assert str(ended) == "killed by signal 9"


def test_a_log_is_appended_to(log):
    log.write_text("before\n")
    python("print('after')", log)
    assert log.read_text() == "before\nafter\n"


def test_the_time_limit_kills_the_command_and_all_below_it(log):
    ended = python(f"{DAEMON}; {FOREVER}", log, limit=2)
    assert ended.timed_out
    assert str(ended) == f"killed after {ended.seconds:.0f} s"
    assert all(map(is_gone, pids(log)))
    assert pids(log)


@pytest.mark.parametrize("code", [BARE, ORPHAN], ids=["a child", "an orphan"])
def test_a_process_with_variables_of_its_own_is_killed_too(log, code):
    assert python(f"{code}; {FOREVER}", log, limit=2).timed_out
    assert all(map(is_gone, pids(log)))
    assert pids(log)
    log.unlink()
    assert python(code, log).code == 0
    assert all(map(is_gone, pids(log)))


def test_what_has_left_its_parents_and_their_variables_was_seen_before(log):
    code = BARE.replace("env={}", "env={}, start_new_session=True")
    assert python(f"{code}; time.sleep(3)", log).code == 0
    assert all(map(is_gone, pids(log)))
    assert pids(log)


def test_what_a_command_leaves_behind_is_killed_when_it_has_ended(log):
    ended = python(DAEMON, log)
    assert ended.code == 0
    assert all(map(is_gone, pids(log)))
    assert pids(log)


def test_stopping_kills_it_and_all_below_it(log):
    stop = threading.Event()
    threading.Timer(1.5, stop.set).start()
    with pytest.raises(Stopped):
        python(f"{DAEMON}; {FOREVER}", log, stop=stop)
    assert all(map(is_gone, pids(log)))
    assert pids(log)


def test_standard_input_is_empty(log):
    assert python("import sys; print(repr(sys.stdin.read()))", log) is not None
    assert log.read_text() == "''\n"


def test_a_program_that_is_not_there_is_an_error_of_its_name(log):
    with pytest.raises(FileNotFoundError, match="no-such-program"):
        run(["no-such-program"], variables={"PATH": ""}, log=log, limit=1, stop=threading.Event())


def test_the_words_for_an_end_that_took_too_long():
    assert str(Ended(-9, 61.4, timed_out=True)) == "killed after 61 s"


class TestCleanVariables:
    def variables(self, monkeypatch, tmp_path, **caller):
        for name, value in caller.items():
            monkeypatch.setenv(name, value)
        return clean_variables(tmp_path / "environment", tmp_path / "home", {"KERAS_BACKEND": "jax"})

    def test_nothing_of_the_callers_python_or_keras_gets_in(self, monkeypatch, tmp_path):
        caller = {
            "PYTHONPATH": "/mine",
            "PYTHONSTARTUP": "/mine.py",
            "TF_USE_LEGACY_KERAS": "1",
            "TF_CPP_MIN_LOG_LEVEL": "0",
            "KERAS_HOME": "/mine",
            "JAX_PLATFORMS": "tpu",
            "XLA_FLAGS": "--x",
            "CONDA_PREFIX": "/conda",
            "PYTEST_ADDOPTS": "-x",
            "VIRTUAL_ENV": "/mine",
            "TF2_BEHAVIOR": "0",
            "PYENV_VERSION": "3.9",
            "PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION": "python",
            "TEMPORARILY_DISABLE_PROTOBUF_VERSION_CHECK": "true",
            "KERASCOMPAT_IMPORT_ANYWAY": "1",
        }
        found = self.variables(monkeypatch, tmp_path, **caller)
        assert {name for name in caller if found.get(name) == caller[name]} == set()
        assert found["VIRTUAL_ENV"] == str(tmp_path / "environment")
        assert found["HOME"] == found["USERPROFILE"] == str(tmp_path / "home")
        assert found["KERAS_HOME"] == str(tmp_path / "home" / ".keras")
        assert found["PYTHONNOUSERSITE"] == "1"

    def test_the_environments_programs_come_first(self, monkeypatch, tmp_path):
        found = self.variables(monkeypatch, tmp_path)
        assert found["PATH"].split(os.pathsep)[0].startswith(str(tmp_path / "environment"))

    def test_programs_of_other_environments_are_not_found_and_all_others_are(self, monkeypatch, tmp_path):
        for name in ("venv/bin", "conda/bin", "conda/conda-meta", "pyenv/shims", "tools/bin"):
            (tmp_path / name).mkdir(parents=True)
        (tmp_path / "venv" / "pyvenv.cfg").touch()
        (tmp_path / "tools" / "bin" / "python3").touch()
        names = ("venv/bin", "conda/bin/", "pyenv/shims", "tools/bin", "none")
        path = os.pathsep.join(f"{tmp_path}/{name}" for name in names)
        found = self.variables(monkeypatch, tmp_path, PATH=f"{path}{os.pathsep}/usr/bin")["PATH"].split(os.pathsep)
        assert found[1:] == [str(tmp_path / "tools" / "bin"), str(tmp_path / "none"), "/usr/bin"]

    def test_what_the_cell_sets_is_set_and_other_variables_stay(self, monkeypatch, tmp_path):
        found = self.variables(monkeypatch, tmp_path, MY_TOKEN="x")
        assert (found["KERAS_BACKEND"], found["MY_TOKEN"]) == ("jax", "x")
