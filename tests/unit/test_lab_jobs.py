"""Jobs side by side: what is shown, what one failure costs, and how all of them end at Ctrl-C."""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import shutil
import signal
import sys
import threading
import time

import pytest
from rich.console import Console

from kerascompat.cli import main
from kerascompat.lab._environments import Store
from kerascompat.lab._jobs import run_jobs
from kerascompat.lab._processes import Stopped
from kerascompat.lab._stopping import stopping

NEVER = 30.0
"""Seconds after which a test that waits in vain goes on, and fails."""


class Lab:
    """Runs jobs, and keeps what they gave and what was shown."""

    def __init__(self):
        self.results = []
        self.screen = io.StringIO()

    def __call__(self, jobs, workers=2, ended=None, **console):
        shown = Console(file=self.screen, width=60, **console)
        with stopping() as stop:
            return run_jobs(jobs, workers, ended or self.ended, shown, stop)

    def ended(self, name, result):
        self.results.append((name, result, threading.current_thread() is threading.main_thread()))
        return f"{name} gave {result}"

    @property
    def lines(self):
        return self.screen.getvalue().splitlines()


@pytest.fixture
def lab():
    return Lab()


def give(value):
    return lambda _stop: value


def fail(error):
    def job(_stop):
        raise error

    return job


def test_each_result_is_told_in_the_callers_thread_as_it_comes(lab):
    first = threading.Event()
    jobs = {"slow": lambda _stop: first.wait(NEVER), "quick": give(1)}

    def ended(name, result):
        first.set()
        return lab.ended(name, result)

    assert lab(jobs, ended=ended) == {}
    assert lab.results == [("quick", 1, True), ("slow", True, True)]


def test_one_worker_goes_in_the_order_of_the_jobs(lab):
    lab({name: give(name) for name in "cab"}, workers=1)
    assert [name for name, _, _ in lab.results] == ["c", "a", "b"]


def test_of_those_that_ended_meanwhile_the_first_job_is_the_first_result(lab):
    others = threading.Semaphore(0)

    def job(_stop):
        others.release()

    def ended(name, result):
        if name == "first":
            assert all(others.acquire(timeout=NEVER) for _ in range(20))
            time.sleep(0.05)
        return lab.ended(name, result)

    names = [str(number) for number in range(20)]
    lab({"first": give(0), **dict.fromkeys(names, job)}, workers=1, ended=ended)
    assert [name for name, _, _ in lab.results] == ["first", *names]


def test_as_many_run_at_once_as_there_are_workers_and_no_more(lab):
    running, most = set(), []
    together = threading.Barrier(3)

    def job(name, _stop):
        running.add(name)
        most.append(len(running))
        together.wait(NEVER)
        running.discard(name)

    lab({name: functools.partial(job, name) for name in range(6)}, workers=3)
    assert len(lab.results) == 6
    assert max(most) == 3


@pytest.mark.parametrize("workers", [0, -1])
def test_there_is_at_least_one_worker(lab, workers):
    lab({"a": give(1)}, workers=workers)
    assert lab.lines == ["[1/1] a gave 1"]


def test_without_jobs_nothing_is_shown(lab):
    assert lab({}) == {}
    assert lab.lines == []


@pytest.mark.parametrize(
    ("error", "text"),
    [
        pytest.param(OSError(28, "No space left on device"), "OSError: [Errno 28] No space left on device", id="disk"),
        pytest.param(RuntimeError("what nobody expects"), "RuntimeError: what nobody expects", id="anything"),
        pytest.param(RecursionError(), "RecursionError: ", id="without words"),
        pytest.param(ValueError("[red]x[/]"), "ValueError: [red]x[/]", id="with brackets"),
    ],
)
def test_a_job_that_raises_costs_its_own_result_and_is_named(lab, error, text):
    assert lab({"a": give(1), "b": fail(error), "c": give(3)}, workers=1) == {"b": text}
    assert lab.lines == ["[1/3] a gave 1", f"[2/3] b: {text}", "[3/3] c gave 3"]
    assert [name for name, _, _ in lab.results] == ["a", "c"]


def test_a_result_that_cannot_be_kept_costs_itself_alone_and_is_named(lab):
    def ended(name, result):
        if name == "b":
            raise OSError(28, "No space left on device")
        return lab.ended(name, result)

    lost = lab({name: give(name) for name in "abc"}, workers=1, ended=ended)
    assert lost == {"b": "OSError: [Errno 28] No space left on device"}
    assert [name for name, _, _ in lab.results] == ["a", "c"]
    assert lab.lines[1] == "[2/3] b: OSError: [Errno 28] No space left on device"


