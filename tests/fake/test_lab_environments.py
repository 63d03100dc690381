"""Environments: built from pins by the real uv, kept, checked, pruned; a build that fails leaves nothing."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
import time

import pytest
from fake_index import add_wheel, variables

from kerascompat.lab import _environments
from kerascompat.lab._environments import BuildError, Pins, Store, python_of
from kerascompat.lab._processes import Ended, Stopped, run

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
GIB = 1024**3


class Lab:
    """An index, a store, and what the store said."""

    def __init__(self, folder):
        self.folder = folder
        self.index = folder / "index"
        self.said = []
        self.store = Store(folder / "store", GIB, self.said.append)
        self.log = folder / "log.txt"
        self.stop = threading.Event()
        for version in ("1.0", "2.0"):
            add_wheel(self.index, "numbers-of", version)
        add_wheel(self.index, "user-of", "1.0", requires=("numbers-of<2",))

    def environment(self, *requirements, **others):
        return self.store.environment(Pins(PYTHON, requirements, **others), self.log, self.stop)

    def built(self):
        return sorted(path.name for path in self.store.folder.iterdir())


@pytest.fixture
def lab(tmp_path, monkeypatch):
    made = Lab(tmp_path)
    for name in list(os.environ):
        if name.startswith(("UV_", "PIP_")):
            monkeypatch.delenv(name)
    for name, value in variables(tmp_path, made.index).items():
        if name.startswith("UV_"):
            monkeypatch.setenv(name, value)
    return made


def ask(environment, code):
    done = subprocess.run([python_of(environment), "-c", code], capture_output=True, text=True, check=True, env={})
    return done.stdout.strip()


def test_an_environment_holds_what_was_asked_for_and_nothing_of_the_callers(lab):
    with lab.environment("numbers-of==1.0") as environment:
        assert ask(environment, "import numbers_of; print(numbers_of.__version__)") == "1.0"
        assert ask(environment, "import importlib.util as u; print(u.find_spec('pytest'))") == "None"


def test_the_same_pins_are_built_once(lab):
    with lab.environment("numbers-of==1.0") as first:
        made = (first / "pyvenv.cfg").stat().st_mtime_ns
    with lab.environment("numbers-of==1.0") as second:
        assert second == first
        assert (second / "pyvenv.cfg").stat().st_mtime_ns == made
    assert len(lab.built()) == 1


def test_other_words_for_the_same_releases_are_the_same_environment(lab):
    with lab.environment("numbers-of") as first, lab.environment("numbers-of==2.*") as second:
        assert first == second


def test_a_forced_version_holds_against_what_others_declare(lab):
    with lab.environment("user-of", forced=("numbers-of==2.0",)) as environment:
        assert ask(environment, "import numbers_of, user_of; print(numbers_of.__version__)") == "2.0"


def test_a_distribution_can_be_left_out_though_another_requires_it(lab):
    with lab.environment("user-of", forced=("numbers-of; python_version < '3'",)) as environment:
        assert ask(environment, "import importlib.util as u; print(u.find_spec('numbers_of'))") == "None"


def test_a_local_wheel_is_told_by_its_content(lab, tmp_path):
    add_wheel(tmp_path / "dist", "mylib", "1.0", {"mylib/__init__.py": "x = 1\n"})
    wheels = ((str(tmp_path / "dist" / "mylib-1.0-py3-none-any.whl"), ""),)
    with lab.environment(wheels=wheels) as first:
        assert ask(first, "import mylib; print(mylib.x)") == "1"
    add_wheel(tmp_path / "dist", "mylib", "1.0", {"mylib/__init__.py": "x = 2\n"})
    with lab.environment(wheels=wheels) as second:
        assert ask(second, "import mylib; print(mylib.x)") == "2"


def test_a_version_that_does_not_exist_is_named_and_leaves_nothing(lab):
    with pytest.raises(BuildError, match=r"numbers-of==9\.9") as caught, lab.environment("numbers-of==9.9"):
        pass
    assert caught.value.kind == "unresolved"
    assert lab.built() == []


def test_an_index_that_does_not_answer_is_told_from_a_version_that_does_not_exist(lab, monkeypatch):
    for name in ("UV_NO_INDEX", "UV_OFFLINE", "UV_FIND_LINKS"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    with pytest.raises(BuildError) as caught, lab.environment("numbers-of==1.0"):
        pass
    assert caught.value.kind == "unreachable"
    assert lab.built() == []


def test_a_python_that_is_not_there_is_named(lab):
    with pytest.raises(BuildError, match=r"^Python 3\.99 is not on this machine") as caught:
        lab.store.environment(Pins("3.99", ("numbers-of",)), lab.log, lab.stop).__enter__()
    assert caught.value.kind == "no-python"


def test_a_wheel_that_cannot_be_installed_leaves_no_half_environment(lab):
    (lab.index / "broken-1.0-py3-none-any.whl").write_bytes(b"PK no zip")
    with pytest.raises(BuildError), lab.environment("broken"):
        pass
    assert lab.built() == []


@pytest.mark.parametrize("step", ["compile", "venv", "install"])
def test_a_full_disk_is_named_and_leaves_no_half_environment(lab, monkeypatch, step):
    """As uv says it; the rest of the build is real."""
    said = "error: Failed to extract archive\n  cause: No space left on device (os error 28)\n"

    def full(command, **options):
        ended = run(command, **options)
        if step not in command:
            return ended
        with options["log"].open("a") as file:
            file.write(said)
        return Ended(2, ended.seconds)

    monkeypatch.setattr(_environments, "run", full)
    with pytest.raises(BuildError, match=r"No space left on device \(os error 28\)$"), lab.environment("numbers-of"):
        pass
    assert lab.built() == []


def test_a_full_disk_of_our_own_leaves_no_half_environment(lab, monkeypatch):
    def full(_path, **_numbers):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(_environments, "_write_note", full)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)), lab.environment("numbers-of"):
        pass
    assert lab.built() == []


def test_a_damaged_environment_is_named_and_built_again(lab):
    with lab.environment("numbers-of==1.0") as environment:
        module = next(environment.rglob("numbers_of/__init__.py"))
    module.unlink()
    with lab.environment("numbers-of==1.0") as environment:
        assert ask(environment, "import numbers_of; print(numbers_of.__version__)") == "1.0"
    assert lab.said == [f"the kept environment {environment.parent} is damaged, and built again"]


def test_a_file_whose_content_is_gone_is_noticed(lab):
    with lab.environment("numbers-of==1.0") as environment:
        module = next(environment.rglob("numbers_of/__init__.py"))
    module.unlink()  # uv's cache has the same file
    module.touch()
    with lab.environment("numbers-of==1.0") as environment:
        assert ask(environment, "import numbers_of; print(numbers_of.__version__)") == "1.0"
    assert len(lab.said) == 1


def test_an_environment_that_a_command_adds_to_is_not_taken_away_from_it(lab):
    with lab.environment("numbers-of==1.0") as first:
        (first / "cache.nbi").touch()
        with lab.environment("numbers-of==1.*") as second:
            assert second == first
            assert (first / "cache.nbi").exists()
    assert lab.said == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": null}', '{"files": 1}'])
def test_a_damaged_note_about_an_environment_costs_a_build(lab, text):
    with lab.environment("numbers-of==1.0") as environment:
        (environment.parent / "built.json").write_text(text)
    with lab.environment("numbers-of==1.0") as environment:
        assert json.loads((environment.parent / "built.json").read_text())["files"] > 0
    assert len(lab.said) == 1


def test_beyond_the_limit_the_one_unused_for_longest_goes(lab):
    with lab.environment("numbers-of==1.0") as first:
        pass
    os.utime(first.parent / "used.json", (1, 1))
    with lab.environment("numbers-of==2.0") as second:
        pass
    lab.store.limit = 1
    with lab.environment("user-of") as third:
        assert not first.exists()
        assert not second.exists()
        assert third.exists()


def test_an_environment_in_use_is_never_removed(lab):
    lab.store.limit = 1
    with lab.environment("numbers-of==1.0") as first, lab.environment("numbers-of==2.0"):
        assert first.exists()


def test_what_a_dead_process_left_half_built_is_removed(lab):
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    half = lab.store.folder / f"building-{int(dead.stdout)}-abc"
    half.mkdir(parents=True)
    with lab.environment("numbers-of==1.0"):
        assert not half.exists()


@pytest.mark.parametrize("name", ["building-", "building-x", "building-x-y", "mine.txt"])
def test_what_somebody_else_put_into_the_folder_is_no_trouble(lab, name):
    (lab.store.folder / name).mkdir(parents=True)
    with lab.environment("numbers-of==1.0") as environment:
        (environment.parent / "in-use-x").touch()
    lab.store.limit = 1
    with lab.environment("numbers-of==2.0") as environment:
        assert environment.exists()


def test_stopping_a_build_leaves_nothing(lab):
    lab.stop.set()
    with pytest.raises(Stopped), lab.environment("numbers-of==1.0"):
        pass
    assert lab.built() == []


def test_two_at_once_with_the_same_pins_get_the_same_environment(lab):
    found = []

    def work():
        with lab.environment("numbers-of==1.0") as environment:
            time.sleep(0.1)
            found.append(environment)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
