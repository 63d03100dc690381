"""`kerascompat run`: which variables a wish needs, where a program lies, which Python it runs with."""

from __future__ import annotations

import os
import sys

import pytest
from given import keras, plain, tensorflow, tf_keras, world

from kerascompat import _environment, cli
from kerascompat._configuration import variables_for
from kerascompat.errors import KerasCompatError
from kerascompat.run import _asking, _program, command

BOTH = (tensorflow(), keras(), tf_keras(), plain("jax"))


def call(generation, backend):
    return f"wish {generation} {backend}"


@pytest.mark.parametrize(
    ("facts", "wish", "needed"),
    [
        pytest.param(world(*BOTH), (2, None), {"TF_USE_LEGACY_KERAS": "1"}, id="generation 2 on TensorFlow 2.16"),
        pytest.param(world(*BOTH), (3, None), {}, id="generation 3 is there anyway"),
        pytest.param(world(*BOTH), (None, None), {}, id="nothing is asked for"),
        pytest.param(world(*BOTH), (None, "jax"), {"KERAS_BACKEND": "jax"}, id="a backend"),
        pytest.param(
            world(*BOTH, legacy="1"),
            (3, "jax"),
            {"KERAS_BACKEND": "jax", "TF_USE_LEGACY_KERAS": "0"},
            id="a variable stands against it",
        ),
        pytest.param(world(tensorflow("2.15.1"), keras("2.15.0")), (2, None), {}, id="Keras 2 is there anyway"),
        pytest.param(
            world(tensorflow(), keras("2.15.0"), tf_keras()),
            (2, None),
            {"TF_USE_LEGACY_KERAS": "1"},
            id="tf_keras beside a leftover Keras 2",
        ),
    ],
)
def test_a_wish_needs_no_more_variables_than_these(facts, wish, needed):
    variables, choice = variables_for(facts, *wish, call)
    assert variables == needed
    assert choice.generation == (wish[0] or choice.generation)
    assert choice.backend == (wish[1] or choice.backend)


@pytest.mark.parametrize(
    ("facts", "wish", "asked", "cure"),
    [
        (world(tensorflow(), keras()), (2, None), "wish 2 None", 'pip install "tf-keras==2.16.*"'),
        (world(*BOTH, legacy="1"), (None, "jax"), "wish None jax", "wish 3 jax"),
    ],
)
def test_what_cannot_be_had_is_said_in_the_words_of_the_caller(facts, wish, asked, cure):
    with pytest.raises(KerasCompatError) as caught:
        variables_for(facts, *wish, call)
    assert (caught.value.asked, caught.value.cure) == (asked, cure)


@pytest.fixture
def started(monkeypatch):
    """What would be started: the path, the words, the variables; with these facts, and nothing set."""
    found = []
    for name in ("TF_USE_LEGACY_KERAS", "KERAS_BACKEND"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(_environment, "read", lambda: world(*BOTH))
    monkeypatch.setattr(command, "_start", lambda *start: found.append(start) or 0)
    return found


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--", "PY", "train.py"), ("PY", "train.py")),
        (("PY", "train.py", "--epochs", "3"), ("PY", "train.py", "--epochs", "3")),
        (("PY", "--version"), ("PY", "--version")),
        (("PY", "-h"), ("PY", "-h")),
        (("--", "PY", "--generation", "3", "--print"), ("PY", "--generation", "3", "--print")),
        (("--", "PY", "-c", "print(1)", "--", "--"), ("PY", "-c", "print(1)", "--", "--")),
        (("PY", "--", "a b", "", "*", "'\""), ("PY", "--", "a b", "", "*", "'\"")),
        (("PY", "matrix", "run"), ("PY", "matrix", "run")),
    ],
)
@pytest.mark.parametrize("options", [("--generation", "2"), ("--generation=2",)])
def test_what_stands_behind_the_program_is_the_programs(started, options, arguments, words):
    def real(each):
        return sys.executable if each == "PY" else each

    assert cli.main(["run", *options, *map(real, arguments)]) == 0
    [(path, found, variables)] = started
    assert (path, tuple(found)) == (sys.executable, tuple(map(real, words)))
    assert variables == {**os.environ, "TF_USE_LEGACY_KERAS": "1"}


def test_this_process_keeps_its_own_variables(started):
    cli.main(["run", "--backend", "jax", "--", sys.executable])
    assert "KERAS_BACKEND" not in os.environ


