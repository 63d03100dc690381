"""`kerascompat explain` as a command: where it reads, what it prints, and its exit codes."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys

import pytest
from fake_worlds import SOURCE

TRACEBACK = (
    "Traceback (most recent call last):\n"
    '  File "train.py", line 3, in <module>\n'
    "    tf.keras.layers.Dense(2)\n"
    "ValueError: Unable to import backend : pytorch\n"
)
EXPLAINED = (
    "unknown-backend: ValueError: Unable to import backend : pytorch (line 4)\n"
    "  why:  no Keras has the backend pytorch; names are lower case: tensorflow, jax, torch, numpy, openvino\n"
    '  cure: export KERAS_BACKEND=torch, or correct "backend" in keras.json (~/.keras/keras.json, or in the folder '
    "KERAS_HOME)\n"
    "  see:  docs/explain.md#unknown-backend\n"
)
UNKNOWN = (
    "nothing in this text is an error that kerascompat knows; run `kerascompat doctor` in the same environment: it "
    "looks at what is installed and set; give the whole traceback, with its last line, if this was a part of one\n"
)


def environment(folder, variables=()):
    site = os.pathsep.join(path for path in sys.path if path.endswith("site-packages"))
    path = f"{SOURCE}{os.pathsep}{site}"
    return {"PATH": os.environ["PATH"], "PYTHONPATH": path, "HOME": str(folder), **dict(variables)}


@pytest.fixture
def explain(tmp_path):
    """The command, with bytes on standard input."""

    def explain(*arguments, given=b"", **variables):
        command = [sys.executable, "-m", "kerascompat", "explain", *arguments]
        settings = environment(tmp_path, variables)
        done = subprocess.run(
            command, cwd=tmp_path, env=settings, input=given, capture_output=True, check=False, timeout=60
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    explain.folder = tmp_path
    return explain


@pytest.mark.parametrize("arguments", [(), ("-",)], ids=["without a file", "with a dash"])
def test_it_reads_standard_input(explain, arguments):
    assert explain(*arguments, given=TRACEBACK.encode()) == (0, EXPLAINED, "")


def test_it_reads_a_file(explain):
    (explain.folder / "train.log").write_text(TRACEBACK)
    assert explain("train.log") == (0, EXPLAINED, "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_it_reads_the_encodings_of_terminals(explain, encoding):
    (explain.folder / "train.log").write_bytes(TRACEBACK.replace("\n", "\r\n").encode(encoding))
    assert explain("train.log") == (0, EXPLAINED, "")


def test_it_reads_bytes_that_are_no_text(explain):
    status, shown, said = explain(given=bytes(range(256)) + b"\n" + TRACEBACK.encode() + b"\xff\xfe\x80")
    assert (status, said) == (0, "")
    assert "docs/explain.md#unknown-backend\n" in shown


def test_an_unknown_text_is_said_to_be_unknown_with_what_to_do_next(explain):
    assert explain(given=b"KeyError: 'loss'\n") == (1, UNKNOWN, "")


def test_an_empty_text_is_unknown(explain):
    assert explain() == (1, UNKNOWN, "")


def test_several_findings_have_a_line_between_them_and_the_root_cause_comes_first(explain):
    text = f"ImportError: Keras cannot be imported. Check that it is installed.\n{TRACEBACK}"
    status, shown, _ = explain(given=text.encode())
    blocks = shown.split("\n\n")
    assert (status, [block.partition(":")[0] for block in blocks]) == (
        0,
        ["unknown-backend", "keras-cannot-be-imported"],
    )


def test_a_file_that_is_not_there_is_exit_code_2(explain):
    status, shown, said = explain("none.log")
    assert (status, shown) == (2, "")
    assert said == "kerascompat explain: none.log: No such file or directory\n"


def test_a_folder_is_exit_code_2(explain):
    status, shown, said = explain(".")
    assert (status, shown) == (2, "")
    assert said == "kerascompat explain: .: Is a directory\n"


def test_an_unknown_option_is_exit_code_2(explain):
    assert explain("--color")[0] == 2


def test_json_has_a_schema_and_the_findings(explain):
    status, shown, said = explain("--json", given=TRACEBACK.encode())
    assert (status, said) == (0, "")
    assert json.loads(shown) == {
        "schema": 1,
        "findings": [
            {
                "code": "unknown-backend",
                "severity": "error",
                "what": "ValueError: Unable to import backend : pytorch (line 4)",
                "why": "no Keras has the backend pytorch; names are lower case: tensorflow, jax, torch, numpy, "
                "openvino",
                "cure": {
                    "pip": 'export KERAS_BACKEND=torch, or correct "backend" in keras.json (~/.keras/keras.json, or in '
                    "the folder KERAS_HOME)",
                    "uv": 'export KERAS_BACKEND=torch, or correct "backend" in keras.json (~/.keras/keras.json, or in '
                    "the folder KERAS_HOME)",
                },
                "link": "docs/explain.md#unknown-backend",
            }
        ],
    }


def test_json_of_an_unknown_text_has_no_findings(explain):
    status, shown, _ = explain("--json", given=b"?")
    assert (status, json.loads(shown)) == (1, {"schema": 1, "findings": []})


def test_a_closed_pipe_is_no_traceback(tmp_path):
    (tmp_path / "train.log").write_text(
        "".join(f"ModuleNotFoundError: No module named 'keras.src.a{n}'\n" for n in range(4000))
    )
    command = [sys.executable, "-m", "kerascompat", "explain", "train.log"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (1, b"")


def test_at_a_terminal_it_says_what_to_paste_and_how_to_end(tmp_path):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kerascompat", "explain"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(tmp_path), stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        os.close(theirs)
        asked = process.stderr.readline()
        os.write(ours, TRACEBACK.encode() + b"\x04")
        shown, _ = process.communicate(timeout=60)
        os.close(ours)
    assert asked == b"paste the traceback, then end with Ctrl-D (Windows: Ctrl-Z and Enter)\n"
    assert (process.returncode, shown.decode()) == (0, EXPLAINED)


def test_it_imports_nothing_but_itself(tmp_path):
    code = (
        "import sys; from kerascompat.cli import main; code = main(['explain', '-']);"
        " print(sorted({'tensorflow', 'keras', 'tf_keras', 'numpy', 'rich'} & set(sys.modules)), file=sys.stderr);"
        " sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path),
        input=TRACEBACK,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, EXPLAINED, "[]\n")


def test_output_that_cannot_be_encoded_is_no_traceback(explain):
    text = TRACEBACK.replace("pytorch", "pytörch…")
    status, shown, said = explain(given=text.encode(), PYTHONIOENCODING="ascii")
    assert (status, said) == (0, "")
    assert "docs/explain.md#unknown-backend\n" in shown