def test_an_error_that_nobody_expects_is_the_result_of_its_own_cell(tmp_path, monkeypatch, capsys):
    @contextlib.contextmanager
    def environment(_store, pins, _log, _stop):
        if "keras>=3" in pins.requirements:
            raise RuntimeError
        yield tmp_path

    monkeypatch.setattr(Store, "environment", environment)
    monkeypatch.chdir(tmp_path)
    program = tmp_path / ("Scripts" if sys.platform == "win32" else "bin") / "program.exe"
    program.parent.mkdir()
    shutil.copy(shutil.which("true") or shutil.which("whoami"), program)
    code = main(["lab", "run", "--python", "3.11", "--tensorflow", "2.16", "--json", "--", "program.exe"])
    cells = json.loads(capsys.readouterr().out)["cells"]
    assert code == 1
    assert [(cell["state"], cell["detail"]) for cell in cells] == [
        ("passed", "exit code 0"),
        ("error", "RuntimeError: "),
    ]
    kept = json.loads((tmp_path / ".kerascompat-lab" / "results" / f"{cells[1]['cell']}.json").read_text())
    assert kept == cells[1]


def test_what_a_grid_is_asked_for_is_shown_as_it_is(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["lab", "run", "--python", "[/3.99]", "--generation", "3", "--tensorflow", "2.99", "--", "python"]) == 1
    printed = capsys.readouterr()
    row = next(line for line in printed.out.splitlines() if "2.99 " in line)
    assert row.split() == ["│", "[/3.99]", "│", "2.99", "│", "no-python", "│"]
    assert "no-python py[/3.99]-tensorflow2.99-keras3-tensorflow: Python [/3.99] is not on this machine" in printed.err


@pytest.mark.usefixtures("heeded")
class TestCtrlC:
    @pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
    def test_the_running_jobs_end_the_others_never_start_and_the_caller_is_told(self, lab, how):
        begun, stopped = [], []

        def job(name, stop):
            begun.append(name)
            if len(begun) == 2:
                time.sleep(0.2)  # until the caller waits
                for _ in range(5):  # somebody is in a hurry
                    os.kill(os.getpid(), how)
            if stop.wait(NEVER):
                stopped.append(name)
                raise Stopped

        before = signal.getsignal(signal.SIGTERM)
        with pytest.raises(KeyboardInterrupt):
            lab({name: functools.partial(job, name) for name in "abcd"}, workers=2)
        assert sorted(begun) == sorted(stopped) == ["a", "b"]
        assert signal.getsignal(signal.SIGTERM) is before
        assert lab.results == []

    def test_what_had_ended_before_is_kept(self, lab):
        def job(stop):
            while not lab.results:
                time.sleep(0.01)
            os.kill(os.getpid(), signal.SIGINT)
            stop.wait(NEVER)

        with pytest.raises(KeyboardInterrupt):
            lab({"a": give(1), "b": job})
        assert lab.results == [("a", 1, True)]

    def test_a_signal_that_is_ignored_stays_so(self, lab):
        before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
        try:
            lab({"a": lambda _stop: os.kill(os.getpid(), signal.SIGHUP)})
        finally:
            signal.signal(signal.SIGHUP, before)
        assert [name for name, *_ in lab.results] == ["a"]

    def test_in_another_thread_signals_are_left_alone(self, lab):
        before = signal.getsignal(signal.SIGTERM)
        found = []
        job = {"a": lambda _stop: found.append(signal.getsignal(signal.SIGTERM) is before)}
        thread = threading.Thread(target=lab, args=(job,))
        thread.start()
        thread.join(NEVER)
        assert found == [True]


class TestShown:
    def test_on_a_file_each_job_that_ends_is_one_line_however_long(self, lab):
        name = "kerascompat lab probe " + "tensorflow==2.16.2 " * 9
        lab({name: give(1), "b": give(2)}, workers=1)
        assert lab.lines == [f"[1/2] {name} gave 1", "[2/2] b gave 2"]

    @pytest.mark.parametrize("name", ["mylib[test]", "[red]", "[/]", "a [link=x]b", ":warning:", "2.16 'a' http://x"])
    @pytest.mark.parametrize("console", [{}, {"force_terminal": True, "_environ": {"TERM": "xterm-256color"}}])
    def test_a_name_is_printed_as_it_is(self, lab, name, console):
        lab({name: give(1)}, **console)
        assert f"[1/1] {name} gave 1\n" in lab.screen.getvalue()

    def test_on_a_terminal_a_board_shows_what_runs_since_when_and_how_much_is_done(self, lab):
        def job(_stop):
            end = time.monotonic() + NEVER
            while "long [name]" not in lab.screen.getvalue() and time.monotonic() < end:
                time.sleep(0.02)

        lab({"quick": give(1), "long [name]": job}, force_terminal=True, _environ={"TERM": "xterm"})
        shown = lab.screen.getvalue()
        board = shown[: shown.index("[2/2]")]
        assert "long [name]" in board
        assert "   0 s" in board
        assert "0/2" in board or "1/2" in board
        assert "━" in board

    def test_when_all_is_done_the_board_is_gone_and_the_cursor_is_back(self, lab):
        lab({"a": give(1)}, force_terminal=True, _environ={"TERM": "xterm"})
        assert lab.screen.getvalue().rindex("\x1b[?25h") > lab.screen.getvalue().rindex("\x1b[?25l")
        assert lab.screen.getvalue().endswith("\x1b[2K")

    def test_on_a_file_there_is_no_board(self, lab):
        lab({"a": give(1)})
        assert lab.screen.getvalue() == "[1/1] a gave 1\n"
