"""`kerascompat run`, in real processes: the program is the process, and sees the variables before any import."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap

import pytest
from fake_providers import jax, keras2, keras3, tensorflow, tf_keras
from fake_worlds import SOURCE, write

PYTHON = (sys.executable, "-S", "-s")
SEE = """
import json, os, sys
print(json.dumps({
    "legacy": os.environ.get("TF_USE_LEGACY_KERAS"), "backend": os.environ.get("KERAS_BACKEND"),
    "pid": os.getpid(), "words": sys.argv[1:], "modules": [name for name in sys.modules if "keras" in name],
}))
"""
BOTH = (tensorflow("2.16.2"), keras3("3.10.0"), tf_keras("2.16.0"), jax())


def start(world, *arguments, options=("-m", "kerascompat"), **variables):
    """`kerascompat run` with these arguments, its streams piped."""
    return subprocess.Popen(
        [*PYTHON, *options, "run", *arguments],
        cwd=world.work,
        env=world.environment(variables),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def run(world, *arguments, given="", **variables):
    """The same, run to its end: exit code, output, errors, and the process id."""
    process = start(world, *arguments, **variables)
    out, err = process.communicate(given, timeout=30)
    return process.returncode, out, err, process.pid


def see(world, *arguments, words=(), **variables):
    """What the program sees."""
    world.local({"see.py": SEE})
    code, out, err, pid = run(world, *arguments, *PYTHON, "see.py", *words, **variables)
    assert (code, err) == (0, "")
    return {**json.loads(out), "is_the_process": json.loads(out)["pid"] == pid}


class TestTheProgram:
    @pytest.mark.parametrize(
        ("options", "variables", "legacy", "backend"),
        [
            (("--generation", "2"), {}, "1", None),
            (("--generation", "3"), {}, None, None),
            (("--generation", "3"), {"TF_USE_LEGACY_KERAS": "1"}, "0", None),
            (("--backend", "jax"), {}, None, "jax"),
            (("--backend", "jax"), {"KERAS_BACKEND": "tensorflow"}, None, "jax"),
            (("--generation", "3", "--backend", "jax"), {"TF_USE_LEGACY_KERAS": "1"}, "0", "jax"),
            ((), {"TF_USE_LEGACY_KERAS": "1"}, "1", None),
        ],
    )
    def test_has_the_variables_before_anything_is_imported(self, world, options, variables, legacy, backend):
        seen = see(world(*BOTH), *options, "--", **variables)
        assert (seen["legacy"], seen["backend"], seen["modules"]) == (legacy, backend, [])

    def test_is_started_as_it_is_where_nothing_is_asked_for(self, world):
        assert run(world(), "--", *PYTHON, "-c", "print('hi')")[:3] == (0, "hi\n", "")

    def test_is_started_where_the_commands_own_output_is_closed(self, world):
        code = "import sys; sys.stdout = None\nfrom kerascompat.cli import main\n"
        code += f"main(['run', '--generation', '2', '--', {sys.executable!r}, '-c', 'raise SystemExit(7)'])"
        assert world(*BOTH).start(code).returncode == 7

    def test_gets_no_variable_where_keras_2_is_there_anyway(self, world):
        seen = see(world(tensorflow("2.15.1"), keras2("2.15.0")), "--generation", "2", "--")
        assert (seen["legacy"], seen["backend"]) == (None, None)

    def test_gets_the_keras_that_was_asked_for(self, world):
        code = "import tensorflow as tf; print(tf.keras.Model.__module__)"
        for generation, module in (("2", "tf_keras."), ("3", "keras.")):
            done = run(world(*BOTH), "--generation", generation, "--", *PYTHON, "-c", code)
            assert done[0] == 0
            assert done[1].startswith(module)

    def test_is_the_process_itself(self, world):
        assert see(world(*BOTH), "--generation", "2", "--")["is_the_process"]

    @pytest.mark.parametrize("separator", [("--",), ()])
    def test_gets_its_arguments_as_they_are(self, world, separator):
        words = ["--epochs", "3", "--", "a b", "", "*", "--generation", "7", "'\"$HOME`", "--help", "--print"]
        assert see(world(*BOTH), "--generation", "2", *separator, words=words)["words"] == words

    @pytest.mark.parametrize("code", [0, 1, 2, 42, 255])
    def test_gives_its_exit_code(self, world, code):
        assert run(world(*BOTH), "--", *PYTHON, "-c", f"raise SystemExit({code})")[0] == code

    def test_reads_and_writes_the_streams(self, world):
        code = "import sys; print(sys.stdin.read().upper()); print('aside', file=sys.stderr)"
        assert run(world(*BOTH), "--", *PYTHON, "-c", code, given="héllo")[:3] == (0, "HÉLLO\n", "aside\n")

    def test_passes_the_variables_on_to_its_children(self, world):
        code = "import os, sys, subprocess; subprocess.run([sys.executable, '-S', '-c', sys.argv[1]], check=True)"
        child = "import os; print(os.environ['TF_USE_LEGACY_KERAS'])"
        assert run(world(*BOTH), "--generation", "2", "--", *PYTHON, "-c", code, child)[1] == "1\n"

    @pytest.mark.usefixtures("heeded")
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
    def test_gets_the_signals(self, world, number):
        code = f"""
            import signal, sys
            signal.signal({int(number)}, lambda *_: sys.exit(11))
            print("ready", flush=True)
            signal.pause()
        """
        here = world(*BOTH).local({"wait.py": textwrap.dedent(code)})
        process = start(here, "--generation", "2", "--", *PYTHON, "wait.py")
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        _, err = process.communicate(timeout=30)
        assert (process.returncode, err) == (11, "")

    @pytest.mark.usefixtures("heeded")
    def test_dies_of_a_signal_as_it_does_by_itself(self, world):
        process = start(world(*BOTH), "--", "sh", "-c", "echo ready; exec sleep 30")
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        assert process.returncode == -signal.SIGINT

    def test_does_not_go_on_writing_into_a_closed_pipe(self, world):
        process = start(world(*BOTH), "--", "sh", "-c", "while :; do echo y; done")
        assert process.stdout.readline() == "y\n"
        process.stdout.close()
        assert process.wait(30) == -signal.SIGPIPE
        process.stdin.close()
        process.stderr.close()

    def test_may_be_no_python_at_all(self, world):
        done = run(world(*BOTH), "--generation", "2", "sh", "-c", "echo $TF_USE_LEGACY_KERAS $0 $1", "a", "b")
        assert done[:3] == (0, "1 a b\n", "")


class TestWhatIsPrinted:
    def test_is_taken_by_a_shell(self, world):
        code, out, err, _ = run(world(*BOTH), "--generation", "2", "--backend", "tensorflow", "--print")
        assert (code, err) == (0, "")
        shell = subprocess.run(
            ["sh", "-c", 'eval "$1"; sh -c "echo \\$TF_USE_LEGACY_KERAS \\$KERAS_BACKEND"', "sh", out],
            capture_output=True,
            text=True,
            check=True,
        )
        assert shell.stdout == "1 tensorflow\n"

    def test_starts_nothing(self, world):
        here = world(*BOTH)
        assert run(here, "--print", "--", "touch", "touched")[:3] == (0, "", "")
        assert not (here.work / "touched").exists()


class TestARefusal:
    @pytest.mark.parametrize(
        ("trees", "options", "text"),
        [
            pytest.param(
                (tensorflow("2.16.2"), keras3("3.10.0")),
                ("--generation", "2"),
                "kerascompat run --generation 2\n"
                "  found: tensorflow 2.16.2; keras 3.10.0; tf_keras is not installed\n"
                '  cure:  pip install "tf-keras==2.16.*"\n',
                id="generation 2 without tf_keras",
            ),
            pytest.param(
                (tensorflow("2.16.2"), keras3("3.10.0")),
                ("--backend", "jax"),
                "kerascompat run --backend jax\n"
                "  found: jax is not installed; installed: tensorflow\n"
                "  cure:  pip install jax, or choose what is there: export KERAS_BACKEND=tensorflow\n",
                id="a backend that is not installed",
            ),
            pytest.param(
                BOTH,
                ("--generation", "2", "--backend", "jax"),
                "kerascompat run --generation 2 --backend jax\n"
                "  found: Keras 2 computes with TensorFlow only\n"
                "  cure:  kerascompat run --generation 3 --backend jax, or kerascompat run --generation 2\n",
                id="Keras 2 on another backend",
            ),
            pytest.param(
                (tensorflow("2.14.1"), keras2("2.14.0")),
                ("--generation", "3"),
                "kerascompat run --generation 3\n"
                "  found: tensorflow 2.14.1; keras 2.14.0; tf_keras is not installed\n"
                '  cure:  pip install -U "tensorflow>=2.16" keras\n',
                id="generation 3 where Keras 2 is installed",
            ),
        ],
    )
    def test_says_why_and_starts_nothing(self, world, trees, options, text):
        here = world(*trees)
        assert run(here, *options, "--", "touch", "touched")[:3] == (2, "", text)
        assert not (here.work / "touched").exists()

    def test_of_a_variable_that_stands_against_it_names_the_command(self, world):
        code, out, err, _ = run(world(*BOTH), "--backend", "jax", "--", "true", TF_USE_LEGACY_KERAS="1")
        assert (code, out) == (2, "")
        assert err.endswith("  cure:  kerascompat run --generation 3 --backend jax\n")

    def test_of_a_program_that_is_not_there_has_the_code_of_a_shell(self, world):
        error = "kerascompat run: no-such-program is not found on the path\n"
        assert run(world(*BOTH), "--generation", "2", "--", "no-such-program")[:3] == (127, "", error)

    def test_of_a_file_that_is_not_executable_has_the_code_of_a_shell(self, world):
        here = world(*BOTH).local({"train.py": ""})
        error = "kerascompat run: ./train.py is not executable\n"
        assert run(here, "--generation", "2", "--", "./train.py")[:3] == (126, "", error)

    def test_of_a_program_that_the_system_cannot_start_says_what_the_system_says(self, world):
        here = world(*BOTH).local({"train": "print(1)\n"})
        (here.work / "train").chmod(0o755)
        error = "kerascompat run: ./train cannot be started: Exec format error\n"
        assert run(here, "--", "./train")[:3] == (126, "", error)


class TestAnotherEnvironment:
    """The program's Python is of another environment than the one that kerascompat runs in."""

    MAIN = "import sys; sys.path[:0] = {paths!r}; from kerascompat.cli import main; sys.exit(main(sys.argv[1:]))"

    @pytest.fixture
    def other(self, tmp_path):
        """Make an environment of the same interpreter, with these providers and nothing else."""

        def make(*trees):
            folder = tmp_path / "other"
            packages = folder / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
            for tree in trees:
                write(packages, tree)
            base = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
            settings = f"home = {os.path.dirname(base)}\ninclude-system-site-packages = false\n"
            write(folder, {"bin": {}, "pyvenv.cfg": settings})
            (folder / "bin" / "python").symlink_to(base)
            write(folder, {"bin": {"tool": f"#!{folder}/bin/python\n{SEE}"}})
            (folder / "bin" / "tool").chmod(0o755)
            return folder

        return make

    def run(self, here, *arguments):
        """With kerascompat on the path of its own process alone."""
        paths = [str(here.site), str(SOURCE), str(here.requirements)]
        options = ("-c", self.MAIN.format(paths=paths))
        return run(here, *arguments, options=options, PYTHONPATH="")

    @pytest.mark.parametrize("program", [("python", "-c", SEE), ("tool",)])
    def test_decides_itself_by_its_own_packages(self, world, other, program):
        program = (str(other(tensorflow("2.16.2"), keras3("3.10.0"), tf_keras()) / "bin" / program[0]), *program[1:])
        code, out, err, _ = self.run(world(tensorflow("2.15.1"), keras2("2.15.0")), "--generation", "2", "--", *program)
        assert (code, err) == (0, "")
        assert json.loads(out)["legacy"] == "1"

    def test_sees_nothing_of_this_one(self, world, other):
        python = str(other(tensorflow("2.16.2"), keras3("3.10.0")) / "bin" / "python")
        assert self.run(world(*BOTH), "--generation", "2", "--", python)[:3] == (
            2,
            "",
            f"kerascompat run --generation 2 -- {python}\n"
            "  found: tensorflow 2.16.2; keras 3.10.0; tf_keras is not installed\n"
            '  cure:  pip install "tf-keras==2.16.*"\n',
        )

    def test_is_left_as_it_was(self, world, other):
        folder = other(*BOTH)
        before = sorted(folder.rglob("*"))
        assert self.run(world(), "--generation", "2", "--print", str(folder / "bin" / "python"))[0] == 0
        assert sorted(folder.rglob("*")) == before