@pytest.mark.parametrize(
    ("options", "printed"),
    [
        (("--generation", "2"), "export TF_USE_LEGACY_KERAS=1\n"),
        (("--backend", "jax", "--generation", "3"), "export KERAS_BACKEND=jax\n"),
        (("--generation", "3"), ""),
        ((), ""),
    ],
)
@pytest.mark.usefixtures("started")
def test_the_variables_are_printed_for_a_shell(capsys, options, printed):
    assert cli.main(["run", *options, "--print"]) == 0
    assert capsys.readouterr() == (printed, "")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((), "kerascompat run: say what is run: kerascompat run --generation 2 -- python train.py\n"),
        (("--",), "kerascompat run: say what is run: kerascompat run --generation 2 -- python train.py\n"),
        (
            ("--generation", "2", "--backend", "jax", "--print"),
            "kerascompat run --generation 2 --backend jax\n"
            "  found: Keras 2 computes with TensorFlow only\n"
            "  cure:  kerascompat run --generation 3 --backend jax, or kerascompat run --generation 2\n",
        ),
    ],
)
def test_what_makes_no_sense_starts_nothing(started, capsys, arguments, error):
    assert cli.main(["run", *arguments]) == 2
    assert capsys.readouterr() == ("", error)
    assert started == []


class TestAProgram:
    @pytest.fixture
    def folder(self, tmp_path, monkeypatch):
        """A folder on the path, alone, with a program and a text in it."""
        (tmp_path / "bin").mkdir()
        for name, mode in (("tool", 0o755), ("text", 0o644), ("python3.9", 0o755)):
            (tmp_path / "bin" / name).write_text("#!/bin/sh\n")
            (tmp_path / "bin" / name).chmod(mode)
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))
        return tmp_path / "bin"

    def test_is_found_on_the_path(self, folder):
        assert _program.locate("tool") == str(folder / "tool")

    def test_is_found_by_its_own_path(self, folder):
        assert _program.locate(str(folder / "tool")) == str(folder / "tool")

    @pytest.mark.parametrize(
        ("name", "text", "code"),
        [
            ("none", "none is not found on the path", 127),
            ("BIN/none", "BIN/none is not found", 127),
            ("text", "BIN/text is not executable", 126),
            ("BIN/text", "BIN/text is not executable", 126),
            ("BIN", "BIN is a folder", 126),
        ],
    )
    def test_that_cannot_be_started_is_named(self, folder, name, text, code):
        with pytest.raises(_program.StartError) as caught:
            _program.locate(name.replace("BIN", str(folder)))
        assert (str(caught.value), caught.value.code) == (text.replace("BIN", str(folder)), code)

    def test_that_is_no_python_and_in_no_environment_runs_with_none(self, folder):
        assert _program.other_python(str(folder / "tool")) is None

    def test_that_is_another_python_runs_with_itself(self, folder):
        assert _program.other_python(str(folder / "python3.9")) == str(folder / "python3.9")

    @pytest.mark.parametrize("mark", ["pyvenv.cfg", "conda-meta"])
    def test_in_an_environment_runs_with_the_python_beside_it(self, folder, mark):
        (folder.parent / mark).touch()
        (folder / "python").symlink_to("python3.9")
        assert _program.other_python(str(folder / "tool")) == str(folder / "python")

    def test_in_this_environment_runs_with_this_python(self):
        assert _program.other_python(sys.executable) is None

    def test_in_an_environment_of_the_same_interpreter_runs_with_another(self, folder):
        (folder / "python").symlink_to(os.path.realpath(sys.executable))
        assert _program.other_python(str(folder / "python")) == str(folder / "python")

    def test_below_windows_gives_its_exit_code(self, tmp_path):
        script = tmp_path / "main.py"
        script.write_text("import os, sys\nsys.exit(7 if os.environ['KERAS_BACKEND'] == 'jax' else 1)\n")
        variables = {**os.environ, "KERAS_BACKEND": "jax"}
        code = command._start_below(sys.executable, ["python", str(script)], variables)
        assert code == 7

    def test_below_windows_is_waited_for_while_ctrl_c_is_its_own(self, monkeypatch):
        answers = iter([KeyboardInterrupt, KeyboardInterrupt, 3])

        class Child:
            def __init__(self, words, **_):
                self.words = words

            def wait(self):
                answer = next(answers)
                if answer is KeyboardInterrupt:
                    raise KeyboardInterrupt
                return answer

        monkeypatch.setattr(command.subprocess, "Popen", Child)
        assert command._start_below("/bin/tool", ["tool"], {}) == 3


def test_a_python_that_does_not_tell_its_facts_leaves_the_decision_to_this_one(started, capsys, tmp_path):
    python = tmp_path / "python3"
    python.write_text("#!/bin/sh\necho too old >&2\nexit 3\n")
    python.chmod(0o755)
    assert cli.main(["run", "--generation", "2", "--", str(python)]) == 0
    assert capsys.readouterr().err == (
        f"kerascompat run: {python} does not tell what it has installed (too old);"
        f" decided from what {sys.executable} has\n"
    )
    assert started[0][2]["TF_USE_LEGACY_KERAS"] == "1"


def test_a_python_tells_its_facts_without_kerascompat_of_its_own(tmp_path):
    facts = _asking.facts_of(sys.executable, {"KERAS_BACKEND": "jax", "KERAS_HOME": str(tmp_path)})
    assert facts.keras_backend == "jax"
    assert facts.config.path == str(tmp_path / "keras.json")
    assert facts.python == sys.version.split()[0]
